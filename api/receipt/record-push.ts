/**
 * Records the receipts of one push, each in a transaction of its own and some abreast: a provider
 * that puts a hundred of them into one request still has its answer in time.
 */
import { recordReceipt } from '../../ledger/receipt/record.js';
import type { RecordedReceipt, ReportedReceipt } from '../../ledger/receipt/record.js';
import type { Route } from '../../domain/attempt/route.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';

/** Fewer than the pool has connections, so that health and relay are not kept waiting. */
const abreast = 6;

/** Aliyun has long gone by then, and whoever waits for us is told to push again. */
const mostMs = 4_000;

/** The ledger did not take a push in time; what it did take is known when it comes again. */
export class PushTooSlow extends Error {
  override readonly name = 'PushTooSlow';
}

/**
 * Every receipt is committed when this resolves. Rejects with the first failure, or with
 * {@link PushTooSlow}, and then begins no further one; receipts already committed are recognised
 * when they are pushed again. Receipts of one message keep their order.
 */
export async function recordPush(
  ledger: Ledger,
  route: Route,
  receipts: readonly ReportedReceipt[],
  clock: Clock,
  staff?: StaffTimes,
): Promise<RecordedReceipt[]> {
  const waiting = byMessage(receipts);
  const recorded: RecordedReceipt[] = [];
  let givenUp = false;
  const lane = async (): Promise<void> => {
    for (let group = waiting.shift(); group !== undefined && !givenUp; group = waiting.shift())
      for (const receipt of group)
        recorded.push(await recordReceipt(ledger, route, receipt, clock.now(), staff));
  };
  let tooSlow: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    tooSlow = setTimeout(() => reject(new PushTooSlow(`the ledger took longer than ${mostMs} ms`)), mostMs);
  });
  try {
    const lanes = Array.from({ length: Math.min(abreast, waiting.length) }, lane);
    await Promise.race([Promise.all(lanes), deadline]);
    return recorded;
  } finally {
    givenUp = true;
    clearTimeout(tooSlow);
  }
}

function byMessage(receipts: readonly ReportedReceipt[]): ReportedReceipt[][] {
  const groups = new Map<string, ReportedReceipt[]>();
  for (const receipt of receipts) {
    const message = receipt.messageId ?? receipt.ourReference ?? '';
    const group = groups.get(message);
    if (group === undefined) groups.set(message, [receipt]);
    else group.push(receipt);
  }
  return [...groups.values()];
}
