/**
 * The durable story of one loan application (DESIGN §3): its reports are taken up in order, the
 * deliveries of its stages run side by side, and it ends when nothing is owed any more.
 */
import { allHandlersFinished, condition, continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';
import { assertNever } from '../../domain/failure/assert-never.js';
import { undecodable } from '../../domain/failure/undecodable.js';
import { attemptIdOf, reportIdOf } from '../../domain/ids/ids.js';
import { isFinished } from '../../domain/notice/state.js';
import { supersedes } from '../../domain/report/judge.js';
import { ledgerOfStory } from './activities.js';
import { deliver } from './deliver.js';
import { receiveMessages } from './inbox.js';
import type { TakenReport } from './ports.js';
import { learnOfResend, resend } from './resend.js';
import { shownIn } from './shown.js';
import { askForCorrection, complete, waitForCorrection } from './staff.js';
import type { ApplicationState, LoanApplicationInput, NoticeProgress, ResendProgress } from './state.js';
import { ask, rest, start } from './story.js';
import type { Message, Story } from './story.js';
import { takeIn } from './take-in.js';
import { verify } from './verify.js';

const halfAYearMs = 180 * 24 * 3_600_000;

export async function loanApplication(input: LoanApplicationInput): Promise<void> {
  // Without its own beginning there is no story: its task fails until a worker has the right key.
  if (Object.is(input, undecodable)) throw new TypeError('the input of the story cannot be decoded');
  const state = input.state ?? beginning(input);
  const story: Story = {
    state,
    ledger: ledgerOfStory(),
    inbox: [],
    running: 0,
    busy: 0,
    parts: 0,
    resting: 0,
    earlyReceipts: new Set(),
    earlyCompletions: new Map(),
    show: shownIn(state),
  };
  receiveMessages(story);
  story.show();

  // A finished one too: what was sent of it may still have to be found out.
  for (const notice of state.notices) start(story, deliver(story, notice));
  for (const one of state.resends ?? []) start(story, resend(story, one));
  if (state.correction !== undefined) start(story, waitForCorrection(story, state.correction));
  start(story, watchSilence(story, input.limits?.silenceMs ?? halfAYearMs), 'beside');

  for (;;) {
    await condition(
      () =>
        story.failure !== undefined ||
        story.inbox.length > 0 ||
        nothingOwed(story) ||
        mayContinueAsNew(story, input),
    );
    if (story.failure !== undefined) throw story.failure.reason;
    const message = story.inbox.shift();
    if (message !== undefined) await takeUp(story, message);
    else if (mayContinueAsNew(story, input)) await continueAsNew<typeof loanApplication>({ ...input, state });
    else if (nothingOwed(story) && (await pastHorizons(story))) return;
  }
}

const beginning = ({ applicationId }: LoanApplicationInput): ApplicationState => ({
  applicationId,
  knownReports: [],
  notices: [],
  withdrawn: false,
  contactsGood: true,
  newsAt: Date.now(),
  silenceAlarmed: false,
});

async function takeUp(story: Story, message: Message): Promise<void> {
  const { applicationId } = story.state;
  switch (message.kind) {
    case 'reported': {
      const reportId = reportIdOf(message.reportId);
      await takeReport(story, await ask(story, () => story.ledger.takeReport({ applicationId, reportId })));
      return;
    }
    case 'receipt': {
      const attemptId = attemptIdOf(message.attemptId);
      const notice = story.state.notices.find((one) =>
        one.attempts.some((attempt) => attempt.attemptId === attemptId),
      );
      const resent = story.state.resends?.find(({ fact }) => fact?.attemptId === attemptId);
      // Its send activity has ended its lingering, but the answer is still on its way.
      if (notice === undefined && resent === undefined) return void story.earlyReceipts.add(attemptId);
      const fact = await ask(story, () => story.ledger.readAttempt({ attemptId }));
      if (fact === undefined) return;
      if (resent !== undefined) await learnOfResend(story, resent, fact);
      if (notice !== undefined) takeIn(story, notice, fact);
      return;
    }
    case 'staff-completed': {
      const answer = await complete(story, { ...message.order, identity: 'not-verified' });
      if (answer.result === 'refused')
        await ask(story, () =>
          story.ledger.recordIgnoredSignal({ applicationId, signal: 'staffCompleted', because: answer.code }),
        );
      return;
    }
    case 'ignored': {
      const { signal, because } = message;
      return ask(story, () => story.ledger.recordIgnoredSignal({ applicationId, signal, because }));
    }
    default:
      return assertNever(message);
  }
}

async function takeReport(story: Story, report: TakenReport): Promise<void> {
  const { state } = story;
  // What staff order is no news of the loan system.
  if (report.kind === 'resend') {
    takeResend(story, report);
    return;
  }
  state.newsAt = Date.now();
  state.silenceAlarmed = false;
  switch (report.kind) {
    case 'application':
    case 'contacts':
      state.contactsGood = report.contactsGood;
      if (report.kind === 'contacts') state.contactVersion = report.version;
      if (report.verify === true) start(story, verify(story));
      if (report.kind === 'contacts')
        for (const notice of state.notices) if (!isFinished(notice.state)) notice.contactsChanged = true;
      if (!report.contactsGood) await askForCorrection(story, 'bad-contact');
      break;
    case 'stage': {
      const { stage, round, planned } = report;
      for (const older of state.notices)
        if (!isFinished(older.state) && supersedes(report, older)) older.ending = 'superseded';
      const notice: NoticeProgress = { stage, round, state: 'held', planned, attempts: [] };
      // After an outage a newer report may have overtaken this one.
      if (state.notices.some((newer) => supersedes(newer, notice))) notice.ending = 'superseded';
      if (state.withdrawn) notice.ending = 'withdrawn';
      state.notices.push(notice);
      start(story, deliver(story, notice));
      break;
    }
    case 'withdrawal':
      state.withdrawn = true;
      for (const notice of state.notices) if (!isFinished(notice.state)) notice.ending = 'withdrawn';
      break;
    case 'unknown':
      break;
    default:
      assertNever(report);
  }
  story.show();
}

function takeResend(story: Story, report: Extract<TakenReport, { kind: 'resend' }>): void {
  const { state } = story;
  const { reportId, stage, round, route, decided } = report;
  if (decided && state.notices.length === 0) state.decidedBefore = true;
  if (route === undefined) return;
  const one: ResendProgress = { reportId, stage, round, route };
  (state.resends ??= []).push(one);
  start(story, resend(story, one));
}

/** Whether a final decision or a withdrawal is in, and every notice and task is finished. */
function nothingOwed({ state, inbox, running }: Story): boolean {
  const decided =
    state.withdrawn ||
    state.decidedBefore === true ||
    state.notices.some((notice) => notice.stage === 'final-decision');
  return decided && inbox.length === 0 && running === 0 && state.correction === undefined;
}

/** Waits out the receipts that may still come; false if something else came instead. */
async function pastHorizons(story: Story): Promise<boolean> {
  const resent = (story.state.resends ?? []).flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  const open = story.state.notices
    .flatMap((notice) => notice.attempts)
    .concat(resent)
    .filter((attempt) => attempt.outcome !== 'rejected')
    // A delivery that rests on acceptance alone may still bounce.
    .filter((attempt) => attempt.settlement !== 'delivered' || attempt.evidence === 'acceptance')
    .filter((attempt) => attempt.settlement !== 'undelivered' && attempt.neverReceived !== true);
  const horizon = Math.max(0, ...open.map((attempt) => attempt.receiptHorizon ?? 0));
  const leftMs = horizon - Date.now();
  const interrupted = () => story.inbox.length > 0;
  if (leftMs > 0)
    return !(await condition(interrupted, leftMs, { summary: 'everything is settled but a late receipt' }));
  await condition(allHandlersFinished);
  return !interrupted();
}

function mayContinueAsNew(story: Story, { limits }: LoanApplicationInput): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  const long = continueAsNewSuggested || historyLength > (limits?.historyEvents ?? Infinity);
  const atRest = story.busy === 0 && story.resting === story.parts;
  return long && atRest && story.inbox.length === 0 && allHandlersFinished();
}

/** An application the loan system never decides raises an alarm; it is not closed by itself. */
async function watchSilence(story: Story, silenceMs: number): Promise<void> {
  const { state } = story;
  for (;;) {
    const leftMs = state.newsAt + silenceMs - Date.now();
    const summary = 'an alarm is raised if the loan system has no news by then';
    if (leftMs > 0) await rest(story, () => sleep(leftMs, { summary }));
    else if (state.silenceAlarmed) await rest(story, () => condition(() => !state.silenceAlarmed));
    else {
      state.silenceAlarmed = true;
      const alarm = { applicationId: state.applicationId, kind: 'application-silent' } as const;
      await ask(story, () => story.ledger.raiseAlarm(alarm));
    }
  }
}
