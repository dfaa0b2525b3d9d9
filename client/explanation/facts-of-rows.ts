/** From rows of the ledger to the facts an explanation rests on. */
import { stateAt } from '../../domain/approval/approval.js';
import { claimOf, putOffBecause } from '../../domain/human-task/human-task.js';
import { isRoute } from '../../domain/attempt/route.js';
import type { EventKind } from '../../domain/event/event.js';
import type {
  ApprovalFact,
  AttemptFacts,
  BarredFact,
  ContactFact,
  ContradictionFact,
  HoldFact,
  ListedFact,
  PutOffFact,
  RefusalFact,
  ReplyFact,
  TaskFacts,
} from '../../domain/explanation/facts.js';
import { given } from '../../domain/explanation/given.js';
import { catalogue } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import type { LeftOutRoute } from '../../domain/plan/left-out.js';
import { isStage } from '../../domain/stage/stage.js';
import type { KnownContactValue } from '../../ledger/application/contacts.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import type { ListedRow } from '../../ledger/reconciliation/of-application.js';
import type { RefusedRow } from '../../ledger/report/find-refused.js';
import { leftOutOf } from './trail-of-rows.js';

/** The attempts whose call ended without an answer that told whether it was taken. */
export const unansweredAmong = (events: readonly EventRow[]): ReadonlySet<string | null> =>
  new Set(
    events
      .filter(({ kind, detail }) => kind === 'attempt-answered' && detail['outcome'] === 'unknown')
      .map(({ attemptId }) => attemptId),
  );

/** An attempt; `unanswered` names those that {@link unansweredAmong} finds. */
export const attemptFacts = (row: AttemptRow, unanswered: ReadonlySet<string | null>): AttemptFacts => ({
  attemptId: row.attemptId,
  words: row.words,
  route: row.route,
  contact: row.contact,
  purpose: row.purpose,
  outcome: row.outcome,
  evidence: row.evidence,
  intendedAt: row.intendedAt,
  neverReceived: row.neverReceived && row.outcome === 'unknown',
  asked: row.asked,
  unanswered: unanswered.has(row.attemptId),
  ...given({
    settlement: row.settlement ?? undefined,
    failure: row.failure ?? undefined,
    code: row.providerCode ?? undefined,
    answeredAt: row.answeredAt ?? undefined,
    settledAt: row.settledAt ?? undefined,
    receiptDeadline: row.receiptDeadline ?? undefined,
    receiptHorizon: row.receiptHorizon ?? undefined,
  }),
});

/** A task; among `events` are its own. */
export const taskFacts = (row: TaskRow, now: number, events: readonly EventRow[]): TaskFacts => ({
  taskId: row.taskId,
  kind: row.kind,
  because: row.because,
  openedAt: row.openedAt,
  dueAt: row.dueAt,
  remindAt: row.remindAt,
  ...given({
    claim: row.state === 'open' ? claimOf(row, now) : undefined,
    putOffs: putOffFacts(events.filter(({ taskId }) => taskId === row.taskId)),
    finishedAt: row.finishedAt ?? undefined,
    outcome: row.outcome ?? undefined,
    staffRef: row.staffRef ?? undefined,
    confirmedBy: row.confirmedBy ?? undefined,
    identity: row.identity ?? undefined,
    closedBecause: row.closedBecause ?? undefined,
  }),
});

function putOffFacts(events: readonly EventRow[]): PutOffFact[] | undefined {
  const putOffs = events.flatMap(({ kind, at, detail: { staffRef, because, until } }): PutOffFact[] => {
    const known = putOffBecause.find((one) => one === because);
    if (kind !== 'task-put-off' || known === undefined) return [];
    if (typeof staffRef !== 'string' || typeof until !== 'number') return [];
    return [{ at, because: known, until, staffRef }];
  });
  return putOffs.length === 0 ? undefined : putOffs;
}

/** What of an application's approvals an explanation tells. */
export const approvalFacts = (rows: readonly ApprovalRow[], now: number): ApprovalFact[] =>
  rows.flatMap((row) => {
    const { act, kind, proposedBy, proposedAt, expiresAt, reviewBy, decidedBy, reviewedBy, verdict } = row;
    if (kind !== 'unreachable' && kind !== 'contact-change' && kind !== 'corrected-decision') return [];
    const place = act.kind === 'corrected-decision' ? { stage: act.stage, round: act.round } : undefined;
    const state = stateAt(row, now);
    return [
      {
        approvalId: row.approvalId,
        act: kind,
        state,
        proposedBy,
        proposedAt,
        since: state === row.state ? row.stateSince : expiresAt,
        until: reviewBy ?? expiresAt,
        carriedOut: row.carriedOutAt !== null || row.cameToNothing !== null,
        ...given({ place, by: reviewedBy ?? decidedBy ?? undefined, verdict: verdict ?? undefined }),
      },
    ];
  });

/** What the loan system was refused; an order of staff that was refused says nothing about why no message came. */
export const refusalFacts = (rows: readonly RefusedRow[]): RefusalFact[] =>
  rows.flatMap(({ kind, stage, round, code, receivedAt }) =>
    kind === 'resend'
      ? []
      : [
          {
            at: receivedAt,
            kind,
            ...given({
              stage: isStage(stage) ? stage : undefined,
              round: round ?? undefined,
              code: isFailureCode(code) ? code : undefined,
            }),
          },
        ],
  );

/** What the applicant answered by SMS. */
export const replyFacts = (events: readonly EventRow[]): ReplyFact[] =>
  events.flatMap(({ kind, at, detail: { unsubscribes, complains } }) =>
    kind === 'reply-received'
      ? [{ at, unsubscribes: unsubscribes === true, complains: complains === true }]
      : [],
  );

/** What the bank's lists name and nobody had reported. */
export const listedFacts = (rows: readonly ListedRow[]): ListedFact[] =>
  rows.map(({ decidedAt, ...row }) => ({ ...row, ...given({ decidedAt: decidedAt ?? undefined }) }));

const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(catalogue, code);

/** Contacts in force; a missing mobile number is a fact too, since most routes need one. */
export const contactFacts = (
  values: readonly Pick<KnownContactValue, 'name' | 'state'>[],
  mobileState: string | undefined,
): ContactFact[] => [
  ...(mobileState === 'missing' ? [{ name: 'mobile', state: 'missing' } as const] : []),
  ...values.map(({ name, state }) => ({ name, state })),
];

/** Each time the notice of these events was held. */
export const holdFacts = (events: readonly EventRow[]): HoldFact[] =>
  events.flatMap(({ kind, at, detail }): HoldFact[] => {
    const { because, until, policy, opensAt, ahead } = detail;
    if (kind !== 'notice-held' || typeof until !== 'number') return [];
    if (because !== 'window' && because !== 'quiet-hours' && because !== 'calendar-unknown') return [];
    const inLine = typeof opensAt === 'number' && typeof ahead === 'number';
    return [
      {
        ...{ at, until, because },
        ...(policy === 'preferred' || policy === 'strict' ? { policy } : {}),
        ...(inLine ? { line: { opensAt, ahead } } : {}),
      },
    ];
  });

/** Routes the last plan left out. */
export const leftOutFacts = (events: readonly EventRow[]): LeftOutRoute[] => {
  const planned = events.findLast(({ kind }) => kind === 'notice-planned');
  return planned === undefined ? [] : leftOutOf(planned.detail);
};

export const contradictionFacts = (events: readonly EventRow[]): ContradictionFact[] =>
  onRoutes(events, 'receipt-contradicts');

export const barredFacts = (events: readonly EventRow[]): BarredFact[] => onRoutes(events, 'attempt-barred');

const onRoutes = (events: readonly EventRow[], about: EventKind) =>
  events.flatMap(({ kind, at, detail: { route } }) =>
    kind === about && typeof route === 'string' && isRoute(route) ? [{ at, route }] : [],
  );
