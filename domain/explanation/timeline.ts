/**
 * One list of what is on record about an application, all its stages together, the oldest first: each fact once, in
 * the words of the explanation and without the instant, which has a column of its own.
 */
import type { Purpose } from '../attempt/attempt.js';
import type { Stage } from '../stage/stage.js';
import { inTurn } from './detour.js';
import type { Turn } from './detour.js';
import { codeWordsOf } from './code-words.js';
import {
  checkEvidence,
  erasureEvidence,
  incidentEvidence,
  listedEvidence,
  refusalEvidence,
  stageEvidence,
} from './evidence.js';
import type { Evidence } from './evidence.js';
import type { ApplicationFacts, ApprovalFact, AttemptFacts, NoticeFacts, TaskFacts } from './facts.js';
import type { Place } from './finding.js';
import { given } from './given.js';
import type { Clockwork } from './moment.js';
import { approvalsOf, secondPersonEvidence } from './second-person.js';
import type { PlacedApproval } from './second-person.js';
import { taskEvidence } from './task-evidence.js';
import { tasksOf } from './tasks-of.js';
import type { PlacedTask } from './tasks-of.js';
import type { TimelineEntry, TimelineKind } from './timeline-entry.js';
import type { TimelineStep } from './timeline-step.js';
import { filed } from './trail.js';
import type { AttemptStep, FiledTrail, TaskStep, TrailStep } from './trail.js';
import { chinese } from './words/chinese.js';
import { english } from './words/english.js';
import { evidenceUndated, stepInWords } from './words/words.js';
import type { Words } from './words/words.js';

/** Never in a timeline: how contacts stand now is no event, an attempt is told by its steps, nothing is left out. */
type Told = Exclude<Evidence, { readonly kind: 'contact' | 'attempt' | 'abridged' }> | TimelineStep;
interface Placed extends Pick<TimelineEntry, 'attemptId' | 'taskId' | 'approvalId'> {
  readonly fact: Told;
  readonly place?: Place | undefined;
}

/** Entries that follow one another, and how many older ones there are. */
export interface TimelinePart {
  readonly entries: readonly TimelineEntry[];
  readonly earlier: number;
}

/** So many entries make a part. */
const partLength = 100;

/** All that is on record at `now`, in both languages. */
export const timelineOf = (
  application: ApplicationFacts,
  trail: readonly TrailStep[],
  now: number,
  clockwork: Clockwork,
): TimelineEntry[] => factsOf(application, trail, now).map((one) => inWords(one, clockwork));

/**
 * A part of it: the entries just before a place, or, without one, the latest. Parts begin at whole hundreds, so that
 * those before stay as they are while new facts come: the latest part may be nearly two long.
 */
export function partOfTimeline(
  application: ApplicationFacts,
  trail: readonly TrailStep[],
  now: number,
  clockwork: Clockwork,
  before?: number,
): TimelinePart {
  const facts = factsOf(application, trail, now);
  const end = Math.min(before ?? facts.length, facts.length);
  const latest = Math.floor(facts.length / partLength) - 1;
  const part = before === undefined ? latest : Math.ceil(end / partLength) - 1;
  const earlier = Math.max(0, part) * partLength;
  return { entries: facts.slice(earlier, end).map((one) => inWords(one, clockwork)), earlier };
}

/** Every fact, the oldest first. */
function factsOf(application: ApplicationFacts, steps: readonly TrailStep[], now: number): Placed[] {
  const trail = filed(steps);
  return [
    ...ofApplication(application, trail, now),
    ...application.notices.flatMap((notice) => ofNotice(notice, trail)),
    ...tasksOf(application).flatMap((one) => ofTask(one, trail, now)),
    ...approvalsOf(application).flatMap(ofApproval),
  ].sort((one, other) => one.fact.at - other.fact.at);
}

/** What is about no notice, or speaks of one itself. */
function ofApplication(application: ApplicationFacts, trail: FiledTrail, now: number): Placed[] {
  const { reportedAt, withdrawnAt, replies = [], listed = [], refusals, notices } = application;
  return [
    ...(reportedAt === undefined
      ? []
      : [{ fact: { kind: 'application-reported', at: reportedAt } as const }]),
    ...trail.contacts.map(({ at, staffRef }): Placed => ({
      fact: { kind: 'contacts-changed', at, ...given({ staffRef }) },
    })),
    ...checkEvidence(application, now).map(asTold),
    ...refusals.map((one): Placed => ({
      ...asTold(refusalEvidence(one)),
      place: one.stage === undefined ? undefined : { stage: one.stage, round: one.round ?? 1 },
    })),
    ...listed.map((one): Placed => ({
      ...asTold(
        listedEvidence(
          one,
          notices.find((notice) => isSame(notice, one)),
        ),
      ),
      place: one,
    })),
    ...replies.map((reply): Placed => ({ fact: { kind: 'reply-received', ...reply } })),
    ...(withdrawnAt === undefined
      ? []
      : [{ fact: { kind: 'application-withdrawn', at: withdrawnAt } as const }]),
    ...erasureEvidence(application).map(asTold),
  ];
}

function ofNotice(notice: NoticeFacts, trail: FiledTrail): Placed[] {
  const { owedAt, decidedAt, urgent, attempts } = notice;
  const place = { stage: notice.stage, round: notice.round };
  const reported: Told[] =
    decidedAt === undefined
      ? [asTold(stageEvidence(notice)).fact]
      : [
          { kind: 'stage-decided', at: decidedAt, place },
          { kind: 'stage-reported-after', at: owedAt, place, urgent, afterMs: owedAt - decidedAt },
        ];
  return [
    ...[
      ...reported,
      ...notice.holds.map((hold): Told => ({ kind: 'held', ...hold })),
      ...notice.windowClosedAt.map((at): Told => ({ kind: 'window-closed', at })),
      ...leftOutOf(notice, trail),
      ...notice.barred.map((one): Told => ({ kind: 'barred', ...one })),
      ...incidentEvidence(notice),
      ...trail
        .ofNotice(notice)
        .flatMap(({ what, at }): Told[] =>
          what === 'not-resent' ? [{ kind: 'not-resent', at, place }] : [],
        ),
    ].map((fact): Placed => ({ fact, place })),
    ...inTurn(attempts).flatMap((turn) =>
      ofAttempt(turn, trail).map((fact): Placed => ({
        fact,
        place,
        ...given({ attemptId: turn.attempt.attemptId }),
      })),
    ),
  ];
}

/** What each plan left out, where that is not what the one before it did. */
function leftOutOf(notice: NoticeFacts, trail: FiledTrail): Told[] {
  let before = '';
  return trail.ofNotice(notice).flatMap((step): Told[] => {
    if (step.what !== 'planned') return [];
    const same = JSON.stringify(step.leftOut) === before;
    before = JSON.stringify(step.leftOut);
    return same || step.leftOut.length === 0
      ? []
      : [{ kind: 'left-out', at: step.at, leftOut: step.leftOut }];
  });
}

const ofAttempt = ({ attempt, after }: Turn, trail: FiledTrail): Told[] => [
  { kind: 'sent', at: attempt.intendedAt, attempt, ...after },
  ...trail.ofAttempt(attempt.attemptId).flatMap((step) => stepOf(step, attempt)),
];

/** What one step of the trail says of an attempt; a receipt that only repeats says nothing. */
function stepOf(step: AttemptStep, attempt: AttemptFacts): Told[] {
  const { at } = step;
  const { route } = attempt;
  switch (step.what) {
    case 'repeated':
      return [{ kind: 'call-repeated', at, attempt }];
    case 'answered': {
      const { outcome, failure, code } = step;
      const why = codeWordsOf({ route, ...given({ failure, code }) });
      return [{ kind: 'answered', at, attempt, outcome, ...given({ failure, why }) }];
    }
    case 'asked': {
      const { answer, settlement } = step;
      const isIts = settlement !== undefined && settlement === attempt.settlement;
      const failed = isIts ? given({ failure: attempt.failure, why: codeWordsOf(attempt) }) : {};
      return [{ kind: 'provider-asked', at, attempt, answer, ...given({ settlement }), ...failed }];
    }
    case 'settled':
      return [{ kind: 'deadline-passed', at, attempt, settlement: step.settlement }];
    case 'receipt': {
      const { verdict, settlement, failure, code, polled } = step;
      if (verdict === 'repeats') return [];
      if (verdict === 'contradicts') return [{ kind: 'receipt-contradicts', at, route }];
      const why = codeWordsOf({ route, ...given({ failure, code, settlement }) });
      const revokes = verdict === 'revokes';
      return [{ kind: 'receipt', at, attempt, polled, revokes, ...given({ settlement, failure, why }) }];
    }
  }
}

function ofTask({ task, place }: PlacedTask, trail: FiledTrail, now: number): Placed[] {
  const { taskId, kind } = task;
  const steps = trail.ofTask(taskId);
  // That it was not done in time is told when that was so.
  const isTold = steps.some(({ what }) => what === 'overdue');
  const facts = taskEvidence(task, now).map((fact): Told =>
    fact.kind === 'task-opened' && isTold ? { ...fact, overdue: false } : asTold(fact).fact,
  );
  return [...facts, ...steps.map((step) => taskStepOf(step, kind))].map((fact) => ({
    fact,
    place,
    ...given({ taskId }),
  }));
}

function taskStepOf(step: TaskStep, task: TaskFacts['kind']): Told {
  const { at } = step;
  switch (step.what) {
    case 'claimed':
      return { kind: 'task-claimed', at, task, staffRef: step.staffRef, until: step.until };
    case 'released':
      return { kind: 'task-released', at, task, staffRef: step.staffRef, heldBy: step.heldBy };
    case 'reminded':
      return { kind: 'task-reminded', at, task };
    case 'overdue':
      return { kind: 'task-overdue', at, task };
  }
}

/** That it was proposed, or done alone, and what became of it since. */
function ofApproval({ approval, place }: PlacedApproval): Placed[] {
  const { act, proposedBy, proposedAt, until, since, state, by, approvalId } = approval;
  const begun = {
    act,
    proposedBy,
    proposedAt,
    until,
    carriedOut: false,
    ...given({ place: approval.place }),
  };
  const alone = state === 'acted-alone' || state === 'reviewed';
  const first = alone ? 'acted-alone' : 'proposed';
  const steps: ApprovalFact[] =
    state === first ? [approval] : [{ ...begun, state: first, since: proposedAt }, approval];
  return secondPersonEvidence(steps).map((fact) => ({
    // A review comes after what it is about.
    fact: fact.state === 'reviewed' ? { ...fact, at: since, ...given({ by }) } : fact,
    place,
    ...given({ approvalId }),
  }));
}

const isSame = (one: { stage?: Stage; round?: number }, other: Place): boolean =>
  one.stage === other.stage && (one.round ?? 1) === other.round;

/** What the shared builders of evidence make of anything but an attempt or a contact. */
const asTold = (fact: Evidence): Placed => ({ fact: fact as Told });

const sentAs: Readonly<Record<Purpose, TimelineKind>> = {
  first: 'sent',
  failover: 'failed-over',
  copy: 'copy',
  retry: 'sent-again',
  resend: 'resent',
};

function kindOf(fact: Told): TimelineKind {
  if (fact.kind === 'sent') return sentAs[fact.attempt.purpose];
  if (fact.kind === 'stage-reported-after') return 'stage-reported';
  return fact.kind === 'second-person' ? 'approval' : fact.kind;
}

function inWords({ fact, place, ...ids }: Placed, clockwork: Clockwork): TimelineEntry {
  const say = (words: Words): string =>
    isStep(fact, words) ? stepInWords(words, fact, clockwork) : evidenceUndated(words, fact, clockwork);
  return {
    at: fact.at,
    kind: kindOf(fact),
    ...given({ stage: place?.stage, round: place?.round }),
    zh: say(chinese),
    en: begunAsSentence(say(english), fact),
    ...ids,
  };
}

const isStep = (fact: Told, words: Words): fact is TimelineStep => fact.kind in words.timeline;

/** A capital letter in front, but for accounts and providers, which are written as they are. */
function begunAsSentence(sentence: string, fact: Told): string {
  const { staffRef = '', by = '', provider = '' } = { ...fact } as Readonly<Record<string, unknown>>;
  const isName = [staffRef, by, provider].some(
    (name) => name !== '' && sentence.startsWith(`${String(name)} `),
  );
  return isName ? sentence : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}
