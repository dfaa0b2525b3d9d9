/**
 * Records the receipts of one push, those of different messages side by side: a provider that puts a hundred of them
 * into one request still has its answer in time.
 */
import type { RecordedReceipt, ReportedReceipt } from '../../ledger/receipt/record.js';
import type { Route } from '../../domain/attempt/route.js';
import type { ReceiptRecorder } from './recorder.js';

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
  recorder: ReceiptRecorder,
  route: Route,
  receipts: readonly ReportedReceipt[],
): Promise<RecordedReceipt[]> {
  const recorded: RecordedReceipt[] = [];
  let givenUp = false;
  const inOrder = async (ofOneMessage: readonly ReportedReceipt[]): Promise<void> => {
    for (const receipt of ofOneMessage) recorded.push(await recorder.record(route, receipt, () => !givenUp));
  };
  let tooSlow: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    tooSlow = setTimeout(() => reject(new PushTooSlow(`the ledger took longer than ${mostMs} ms`)), mostMs);
  });
  try {
    await Promise.race([Promise.all(byMessage(receipts).map(inOrder)), deadline]);
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
