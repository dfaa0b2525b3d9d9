/**
 * Finds out what became of a reference, and closes one that was not taken: only when the platform promises never to take it
 * any more is it certain that a late first request is not a second message.
 */
import { holdsPersonalNumber } from '../../../../domain/ids/ids.js';
import { readableGatewayCode } from '../../../../domain/provider/bank-gateway/codes.js';
import { readGatewayReport } from '../../../../domain/provider/bank-gateway/receipt.js';
import type { QueryAnswer } from '../../carrier.js';
import type { Exchange } from '../../exchange.js';

const hourMs = 3_600_000;

/** The contract has references remembered for 72 hours; the last of them is kept as a margin. */
export const rememberedForMs = 71 * hourMs;

/** What a look-up works with. */
export interface LookUp {
  readonly reference: string;
  /** For both questions together. */
  readonly timeoutMs: number;
  /** Since the intent was committed; the platform may have forgotten what is older than three days. */
  readonly sinceMs: number;
  readonly get: (timeoutMs: number) => Promise<Exchange>;
  /** Absent where the message is known to be taken: there is nothing to close. */
  readonly closeReference?: (timeoutMs: number) => Promise<Exchange>;
}

/** Asks, and where the platform knows of nothing has it close the reference. */
export async function lookUp({
  timeoutMs,
  sinceMs,
  get,
  closeReference,
  reference,
}: LookUp): Promise<QueryAnswer> {
  const deadline = performance.now() + timeoutMs;
  const asked = await get(timeoutMs / 2);
  const known = takenOf(asked, reference);
  if (known !== undefined) return known;
  const isUnknown =
    asked.kind === 'answer' && asked.status === 404 && asked.body['code'] === 'reference-unknown';
  const isClosed = saysClosed(asked, reference);
  if (sinceMs >= rememberedForMs || (!isUnknown && !isClosed)) return { result: 'no-answer' };
  if (isClosed) return { result: 'never-received' };
  if (closeReference === undefined) return { result: 'no-answer' };
  const closed = await closeReference(deadline - performance.now());
  // It may have come in between the two questions.
  return (
    takenOf(closed, reference) ?? {
      result: saysClosed(closed, reference) ? 'never-received' : 'no-answer',
    }
  );
}

const saysClosed = (exchange: Exchange, reference: string): boolean =>
  exchange.kind === 'answer' &&
  exchange.status === 200 &&
  exchange.body['reference'] === reference &&
  exchange.body['code'] === 'closed';

function takenOf(exchange: Exchange, reference: string): QueryAnswer | undefined {
  if (exchange.kind !== 'answer' || exchange.status !== 200) return undefined;
  if (readableGatewayCode(exchange.body['code']) === 'closed') return undefined;
  const report = readGatewayReport(exchange.body);
  if (report?.ourReference !== reference) return undefined;
  const { messageId, settlement, failure, code, listed, reportedAt } = report;
  return {
    result: 'taken',
    // An id is kept in clear text: one that holds a number is none.
    ...(holdsPersonalNumber(messageId) ? {} : { messageId }),
    code,
    listed,
    ...(settlement === undefined ? {} : { settlement }),
    ...(failure === undefined ? {} : { failure }),
    ...(reportedAt === undefined ? {} : { at: reportedAt }),
  };
}
