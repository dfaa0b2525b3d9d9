/** The delivery of one notice: each turn takes one step from what is known. */
import { ActivityFailure, TimeoutFailure, sleep, uuid4 } from '@temporalio/workflow';
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import { channelOf } from '../../domain/attempt/route.js';
import type { NextStep } from '../../domain/escalation/next-step.js';
import { nextStep } from '../../domain/escalation/next-step.js';
import { assertNever } from '../../domain/failure/assert-never.js';
import { attemptIdOf } from '../../domain/ids/ids.js';
import { isFinished } from '../../domain/notice/state.js';
import type { Plan } from '../../domain/plan/plan.js';
import { onRoute, routeInWords } from './activities.js';
import { askForCorrection, handToStaff, waitForStaff } from './staff.js';
import type { NoticeProgress } from './state.js';
import { ask, keyOf, learn, until } from './story.js';
import type { Story } from './story.js';
import { doubtNumber } from './verify.js';

/** Runs until the notice is finished. Everything it needs to go on after a restart is in `notice`. */
export async function deliver(story: Story, notice: NoticeProgress): Promise<void> {
  while (!isFinished(notice.state)) {
    if (notice.ending !== undefined) await finish(story, notice, notice.ending);
    else if (notice.task !== undefined) await waitForStaff(story, notice, notice.task);
    else if (notice.bounced === true) await handOverBounced(story, notice);
    else if (notice.plan === undefined) await planOrHold(story, notice);
    else await escalate(story, notice, notice.plan);
    story.show();
  }
  await settleUnknown(story, notice);
}

/** The ledger has opened the task with the bounce; the story takes it up. */
async function handOverBounced(story: Story, notice: NoticeProgress): Promise<void> {
  delete notice.bounced;
  await handToStaff(story, notice, 'bounced');
}

const interrupted = (notice: NoticeProgress): boolean =>
  notice.ending !== undefined || notice.contactsChanged === true;

async function planOrHold(story: Story, notice: NoticeProgress): Promise<void> {
  delete notice.contactsChanged;
  const planned =
    notice.planned ?? (await ask(story, () => story.ledger.planNotice({ notice: keyOf(story, notice) })));
  delete notice.planned;
  switch (planned.next) {
    case 'finished':
      notice.state = planned.state;
      delete notice.waitingFor;
      return;
    case 'send':
      notice.plan = planned.plan;
      delete notice.heldBecause;
      return;
    case 'staff':
      await handToStaff(story, notice, planned.because);
      return;
    case 'hold': {
      delete notice.askedForLater;
      notice.state = 'held';
      notice.waitingFor = planned.waitingFor;
      notice.heldBecause = planned.because;
      story.show();
      const summary = `${notice.stage}: held (${planned.because}) until ${inWords(planned.waitingFor.until)}`;
      await until(story, planned.waitingFor.until, () => interrupted(notice), summary);
      return;
    }
    default:
      assertNever(planned);
  }
}

async function escalate(story: Story, notice: NoticeProgress, plan: Plan): Promise<void> {
  const step = nextStep(plan, notice.attempts, Date.now());
  // A corrected contact is used for whatever would be sent or handed over next, not before.
  if (notice.contactsChanged === true && (step.step === 'send' || step.step === 'hand-to-staff')) {
    delete notice.plan;
    return;
  }
  await correctWrongNumber(story, notice, plan);
  doubtNumber(story, notice, plan);
  // Machines are not at their end while quiet hours alone keep a route back.
  if (step.step === 'hand-to-staff' && plan.laterAt !== undefined && notice.askedForLater !== true) {
    notice.askedForLater = true;
    delete notice.plan;
    return;
  }
  await take(story, notice, plan, step);
}

/** A number the provider says is nobody's is given to staff at once, whatever other way there is. */
async function correctWrongNumber(story: Story, notice: NoticeProgress, plan: Plan): Promise<void> {
  const last = notice.attempts.at(-1);
  // A token of the app that went stale is the app's matter.
  if (last?.failure !== 'wrong-number' || channelOf(last.route) === 'push') return;
  if (!story.state.contactsGood) return;
  if (plan.routes.some(({ contact }) => contact === last.contact))
    await askForCorrection(story, 'wrong-number');
}

async function take(story: Story, notice: NoticeProgress, plan: Plan, step: NextStep): Promise<void> {
  // Of any attempt: the first may be delivered while the second is awaited.
  const known = [...notice.attempts];
  const learnedMore = () => notice.attempts.some((attempt, at) => attempt !== known[at]);
  switch (step.step) {
    case 'delivered':
      await finish(story, notice, 'delivered');
      return;
    case 'send':
      await send(story, notice, plan, step);
      return;
    case 'back-off':
      notice.waitingFor = { kind: 'back-off', until: step.until };
      await until(
        story,
        step.until,
        () => notice.ending !== undefined || learnedMore(),
        `${notice.stage}: the provider is at its limit`,
      );
      return;
    case 'await-receipt':
      notice.state = 'awaiting-receipt';
      notice.waitingFor = { kind: 'receipt', until: step.until };
      story.show();
      await until(
        story,
        step.until,
        () => notice.ending !== undefined || learnedMore(),
        `${notice.stage}: delivery receipt awaited until ${inWords(step.until)}`,
      );
      return;
    case 'declare-silence':
      learn(notice, await ask(story, () => story.ledger.declareSilence({ attemptId: step.attemptId })));
      return;
    case 'reconcile':
      notice.waitingFor = { kind: 'reconciliation', until: step.notBefore };
      if (
        !(await until(
          story,
          step.notBefore,
          learnedMore,
          `${notice.stage}: outcome unknown, the provider is asked`,
        ))
      )
        await reconcile(story, notice, plan, step);
      return;
    case 'hand-to-staff':
      await handToStaff(story, notice, step.because);
      return;
    default:
      assertNever(step);
  }
}

async function send(
  story: Story,
  notice: NoticeProgress,
  plan: Plan,
  step: Extract<NextStep, { step: 'send' }>,
): Promise<void> {
  const attemptId = attemptIdOf(uuid4());
  notice.state = 'sending';
  notice.waitingFor = {
    kind: 'provider',
    until: Date.now() + step.route.callTimeoutMs + step.route.lingerMs,
  };
  story.show();
  const summary = `${notice.stage}: ${routeInWords(step.route.route)}${step.purpose === 'first' ? '' : ` (${step.purpose})`}`;
  const order = {
    notice: keyOf(story, notice),
    attemptId,
    route: step.route,
    purpose: step.purpose,
    ...(plan.plannedAt === undefined || notice.attempts.length > 0 ? {} : { plan }),
  };
  try {
    const answered = await ask(story, () => onRoute(step.route, summary).send(order));
    if (answered.answer === 'attempted') learn(notice, await newest(story, answered.fact));
    else {
      delete notice.plan;
      if (answered.answer === 'plan-outdated' && answered.wrong !== undefined)
        await askForCorrection(story, answered.wrong);
    }
  } catch (failure) {
    if (!(failure instanceof ActivityFailure)) throw failure;
    // An earlier run of the activity may have begun to send before a worker died: the ledger knows.
    const fact = await ask(story, () => story.ledger.readAttempt({ attemptId }));
    if (fact !== undefined) learn(notice, fact);
    else {
      // Nothing was sent: the window and the plan are judged again, after a pause if it was tried.
      delete notice.plan;
      const neverStarted =
        failure.cause instanceof TimeoutFailure && failure.cause.timeoutType === 'SCHEDULE_TO_START';
      if (!neverStarted) await sleep(10_000, { summary: `${notice.stage}: the send failed before it began` });
    }
  }
}

/** A receipt that overtook its attempt's answer is in the ledger, not in that answer. */
export async function newest(story: Story, answered: AttemptFact): Promise<AttemptFact> {
  const { attemptId } = answered;
  if (!story.earlyReceipts.delete(attemptId)) return answered;
  return (await ask(story, () => story.ledger.readAttempt({ attemptId }))) ?? answered;
}

async function reconcile(
  story: Story,
  notice: NoticeProgress,
  plan: Plan,
  step: Extract<NextStep, { step: 'reconcile' }>,
): Promise<void> {
  const attempt = notice.attempts.find((known) => known.attemptId === step.attemptId);
  const route = attempt && (plan.routes.find((planned) => planned.route === attempt.route) ?? plan.routes[0]);
  if (attempt === undefined || route === undefined) return;
  const summary = `${notice.stage}: ask ${routeInWords(attempt.route)} what became of it`;
  const ports = onRoute({ ...route, route: attempt.route }, summary);
  try {
    learn(notice, await ask(story, () => ports.reconcile({ attemptId: step.attemptId })));
  } catch (failure) {
    if (!(failure instanceof ActivityFailure)) throw failure;
    // Nobody could ask in time: that counts as a question without an answer.
    learn(notice, { ...attempt, asked: (attempt.asked ?? 0) + 1, at: Date.now() });
  }
}

async function finish(
  story: Story,
  notice: NoticeProgress,
  state: 'delivered' | 'superseded' | 'withdrawn',
): Promise<void> {
  // A send activity that saw the receipt itself has recorded the finish with it, whatever came meanwhile.
  const isRecorded = notice.attempts.some(
    ({ settlement, noticeFinished }) => settlement === 'delivered' && noticeFinished === true,
  );
  notice.state = isRecorded
    ? 'delivered'
    : await ask(story, () => story.ledger.finishNotice({ notice: keyOf(story, notice), state }));
  delete notice.task;
  delete notice.waitingFor;
}

/** A notice that ended mid-send starts no new route, but what was sent is still found out. */
async function settleUnknown(story: Story, notice: NoticeProgress): Promise<void> {
  for (;;) {
    const last = notice.attempts.at(-1);
    if (notice.plan === undefined || last?.outcome !== 'unknown') return;
    const step = nextStep(notice.plan, notice.attempts, Date.now());
    if (step.step !== 'reconcile') return;
    await take(story, notice, notice.plan, step);
  }
}

/** An instant as an engineer reads it: `2026-06-01 09:00Z`. */
const inWords = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')}Z`;
