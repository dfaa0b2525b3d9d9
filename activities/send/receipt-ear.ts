/** Hears that a receipt was stored, so that the activity lingering for it need not ask again and again. */
import type { Ledger } from '../../ledger/ledger.js';
import { receiptChannel } from '../../ledger/receipt/channel.js';

export interface ReceiptEar {
  /**
   * Resolves when a receipt for the attempt was heard, after `mostMs`, or on `stopping`; a hint
   * only, the ledger's row says what came. `isThere` is asked once, after listening has begun, for
   * one that came just before.
   */
  wait(
    attemptId: string,
    mostMs: number,
    stopping: AbortSignal,
    isThere: () => Promise<boolean>,
  ): Promise<void>;
  stop(): Promise<void>;
}

export async function listenForReceipts(ledger: Ledger): Promise<ReceiptEar> {
  const waiting = new Map<string, () => void>();
  const listening = ledger.listen(receiptChannel, (attemptId) => waiting.get(attemptId)?.());
  await listening.ready;
  return {
    wait: (attemptId, mostMs, stopping, isThere) =>
      new Promise<void>((resolve, reject) => {
        const done = () => {
          clearTimeout(timer);
          stopping.removeEventListener('abort', done);
          waiting.delete(attemptId);
          resolve();
        };
        const timer = setTimeout(done, mostMs);
        stopping.addEventListener('abort', done);
        waiting.set(attemptId, done);
        if (stopping.aborted) done();
        else isThere().then((there) => there && done(), reject);
      }),
    stop: () => listening.stop(),
  };
}
