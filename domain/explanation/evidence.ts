/** What a cause rests on: the recorded facts, in the order they happened. */
import type { ErasedBecause } from '../erasure/erasure.js';
import type { FailureCode } from '../failure/catalogue.js';
import { taskKinds } from '../human-task/human-task.js';
import type { Route } from '../attempt/route.js';
import type { LeftOutRoute } from '../plan/left-out.js';
import type { Stage } from '../stage/stage.js';
import type {
  CheckAnswer,
  CheckKind,
  CheckProvider,
  UncheckedBecause,
} from '../verification/verification.js';
import { inTurn } from './detour.js';
import type { Turn } from './detour.js';
import { checkWordsOf, codeWordsOf } from './code-words.js';
import type { CodeWords } from './code-words.js';
import type {
  ApplicationFacts,
  AttemptFacts,
  CheckFact,
  ContactFact,
  HoldFact,
  IncidentFact,
  ListedFact,
  NoticeFacts,
  RefusalFact,
  ReplyFact,
  TaskFacts,
} from './facts.js';
import type { Detour, Place, Setback } from './finding.js';
import { given } from './given.js';
import { secondPersonEvidence } from './second-person.js';
import type { SecondPersonEvidence } from './second-person.js';
import { supersederOf } from './superseder.js';
import { taskEvidence } from './task-evidence.js';
import type { TaskEvidence } from './task-evidence.js';

/** One recorded fact that is told; `at` in epoch milliseconds. */
export type Evidence =
  | { readonly kind: 'application-reported'; readonly at: number }
  | { readonly kind: 'application-withdrawn'; readonly at: number }
  | ({ readonly kind: 'reply-received' } & ReplyFact)
  | { readonly kind: 'application-erased'; readonly at: number; readonly because: ErasedBecause }
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
  | {
      readonly kind: 'decision-listed';
      /** When the list came. */
      readonly at: number;
      readonly place: Place;
      readonly day: string;
      readonly decidedAt?: number;
      /** How long after the decision it was reported at last; absent where it was not, or the decision has no time. */
      readonly reportedAfterMs?: number;
    }
  | ({ readonly kind: 'held' } & HoldFact)
  | { readonly kind: 'window-closed'; readonly at: number }
  | { readonly kind: 'barred'; readonly at: number; readonly route: Route }
  | { readonly kind: 'left-out'; readonly at: number; readonly leftOut: readonly LeftOutRoute[] }
  | {
      readonly kind: 'attempt';
      readonly at: number;
      readonly attempt: AttemptFacts;
      /** Why the one before did not settle the matter. */
      readonly before?: Setback;
      readonly how?: Detour['how'];
      readonly why?: CodeWords;
    }
  | { readonly kind: 'receipt-contradicts'; readonly at: number; readonly route: Route }
  | ({ readonly kind: 'incident-listed' } & IncidentFact)
  | TaskEvidence
  | {
      readonly kind: 'contact-verified';
      readonly at: number;
      /** `both` where neither was made, for want of consent. */
      readonly check: CheckKind | 'both';
      readonly answer: CheckAnswer;
      readonly because?: UncheckedBecause;
      /** Absent where nobody was asked. */
      readonly provider?: CheckProvider;
      readonly code?: string;
      readonly why?: CodeWords;
    }
  | SecondPersonEvidence
  /** So many facts that are not told, the first of them at `at`. */
  | { readonly kind: 'abridged'; readonly at: number; readonly count: number }
  | { readonly kind: 'contact'; readonly at: number; readonly contact: ContactFact };
export type EvidenceKind = Evidence['kind'];
export type EvidenceOf<K extends EvidenceKind> = Extract<Evidence, { readonly kind: K }>;

/**
 * What is told about one notice, oldest first; contacts as they stand now come last. `also` are
 * refusals and listed decisions that are not about this notice.
 */
export const evidenceOfNotice = (
  application: ApplicationFacts,
  notice: NoticeFacts,
  now: number,
  also: readonly (RefusalFact | ListedFact)[] = [],
): Evidence[] =>
  inOrder([
    ...storyOf(notice, now),
    ...endOf(application, notice),
    ...application.refusals.filter((one) => isAbout(one, notice) || also.includes(one)).map(refusalEvidence),
    ...(application.listed ?? [])
      .filter((one) => isAbout(one, notice) || also.includes(one))
      .map((one) => listedEvidence(one, isAbout(one, notice) ? notice : undefined)),
    ...corrections(application, notice).flatMap((task) => taskEvidence(task, now)),
    ...checkEvidence(application, notice.finishedAt ?? now),
    ...contactEvidence(application, now),
    ...replyEvidence(application, now),
    ...erasureEvidence(application),
  ]);

/** What is told where no notice speaks for what was asked; what was sent is told where nothing more will be. */
export const evidenceOfApplication = (application: ApplicationFacts, now: number): Evidence[] =>
  inOrder([
    ...(application.reportedAt === undefined
      ? []
      : [{ kind: 'application-reported', at: application.reportedAt } as const]),
    ...(application.withdrawnAt === undefined
      ? []
      : [{ kind: 'application-withdrawn', at: application.withdrawnAt } as const]),
    ...application.notices.flatMap((notice) =>
      application.withdrawnAt === undefined ? [stageEvidence(notice)] : storyOf(notice, now),
    ),
    ...application.refusals.map(refusalEvidence),
    ...(application.listed ?? []).map((one) =>
      listedEvidence(
        one,
        application.notices.find((notice) => isAbout(one, notice)),
      ),
    ),
    ...application.corrections.flatMap((task) => taskEvidence(task, now)),
    ...secondPersonEvidence(application.approvals),
    ...checkEvidence(application, now),
    ...contactEvidence(application, now),
    ...replyEvidence(application, now),
    ...erasureEvidence(application),
  ]);

const inOrder = (evidence: readonly Evidence[]): Evidence[] =>
  inOneBreath([...evidence].sort((one, other) => one.at - other.at));

/** One thing may make several tasks needless; they are closed one after another, and told as one. */
function inOneBreath(facts: readonly Evidence[]): Evidence[] {
  const told: Evidence[] = [];
  let closedAt = -1;
  for (const next of facts) {
    const before = told[closedAt];
    if (next.kind === 'task-closed') {
      if (before?.kind === 'task-closed' && isOneBreath(before, next)) {
        const tasks = taskKinds.filter((kind) => before.tasks.includes(kind) || next.tasks.includes(kind));
        told[closedAt] = { ...before, tasks };
        continue;
      }
      closedAt = told.length;
    }
    told.push(next);
  }
  return told;
}
const isOneBreath = (before: EvidenceOf<'task-closed'>, next: EvidenceOf<'task-closed'>): boolean =>
  before.because === next.because && next.at - before.at <= closedTogetherMs;
const closedTogetherMs = 1_000;

/** What made a notice needless. */
function endOf(application: ApplicationFacts, notice: NoticeFacts): Evidence[] {
  if (notice.state === 'withdrawn' && application.withdrawnAt !== undefined)
    return [{ kind: 'application-withdrawn', at: application.withdrawnAt }];
  const newer = notice.state === 'superseded' ? supersederOf(application, notice) : undefined;
  return newer === undefined ? [] : [stageEvidence(newer)];
}

/** All that was done about one notice. */
function storyOf(notice: NoticeFacts, now: number): Evidence[] {
  const { owedAt, attempts, holds, leftOut } = notice;
  const leftOutAt = attempts[0]?.intendedAt ?? owedAt;
  return [
    stageEvidence(notice),
    ...holds.map((hold): Evidence => ({ kind: 'held', ...hold })),
    ...notice.windowClosedAt.map((at): Evidence => ({ kind: 'window-closed', at })),
    ...(leftOut.length === 0 ? [] : [{ kind: 'left-out', at: leftOutAt, leftOut } as const]),
    ...inTurn(attempts).map(attemptEvidence),
    ...notice.barred.map((one): Evidence => ({ kind: 'barred', ...one })),
    ...notice.contradictions.map((one): Evidence => ({ kind: 'receipt-contradicts', ...one })),
    ...incidentEvidence(notice),
    ...notice.tasks.flatMap((task) => taskEvidence(task, now)),
    ...secondPersonEvidence(notice.approvals),
  ];
}

/** That it stands on the list of an incident. */
export const incidentEvidence = ({ incidents = [] }: NoticeFacts): EvidenceOf<'incident-listed'>[] =>
  incidents.map((one) => ({ kind: 'incident-listed', ...one }));

export const stageEvidence = ({ stage, round, owedAt, urgent, decidedAt }: NoticeFacts): Evidence => ({
  kind: 'stage-reported',
  at: owedAt,
  place: { stage, round },
  urgent,
  ...given({ decidedAt }),
});

const isAbout = ({ stage, round = 1 }: RefusalFact | ListedFact, notice: Place): boolean =>
  stage === notice.stage && round === notice.round;

/** A listed decision; `notice` is the one it came to be told by, where it was reported at last. */
export function listedEvidence(
  { stage, round, day, decidedAt, listedAt }: ListedFact,
  notice: NoticeFacts | undefined,
): Evidence {
  const since = decidedAt ?? notice?.decidedAt;
  const reportedAfterMs =
    notice === undefined || since === undefined ? undefined : Math.max(0, notice.owedAt - since);
  return {
    kind: 'decision-listed',
    at: listedAt,
    place: { stage, round },
    day,
    ...given({ decidedAt, reportedAfterMs }),
  };
}

export const refusalEvidence = ({ at, kind: what, stage, round, code }: RefusalFact): Evidence => ({
  kind: 'report-refused',
  at,
  what,
  ...given({ stage, round, code }),
});

const attemptEvidence = ({ attempt, after }: Turn): Evidence => ({
  kind: 'attempt',
  at: attempt.intendedAt,
  attempt,
  ...after,
  ...given({ why: codeWordsOf(attempt) }),
});

/** Corrections of the contact that were open while this notice was owed. */
const corrections = (application: ApplicationFacts, notice: NoticeFacts): TaskFacts[] =>
  application.corrections.filter(
    ({ openedAt, finishedAt }) =>
      (finishedAt ?? Infinity) >= notice.owedAt && openedAt <= (notice.finishedAt ?? Infinity),
  );

/** What providers said of the contacts up to an instant. */
export const checkEvidence = ({ checks = [] }: ApplicationFacts, until: number): Evidence[] =>
  checks
    .filter(({ checkedAt }) => checkedAt <= until)
    .reduce<ToldCheck[]>(toldAsOne, [])
    .map(({ kind: check, checkedAt: at, answer, because, provider, code }) => ({
      kind: 'contact-verified',
      at,
      check,
      answer,
      ...given({ because, provider, code, why: codeWords(check, code) }),
    }));

type ToldCheck = Omit<CheckFact, 'kind'> & { readonly kind: CheckKind | 'both' };

const codeWords = (check: ToldCheck['kind'], code: string | undefined): CodeWords | undefined =>
  code === undefined || check === 'both' ? undefined : checkWordsOf(check, code);

/** Without consent neither check is made: that is one fact, not two. */
function toldAsOne(told: ToldCheck[], fact: CheckFact): ToldCheck[] {
  const before = told.at(-1);
  const isUnasked = ({ because }: ToldCheck) => because === 'no-consent';
  if (before === undefined || !isUnasked(before) || !isUnasked(fact) || before.name !== fact.name)
    return [...told, fact];
  return before.kind === fact.kind ? [...told, fact] : [...told.slice(0, -1), { ...before, kind: 'both' }];
}

/** What the applicant answered, and what staff do about a complaint. */
const replyEvidence = ({ replies = [], storyless = [] }: ApplicationFacts, now: number): Evidence[] => [
  ...replies.map((reply): Evidence => ({ kind: 'reply-received', ...reply })),
  ...storyless.flatMap((task) => taskEvidence(task, now)),
];

/** That the applicant's data is no more. */
export const erasureEvidence = ({ erased }: ApplicationFacts): Evidence[] =>
  erased === undefined ? [] : [{ kind: 'application-erased', ...erased }];

/** What is wrong with a contact; a landline is told too: it can be called, but nothing written goes there. */
const contactEvidence = ({ contacts }: ApplicationFacts, now: number): Evidence[] =>
  contacts
    .filter(({ name, state }) => state !== 'good' || name === 'landline')
    .map((contact) => ({ kind: 'contact', at: now, contact }));
