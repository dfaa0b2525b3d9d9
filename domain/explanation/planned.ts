/**
 * What is to come of an application, the soonest first: derived from what is on record, and, for what follows a
 * silence, from the escalation itself. What is not known is not said; what is past is not to come.
 */
import { mostAsked } from '../escalation/next-step.js';
import { assertNever } from '../failure/assert-never.js';
import { isFinished } from '../notice/state.js';
import type { WaitingFor } from '../notice/state.js';
import { afterwards, attemptsOfDelivery } from './afterwards.js';
import { canBeAsked } from './askable.js';
import type { ApplicationFacts, AttemptFacts, NoticeFacts } from './facts.js';
import { given } from './given.js';
import type { Clockwork } from './moment.js';
import type { PlannedKind, PlannedStep } from './planned-step.js';
import { approvalsOf } from './second-person.js';
import type { PlacedApproval } from './second-person.js';
import { supersederOf } from './superseder.js';
import { tasksOf } from './tasks-of.js';
import type { PlacedTask } from './tasks-of.js';
import type { DatedSentence } from './timeline-entry.js';
import type { HoldStep, TrailStep } from './trail.js';
import { chinese } from './words/chinese.js';
import { english } from './words/english.js';
import { plannedInWords } from './words/words.js';

/** One thing to come: when it happens, or by when. */
export type Planned = DatedSentence<PlannedKind>;

interface Placed extends Pick<Planned, 'stage' | 'round' | 'attemptId' | 'taskId' | 'approvalId'> {
  readonly step: PlannedStep;
}

/** All that is known to come after `now`, in both languages. */
export const plannedOf = (
  application: ApplicationFacts,
  trail: readonly TrailStep[],
  now: number,
  clockwork: Clockwork,
): Planned[] =>
  [
    ...application.notices.flatMap((notice) => ofNotice(application, notice, trail, now)),
    ...tasksOf(application).flatMap((one) => ofTask(application, one)),
    ...approvalsOf(application).flatMap(ofApproval),
  ]
    .filter(({ step }) => step.at > now)
    .sort((one, other) => one.step.at - other.step.at)
    .map(({ step, ...placed }) => ({
      at: step.at,
      kind: step.kind,
      zh: plannedInWords(chinese, step, clockwork),
      en: plannedInWords(english, step, clockwork),
      ...placed,
    }));

function ofNotice(
  application: ApplicationFacts,
  notice: NoticeFacts,
  trail: readonly TrailStep[],
  now: number,
): Placed[] {
  const { stage, round, waitingFor } = notice;
  const last = attemptsOfDelivery(notice).at(-1);
  const its: Placed[] =
    waitingFor !== undefined && isGoingOn(application, notice)
      ? waited(notice, waitingFor, last, trail).map((step) => ({
          step,
          ...('route' in step ? given({ attemptId: last?.attemptId }) : {}),
        }))
      : [];
  const awaited = its.some(({ step }) => step.at > now && 'route' in step) ? last : undefined;
  return [...its, ...notice.attempts.filter((one) => one !== awaited).flatMap(receiptPossible)].map(
    (one) => ({ ...one, stage, round }),
  );
}

/** Whether machines will do what comes next: not where the notice is being ended, nor where nobody may be at it. */
const isGoingOn = (application: ApplicationFacts, notice: NoticeFacts): boolean =>
  !isFinished(notice.state) &&
  application.withdrawnAt === undefined &&
  supersederOf(application, notice) === undefined &&
  !notice.attempts.some(({ settlement }) => settlement === 'delivered') &&
  !notice.alarms.some(
    (kind) => kind === 'notice-silent' || kind === 'workflow-stuck' || kind === 'workflow-gone',
  );

function waited(
  notice: NoticeFacts,
  { kind, until: at }: WaitingFor,
  last: AttemptFacts | undefined,
  trail: readonly TrailStep[],
): PlannedStep[] {
  switch (kind) {
    case 'workflow':
      return [{ kind: 'taken-up', at }];
    case 'window': {
      const because = notice.holds.at(-1)?.because === 'quiet-hours' ? 'quiet-hours' : 'window';
      return [{ kind: 'window-opens', at, because, ...given({ next: nextAfterHold(notice, trail) }) }];
    }
    case 'calendar':
      return [{ kind: 'calendar-asked', at }];
    case 'provider':
    case 'receipt':
      return last === undefined ? [] : answered(notice, last, at, trail);
    case 'reconciliation':
      return last?.outcome === 'unknown' && !last.neverReceived ? asked(notice, last, at, trail) : [];
    case 'back-off':
      return last?.failure === 'rate-limited' ? [{ kind: 'tried-again', at, route: last.route }] : [];
    case 'staff':
      // The task says it.
      return [];
    default:
      return assertNever(kind);
  }
}

function nextAfterHold({ stage, round }: NoticeFacts, trail: readonly TrailStep[]) {
  const held = trail.findLast(
    (step): step is HoldStep => step.what === 'held' && step.stage === stage && step.round === round,
  );
  const changed = trail.some((step) => step.what === 'contacts' && held !== undefined && step.at >= held.at);
  return changed ? undefined : held?.next;
}

/** A call under way, or one that was accepted and whose receipt is awaited. */
function answered(
  notice: NoticeFacts,
  last: AttemptFacts,
  until: number,
  trail: readonly TrailStep[],
): PlannedStep[] {
  const { route, outcome, settlement, receiptDeadline: at = until } = last;
  if (settlement !== undefined) return [];
  if (outcome === 'intended') return [{ kind: 'answer-due', at: until, route }];
  if (outcome !== 'accepted') return [];
  if (last.evidence === 'acceptance') return [{ kind: 'counts-as-delivered', at, route }];
  const then = afterwards(notice, trail, { settlement: 'no-receipt' }, at);
  return [{ kind: 'receipt-deadline', at, route, ...given({ then }) }];
}

/** The provider is asked at most so often; after that it goes on without an answer. */
function asked(
  notice: NoticeFacts,
  last: AttemptFacts,
  at: number,
  trail: readonly TrailStep[],
): PlannedStep[] {
  const { route } = last;
  if (!canBeAsked(route) || last.asked >= mostAsked) return [];
  const neverReceived = afterwards(notice, trail, { neverReceived: true }, at);
  const isLast = last.asked === mostAsked - 1;
  const stillUnknown = isLast ? afterwards(notice, trail, { asked: mostAsked }, at) : undefined;
  return [{ kind: 'provider-asked', at, route, ...given({ neverReceived, stillUnknown }) }];
}

/** Of what was taken, or may have been, something may still be heard; a delivery by acceptance may still bounce. */
function receiptPossible(attempt: AttemptFacts): Placed[] {
  const { attemptId, route, outcome, settlement, evidence, neverReceived, receiptHorizon: at } = attempt;
  if (at === undefined || neverReceived || (outcome !== 'accepted' && outcome !== 'unknown')) return [];
  const bounce = settlement === 'delivered' && evidence === 'acceptance';
  if (settlement === 'undelivered' || (settlement === 'delivered' && !bounce)) return [];
  return [{ step: { kind: 'receipt-possible', at, route, bounce }, ...given({ attemptId }) }];
}

/** An open task; one that is still open about a notice that is finished is about to be closed. */
function ofTask({ notices }: ApplicationFacts, { task, place }: PlacedTask): Placed[] {
  const { taskId, kind, finishedAt, dueAt, remindAt, claim } = task;
  if (finishedAt !== undefined) return [];
  if (notices.some(({ state, tasks }) => isFinished(state) && tasks.includes(task))) return [];
  const steps: PlannedStep[] = [
    ...(claim === undefined
      ? []
      : [{ kind: 'claim-expires', at: claim.until, task: kind, by: claim.by } as const]),
    ...(remindAt === undefined ? [] : [{ kind: 'task-reminder', at: remindAt, task: kind } as const]),
    { kind: 'task-due', at: dueAt, task: kind },
  ];
  return steps.map((step) => ({ step, ...place, ...given({ taskId }) }));
}

function ofApproval({ approval, place }: PlacedApproval): Placed[] {
  const { approvalId, act, state, proposedBy: staffRef, until: at } = approval;
  if (state !== 'proposed' && state !== 'acted-alone') return [];
  const kind = state === 'proposed' ? 'approval-expires' : 'review-due';
  const step: PlannedStep = { kind, at, act, staffRef, ...given({ place: approval.place }) };
  return [{ step, ...given({ stage: place?.stage, round: place?.round, approvalId }) }];
}
