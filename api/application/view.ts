/** From rows of the ledger to what is told over HTTP: instants in ISO 8601, what is not there left out. */
import type { z } from 'zod';
import type { Explanation } from '../../domain/explanation/explain.js';
import { claimOf, correctionOf, proposalOf } from '../../domain/human-task/human-task.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import type { Erasure } from '../../ledger/erasure/erase.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import type { ReceiptShown } from '../../ledger/receipt/of-application.js';
import type {
  attemptSchema,
  erasureSchema,
  explanationSchema,
  noticeSchema,
  receiptSchema,
  taskSchema,
} from './schemas.js';

/** Epoch milliseconds as ISO 8601, UTC. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();

type Shown<Row> = { [Field in keyof Row]?: Exclude<Row[Field], null> };

/** Leaves out fields that are null. */
export const present = <Row extends object>(row: Row): Shown<Row> =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined),
  ) as Shown<Row>;

export const instantOrNull = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : instantOf(ms);

export const noticeView = (row: NoticeRow, decidedAt?: number | null): z.input<typeof noticeSchema> => {
  const { stage, round, state, everHeld, waitingFor, waitingUntil } = row;
  return {
    stage,
    round,
    state,
    stateSince: instantOf(row.stateSince),
    owedAt: instantOf(row.owedAt),
    everHeld,
    ...(waitingFor === null || waitingUntil === null
      ? {}
      : { waitingFor: { kind: waitingFor, until: instantOf(waitingUntil) } }),
    ...present({ decidedAt: instantOrNull(decidedAt), finishedAt: instantOrNull(row.finishedAt) }),
  };
};

export const attemptView = (row: AttemptRow): z.input<typeof attemptSchema> => {
  const { attemptId, stage, round, route, contact, purpose, words, outcome, evidence } = row;
  const { settlement, failure, providerCode, carrierGuess, provinceGuess } = row;
  return {
    attemptId,
    stage,
    round,
    route,
    contact,
    purpose,
    words,
    outcome,
    evidence,
    intendedAt: instantOf(row.intendedAt),
    ...present({ settlement, failure, providerCode, carrierGuess, provinceGuess }),
    ...present({
      answeredAt: instantOrNull(row.answeredAt),
      settledAt: instantOrNull(row.settledAt),
      receiptDeadline: instantOrNull(row.receiptDeadline),
    }),
  };
};

export const erasureView = ({
  erasedAt,
  because,
  reason,
  reference,
  staffRef,
}: Erasure): z.input<typeof erasureSchema> => ({
  erasedAt: instantOf(erasedAt),
  because,
  ...present({ reason, reference, staffRef }),
});

export const receiptView = (row: ReceiptShown): z.input<typeof receiptSchema> => {
  const { attemptId, route, providerCode, verdict, polled, settlement, failure } = row;
  return {
    attemptId,
    route,
    providerCode,
    verdict,
    polled,
    receivedAt: instantOf(row.receivedAt),
    ...present({ settlement, failure, reportedAt: instantOrNull(row.reportedAt) }),
  };
};

/** A task as it stands at an instant: a claim that has expired is none. */
export const taskView = (row: TaskRow, now: number): z.input<typeof taskSchema> => {
  const claim = row.state === 'open' ? claimOf(row, now) : undefined;
  const proposal = row.state === 'open' ? proposalOf(row, now) : undefined;
  const correction = row.state === 'open' ? correctionOf(row, now) : undefined;
  const { taskId, applicationId, kind, because, state } = row;
  const { stage, round, outcome, staffRef, confirmedBy, identity, closedBecause } = row;
  return {
    taskId,
    applicationId,
    kind,
    because,
    state,
    openedAt: instantOf(row.openedAt),
    remindAt: instantOf(row.remindAt),
    dueAt: instantOf(row.dueAt),
    ...present({ stage, round, outcome, staffRef, confirmedBy, identity, closedBecause }),
    ...present({ overdueAt: instantOrNull(row.overdueAt), finishedAt: instantOrNull(row.finishedAt) }),
    ...present({ callAgainAt: row.state === 'open' ? instantOrNull(row.callAgainAt) : null }),
    ...(row.callsMissed === 0 ? {} : { callsMissed: row.callsMissed }),
    ...(claim === undefined
      ? {}
      : { claim: { by: claim.by, at: instantOf(claim.at), until: instantOf(claim.until) } }),
    ...(proposal === undefined
      ? {}
      : {
          proposal: {
            approvalId: proposal.approvalId,
            by: proposal.proposedBy,
            until: instantOf(proposal.expiresAt),
          },
        }),
    ...(correction === undefined
      ? {}
      : {
          correction: {
            approvalId: correction.approvalId,
            round: correction.round,
            until: instantOf(correction.expiresAt),
          },
        }),
  };
};

export const explanationView = ({
  cause,
  nextStep,
  zh,
  en,
}: Explanation): z.input<typeof explanationSchema> => ({
  cause,
  nextStep,
  zh: { ...zh, evidence: [...zh.evidence] },
  en: { ...en, evidence: [...en.evidence] },
});
