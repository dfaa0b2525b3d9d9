/** What a cause rests on: the recorded facts, in the order they happened. */
import type { FailureCode } from '../failure/catalogue.js';
import type { TaskBecause, TaskClosedBecause, TaskKind, TaskOutcome } from '../human-task/human-task.js';
import type { Route } from '../attempt/route.js';
import type { LeftOutRoute } from '../plan/plan.js';
import type { Stage } from '../stage/stage.js';
import { whyNot } from './detour.js';
import { codeWordsOf } from './code-words.js';
import type { CodeWords } from './code-words.js';
import type {
  ApplicationFacts,
  AttemptFacts,
  ContactFact,
  HoldFact,
  NoticeFacts,
  RefusalFact,
  TaskFacts,
} from './facts.js';
import type { Detour, Place } from './finding.js';
import { given } from './given.js';

/** One recorded fact that is told; `at` in epoch milliseconds. */
export type Evidence =
  | { readonly kind: 'application-reported'; readonly at: number }
  | { readonly kind: 'application-withdrawn'; readonly at: number }
  | {
      readonly kind: 'stage-reported';
      readonly at: number;
      readonly place: Place;
      readonly decidedAt?: number;
      readonly urgent: boolean;
    }
  | {
      readonly kind: 'report-refused';
      readonly at: number;
      readonly what: RefusalFact['kind'];
      readonly stage?: Stage;
      readonly round?: number;
      readonly code?: FailureCode;
    }
  | ({ readonly kind: 'held' } & HoldFact)
  | { readonly kind: 'window-closed'; readonly at: number }
  | { readonly kind: 'left-out'; readonly at: number; readonly leftOut: readonly LeftOutRoute[] }
  | {
      readonly kind: 'attempt';
      readonly at: number;
      readonly attempt: AttemptFacts;
      /** Why the one before did not settle the matter. */
      readonly before?: Detour['because'];
      readonly why?: CodeWords;
    }
  | { readonly kind: 'receipt-contradicts'; readonly at: number; readonly route: Route }
  | {
      readonly kind: 'task-opened';
      readonly at: number;
      readonly task: TaskKind;
      readonly because: TaskBecause;
      readonly dueAt: number;
      /** It was not finished by then. */
      readonly overdue: boolean;
    }
  | {
      readonly kind: 'task-completed';
      readonly at: number;
      readonly outcome: TaskOutcome;
      readonly staffRef?: string;
      readonly confirmedBy?: string;
      readonly verified: boolean;
    }
  | { readonly kind: 'task-closed'; readonly at: number; readonly because?: TaskClosedBecause }
  | { readonly kind: 'contact'; readonly at: number; readonly contact: ContactFact };
export type EvidenceKind = Evidence['kind'];
export type EvidenceOf<K extends EvidenceKind> = Extract<Evidence, { readonly kind: K }>;

/** What is told about one notice, oldest first; contacts as they stand now come last. */
export function evidenceOfNotice(
  application: ApplicationFacts,
  notice: NoticeFacts,
  now: number,
): Evidence[] {
  const { stage, round, owedAt, urgent, decidedAt, attempts, holds } = notice;
  const leftOut: Evidence[] =
    notice.leftOut.length === 0
      ? []
      : [{ kind: 'left-out', at: attempts[0]?.intendedAt ?? owedAt, leftOut: notice.leftOut }];
  return inOrder([
    { kind: 'stage-reported', at: owedAt, place: { stage, round }, urgent, ...given({ decidedAt }) },
    ...application.refusals.filter((refusal) => isAbout(refusal, notice)).map(refusalEvidence),
    ...holds.map((hold): Evidence => ({ kind: 'held', ...hold })),
    ...notice.windowClosedAt.map((at): Evidence => ({ kind: 'window-closed', at })),
    ...leftOut,
    ...attempts.map(attemptEvidence),
    ...notice.contradictions.map((one): Evidence => ({ kind: 'receipt-contradicts', ...one })),
    ...[...notice.tasks, ...corrections(application, notice)].flatMap((task) => taskEvidence(task, now)),
    ...contactEvidence(application, now),
  ]);
}

/** What is told where there is no notice to speak of. */
export const evidenceOfApplication = (application: ApplicationFacts, now: number): Evidence[] =>
  inOrder([
    ...(application.reportedAt === undefined
      ? []
      : [{ kind: 'application-reported', at: application.reportedAt } as const]),
    ...(application.withdrawnAt === undefined
      ? []
      : [{ kind: 'application-withdrawn', at: application.withdrawnAt } as const]),
    ...application.notices.map(({ stage, round, owedAt, urgent, decidedAt }): Evidence => ({
      kind: 'stage-reported',
      at: owedAt,
      place: { stage, round },
      urgent,
      ...given({ decidedAt }),
    })),
    ...application.refusals.map(refusalEvidence),
    ...application.corrections.flatMap((task) => taskEvidence(task, now)),
    ...contactEvidence(application, now),
  ]);

const inOrder = (evidence: readonly Evidence[]): Evidence[] =>
  [...evidence].sort((one, other) => one.at - other.at);

const isAbout = (refusal: RefusalFact, notice: Place): boolean =>
  refusal.stage === notice.stage && (refusal.round ?? 1) === notice.round;

const refusalEvidence = ({ at, kind: what, stage, round, code }: RefusalFact): Evidence => ({
  kind: 'report-refused',
  at,
  what,
  ...given({ stage, round, code }),
});

function attemptEvidence(attempt: AttemptFacts, nth: number, attempts: readonly AttemptFacts[]): Evidence {
  const before = attempts[nth - 1];
  const fields = { before: before && whyNot(before), why: codeWordsOf(attempt) };
  return { kind: 'attempt', at: attempt.intendedAt, attempt, ...given(fields) };
}

/** Corrections of the contact that were open while this notice was owed. */
const corrections = (application: ApplicationFacts, notice: NoticeFacts): TaskFacts[] =>
  application.corrections.filter(
    ({ openedAt, finishedAt }) =>
      (finishedAt ?? Infinity) >= notice.owedAt && openedAt <= (notice.finishedAt ?? Infinity),
  );

function taskEvidence(task: TaskFacts, now: number): Evidence[] {
  const { openedAt, because, dueAt, finishedAt, outcome, closedBecause, staffRef, confirmedBy } = task;
  const overdue = (finishedAt ?? now) > dueAt;
  const opened = { kind: 'task-opened', at: openedAt, task: task.kind, because, dueAt, overdue } as const;
  if (finishedAt === undefined) return [opened];
  const verified = task.identity === 'verified';
  return outcome === undefined
    ? [opened, { kind: 'task-closed', at: finishedAt, ...given({ because: closedBecause }) }]
    : [
        opened,
        { kind: 'task-completed', at: finishedAt, outcome, verified, ...given({ staffRef, confirmedBy }) },
      ];
}

const contactEvidence = ({ contacts }: ApplicationFacts, now: number): Evidence[] =>
  contacts.filter(({ state }) => state !== 'good').map((contact) => ({ kind: 'contact', at: now, contact }));
