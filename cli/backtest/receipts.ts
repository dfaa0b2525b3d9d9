/**
 * Keeps the provider's receipts, which come in real time, ahead of the server's, which skips: as long
 * as one is on its way, the activity that caused it runs on and holds the server's time still.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { ReceiptEar } from '../../activities/send/receipt-ear.js';
import { backlog } from '../../ledger/outbox/outbox.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { LogEntry } from '../../simulator/log-entry.js';

export interface ReceiptWatch {
  /** Lingers only where the provider is going to report; nobody waits for what will never come. */
  readonly ear: ReceiptEar;
  /** Resolves when every report on an attempt was taken and its story told. */
  settled(attemptId: string): Promise<void>;
}

const lookAgainMs = 2;
/** A report nobody takes is pushed again after minutes: that is a fault of the bank's, not waited for. */
const mostMs = 10_000;

export function watchReceipts(
  ear: ReceiptEar,
  providerLog: () => readonly LogEntry[],
  ledger: Ledger,
): ReceiptWatch {
  /** Reports still to be taken, by our reference. */
  const open = new Map<string, Set<string>>();
  let read = 0;
  const openOf = (attemptId: string): ReadonlySet<string> | undefined => {
    const log = providerLog();
    for (; read < log.length; read += 1) {
      const entry = log[read];
      if (entry?.kind === 'acceptance')
        open.set(entry.outId, new Set(entry.receipts.map(({ receiptId }) => receiptId)));
      else if (entry?.kind === 'receipt' && (entry.ok || entry.gone)) {
        const left = open.get(entry.outId);
        left?.delete(entry.receiptId);
        if (left?.size === 0) open.delete(entry.outId);
      }
    }
    return open.get(attemptId);
  };
  return {
    ear: {
      wait: async (attemptId, longestMs, stopping, isThere) => {
        if ((openOf(attemptId)?.size ?? 0) === 0) return;
        await ear.wait(attemptId, longestMs, stopping, isThere);
      },
      stop: () => ear.stop(),
    },
    settled: async (attemptId) => {
      const until = Date.now() + mostMs;
      while (Date.now() < until && (openOf(attemptId)?.size ?? 0) > 0) await pause(lookAgainMs);
      while (Date.now() < until && (await backlog(ledger)).count > 0) await pause(lookAgainMs);
    },
  };
}
