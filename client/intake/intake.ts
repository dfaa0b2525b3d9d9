/**
 * The intake: a report is judged and committed in the ledger first, then its story is told. The
 * ledger alone decides what is new, known or refused, so the answer is right also while Temporal
 * is away.
 */
import { randomUUID } from 'node:crypto';
import type { ContactState, GivenState } from '../../domain/contact/contact-state.js';
import type { IdentityNumberState } from '../../domain/contact/identity-number.js';
import { applicationIdFault, applicationIdOf } from '../../domain/ids/ids.js';
import { isStage } from '../../domain/stage/stage.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { Ledger, Queryable } from '../../ledger/ledger.js';
import { enqueue, isReportWaiting, relayAfterMs } from '../../ledger/outbox/outbox.js';
import type { OutboxMessage } from '../../ledger/outbox/outbox.js';
import { insertRefusedReport } from '../../ledger/report/insert-refused.js';
import type { RefusedReport } from '../../ledger/report/insert-refused.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { Tally } from '../../runtime/metrics/tally.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import type { Stories } from '../story/stories.js';
import { toldAlready } from '../relay/acknowledgements.js';
import { tellWithin } from '../relay/relay.js';

/** What the intake works with. */
export interface IntakeWorld {
  readonly ledger: Ledger;
  readonly sealing: Sealing;
  readonly stories: Stories;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tally: Tally;
}

/** `created`: recorded now; `known`: the same was reported before, nothing changed. */
export interface Taken {
  readonly result: 'created' | 'known';
  /** Whether the story has been told already; if not, the relay goes on trying. */
  readonly told: boolean;
  /** The state of the mobile number, told at once so that a bad one is corrected early. */
  readonly mobile?: ContactState;
  /** The state of every contact that was given, by its name; never a value. */
  readonly contacts?: CheckedStates;
  /** Of an application, where an identity number was given: a fault is told, not refused. */
  readonly idNumber?: IdentityNumberState;
}

/** `mobile`, `email`, `landline`, `push-1` …, each with what its check said. */
export type CheckedStates = Readonly<Record<string, GivenState>>;

/** What a judged report leaves to be told after the commit. */
export interface Committed {
  readonly taken: Omit<Taken, 'told'>;
  /** A supervisor must agree first. */
  readonly proposed?: true;
  /** When the bank decided what was taken, epoch milliseconds, where it says so. */
  readonly decided?: { readonly stage: Stage; readonly at: number };
  readonly tell?: { readonly outboxId: number; readonly message: OutboxMessage };
}

export type ReportPlace = Pick<RefusedReport, 'kind' | 'stage' | 'round'>;

/** A stage's notices are counted from 1; more than 99 of them are a mistake. */
export const isRound = (round: number | undefined): round is number =>
  round !== undefined && Number.isInteger(round) && round >= 1 && round <= 99;

/** A report is durable by then: whoever reported it need not wait for a Temporal that does not answer. */
const toldWithinMs = 1_500;

/** Checks an application id; refused if it is none, or shaped like a person's number. */
export function knownShape(applicationId: string): ApplicationId {
  const fault = applicationIdFault(applicationId);
  if (fault === undefined) return applicationIdOf(applicationId);
  throw new Refusal(fault === 'shape' ? 'application-id-shape' : 'application-id-personal');
}

/**
 * Runs one judgement in a transaction and tells the story after it. A {@link Refusal} thrown by
 * the judgement is recorded and thrown on.
 */
export async function takeIn(
  world: IntakeWorld,
  applicationId: string,
  place: ReportPlace,
  judge: (tx: Queryable, id: ApplicationId, at: number) => Promise<Committed>,
): Promise<Taken> {
  const at = world.clock.now();
  let committed: Committed;
  try {
    const id = knownShape(applicationId);
    committed = await world.ledger.transaction((tx) => judge(tx, id, at));
  } catch (failure) {
    if (failure instanceof Refusal) {
      await recordRefusal(world, applicationId, place, failure, at);
      world.tally.reportTaken({ kind: place.kind, answer: 'refused', refusal: failure.code, at });
    }
    throw failure;
  }
  const { taken, tell, proposed, decided } = committed;
  world.tally.reportTaken({
    kind: place.kind,
    answer: proposed === true ? 'proposed' : taken.result,
    at,
    ...(decided === undefined ? {} : { decided }),
  });
  const told =
    tell === undefined
      ? !(await isReportWaiting(world.ledger, applicationId, toldAlready(world.ledger)))
      : await tellWithin(world, applicationId, tell.outboxId, tell.message, toldWithinMs);
  return { ...taken, told };
}

function recordRefusal(
  { ledger }: IntakeWorld,
  applicationId: string,
  place: ReportPlace,
  { code, fields }: Refusal,
  at: number,
): Promise<void> {
  const idRefused: readonly FailureCode[] = ['application-id-shape', 'application-id-personal'];
  const known = idRefused.includes(code) ? {} : { applicationId };
  // What is no stage or round of ours may hold anything: it is not written down.
  const { kind, stage, round } = place;
  const safePlace = {
    kind,
    ...(isStage(stage) ? { stage } : {}),
    ...(isRound(round) ? { round } : {}),
  };
  return ledger.transaction(async (tx) => {
    await insertRefusedReport(tx, { ...known, ...safePlace, code, fields, receivedAt: at });
    await appendEvent(tx, { at, ...known, kind: 'report-refused', detail: { kind: place.kind, code } });
  });
}

export const newReportId = (): string => randomUUID();

/** Leaves word for the story, in the report's own transaction. */
export async function tellLater(
  tx: Queryable,
  id: ApplicationId,
  reportId: string,
  at: number,
): Promise<NonNullable<Committed['tell']>> {
  const message = { kind: 'reported', reportId } as const;
  const outboxId = await enqueue(tx, id, message, { writtenAt: at, nextAt: at + relayAfterMs });
  return { outboxId, message };
}
