/**
 * Staff have a notice sent once more (人工补发). It runs beside the notice's own delivery, which goes on
 * as if nothing had been ordered: one attempt, counted apart, and then what became of it is found out.
 * Only a delivery is the notice's business: it finishes one that is not finished.
 */
import { ActivityFailure } from '@temporalio/workflow';
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import { nextStep } from '../../domain/escalation/next-step.js';
import { assertNever } from '../../domain/failure/assert-never.js';
import { attemptIdOf } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { isFinished } from '../../domain/notice/state.js';
import type { Plan, PlannedRoute } from '../../domain/plan/plan.js';
import { onRoute, routeInWords } from './activities.js';
import { newest } from './deliver.js';
import type { ResendNotSentBecause } from './ports.js';
import { askForCorrection } from './staff.js';
import type { ResendProgress } from './state.js';
import { ask, learn, until } from './story.js';
import type { Story } from './story.js';

/** Runs until nothing more can be found out. Everything it needs to go on after a restart is in `one`. */
export async function resend(story: Story, one: ResendProgress): Promise<void> {
  if (one.fact === undefined) await sendOnce(story, one);
  while (one.fact !== undefined && (await followUp(story, one, one.fact)));
}

/** Takes in what is newly known of the attempt; a delivery finishes its notice, if nothing else has. */
export async function learnOfResend(story: Story, one: ResendProgress, fact: AttemptFact): Promise<void> {
  const before = one.fact;
  one.fact = fact;
  story.show();
  if (fact.settlement !== 'delivered' || before?.settlement === 'delivered') return;
  const notice = story.state.notices.find(({ stage, round }) => stage === one.stage && round === one.round);
  if (notice !== undefined && !isFinished(notice.state)) learn(notice, fact);
  // Of an earlier run: what that left unfinished has nobody else here.
  if (notice === undefined && fact.noticeFinished !== true)
    await ask(story, () => story.ledger.finishNotice({ notice: keyOf(story, one), state: 'delivered' }));
}

async function sendOnce(story: Story, one: ResendProgress): Promise<void> {
  const { route } = one;
  const attemptId = attemptIdOf(one.reportId);
  const order = { notice: keyOf(story, one), attemptId, route, purpose: 'resend' } as const;
  const ports = onRoute(route, `${one.stage}: ${routeInWords(route.route)} (resend, ordered by staff)`);
  try {
    const answered = await ask(story, () => ports.send(order));
    if (answered.answer === 'attempted') await learnOfResend(story, one, await newest(story, answered.fact));
    else {
      await notSent(story, one, answered.answer);
      if (answered.answer === 'plan-outdated' && answered.wrong !== undefined)
        await askForCorrection(story, answered.wrong);
    }
  } catch (failure) {
    if (!(failure instanceof ActivityFailure)) throw failure;
    const fact = await ask(story, () => story.ledger.readAttempt({ attemptId }));
    if (fact === undefined) await notSent(story, one, 'route-away');
    else await learnOfResend(story, one, fact);
  }
}

async function notSent(story: Story, one: ResendProgress, because: ResendNotSentBecause): Promise<void> {
  const { reportId } = one;
  await ask(story, () => story.ledger.recordResendNotSent({ notice: keyOf(story, one), reportId, because }));
  story.state.resends = story.state.resends?.filter((other) => other !== one) ?? [];
}

/** One step towards knowing what became of it; false where there is none left. It is never sent again. */
async function followUp(story: Story, one: ResendProgress, fact: AttemptFact): Promise<boolean> {
  const { attemptId } = fact;
  const step = nextStep(planOf(one.route), [fact], Date.now());
  const learnedMore = () => one.fact !== fact;
  switch (step.step) {
    case 'await-receipt':
      await until(story, step.until, learnedMore, `${one.stage}: receipt of the resend awaited`);
      return true;
    case 'declare-silence':
      await learnOfResend(story, one, await ask(story, () => story.ledger.declareSilence({ attemptId })));
      return true;
    case 'reconcile': {
      const summary = `${one.stage}: outcome of the resend unknown, the provider is asked`;
      if (await until(story, step.notBefore, learnedMore, summary)) return true;
      await learnOfResend(story, one, await askProvider(story, one, fact));
      return true;
    }
    case 'delivered':
    case 'send':
    case 'back-off':
    case 'hand-to-staff':
      return false;
    default:
      return assertNever(step);
  }
}

async function askProvider(story: Story, one: ResendProgress, fact: AttemptFact): Promise<AttemptFact> {
  const ports = onRoute(one.route, `${one.stage}: ask ${routeInWords(fact.route)} what became of the resend`);
  try {
    return await ask(story, () => ports.reconcile({ attemptId: fact.attemptId }));
  } catch (failure) {
    if (!(failure instanceof ActivityFailure)) throw failure;
    // Nobody could ask in time: that counts as a question without an answer.
    return { ...fact, asked: (fact.asked ?? 0) + 1, at: Date.now() };
  }
}

const keyOf = (story: Story, { stage, round }: ResendProgress): NoticeKey => ({
  applicationId: story.state.applicationId,
  stage,
  round,
});

/** The escalation of an attempt that has nothing to fail over to. */
const planOf = (route: PlannedRoute): Plan => ({
  calendarVersion: '',
  contactVersion: 0,
  routes: [route],
  leftOut: [],
  copyOnSilence: false,
});
