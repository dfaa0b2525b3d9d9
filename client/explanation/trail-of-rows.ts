/** From the rows of the trail and of receipts to the steps a timeline tells. */
import { failureClasses } from '../../domain/failure/failure-class.js';
import { isRoute } from '../../domain/attempt/route.js';
import { settlements } from '../../domain/attempt/attempt.js';
import { given } from '../../domain/explanation/given.js';
import type { TrailStep } from '../../domain/explanation/trail.js';
import { leftOutFromTrail } from '../../domain/plan/left-out.js';
import type { LeftOutRoute } from '../../domain/plan/left-out.js';
import type { ReceiptVerdict } from '../../domain/receipt/judge.js';
import { isStage } from '../../domain/stage/stage.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import type { ReceiptShown } from '../../ledger/receipt/of-application.js';

/** Every step, the oldest first; what this version does not know is left out. */
export const trailOfRows = (events: readonly EventRow[], receipts: readonly ReceiptShown[]): TrailStep[] =>
  [...events.flatMap(stepOf), ...receipts.flatMap(receiptStep)].sort((one, other) => one.at - other.at);

function stepOf(event: EventRow): TrailStep[] {
  const { at, kind, attemptId, taskId, detail } = event;
  if (attemptId !== null) return attemptStep(event, { at, attemptId });
  if (taskId !== null) return taskStep(event, { at, taskId });
  const staffRef = textOf(detail['staffRef']);
  // The first version came with the application.
  if (kind === 'contacts-reported') return [{ what: 'contacts', at, ...given({ staffRef }) }];
  const { stage, round } = event;
  if (stage === null || round === null || !isStage(stage)) return [];
  if (kind === 'resend-not-sent') return [{ what: 'not-resent', at, stage, round }];
  if (kind === 'notice-held') {
    const { next } = detail;
    const known = typeof next === 'string' && isRoute(next) ? { next } : {};
    return [{ what: 'held', at, stage, round, ...known }];
  }
  return kind === 'notice-planned'
    ? [{ what: 'planned', at, stage, round, leftOut: leftOutOf(detail), ...routesOf(detail) }]
    : [];
}

/** What a plan goes by, where the record tells all of it. */
function routesOf({ routes, contacts, copyOnSilence, laterAt }: EventRow['detail']) {
  const names = Array.isArray(routes) ? (routes as readonly string[]).filter(isRoute) : [];
  const values = Array.isArray(contacts) ? (contacts as readonly string[]) : undefined;
  if (values?.length !== names.length || typeof copyOnSilence !== 'boolean') return {};
  const uses = names.map((route, nth) => ({ route, contact: values[nth] ?? '' }));
  return { routes: uses, copyOnSilence, ...(typeof laterAt === 'number' ? { laterAt } : {}) };
}

/** Routes a plan left out. */
export const leftOutOf = ({ leftOut }: EventRow['detail']): LeftOutRoute[] =>
  (Array.isArray(leftOut) ? (leftOut as readonly string[]) : []).flatMap(
    (one) => leftOutFromTrail(one) ?? [],
  );

function attemptStep({ kind, detail }: EventRow, its: { at: number; attemptId: string }): TrailStep[] {
  const settlement = settlements.find((one) => one === detail['settlement']);
  const { outcome, answer } = detail;
  if (kind === 'attempt-repeated') return [{ ...its, what: 'repeated' }];
  if (kind === 'attempt-settled' && settlement !== undefined)
    return [{ ...its, what: 'settled', settlement }];
  if (kind === 'attempt-answered')
    if (outcome === 'accepted' || outcome === 'rejected' || outcome === 'unknown') {
      const failure = failureClasses.find((one) => one === detail['failure']);
      return [{ ...its, what: 'answered', outcome, ...given({ failure, code: textOf(detail['code']) }) }];
    }
  if (kind === 'attempt-reconciled')
    if (answer === 'taken' || answer === 'never-received' || answer === 'no-answer')
      return [{ ...its, what: 'asked', answer, ...given({ settlement }) }];
  return [];
}

function taskStep({ kind, detail }: EventRow, its: { at: number; taskId: string }): TrailStep[] {
  const { staffRef, until, heldBy } = detail;
  if (kind === 'task-reminded') return [{ ...its, what: 'reminded' }];
  if (kind === 'task-overdue') return [{ ...its, what: 'overdue' }];
  if (typeof staffRef !== 'string') return [];
  if (kind === 'task-claimed' && typeof until === 'number')
    return [{ ...its, what: 'claimed', staffRef, until }];
  if (kind === 'task-released' && typeof heldBy === 'string')
    return [{ ...its, what: 'released', staffRef, heldBy }];
  return [];
}

const verdicts: readonly ReceiptVerdict[] = ['settles', 'repeats', 'contradicts', 'revokes', 'undecided'];

function receiptStep(row: ReceiptShown): TrailStep[] {
  const { receivedAt: at, attemptId, polled, settlement, failure, providerCode: code } = row;
  const verdict = verdicts.find((one) => one === row.verdict);
  if (verdict === undefined) return [];
  const known = given({ settlement: settlement ?? undefined, failure: failure ?? undefined });
  return [{ what: 'receipt', at, attemptId, verdict, polled, code, ...known }];
}

const textOf = (value: EventRow['detail'][string] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
