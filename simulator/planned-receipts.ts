import { chanceOf } from './chance.js';
import type { PlannedReceipt } from './log-entry.js';
import type { ReceiptRule } from './rules.js';

/** How long whoever reports takes to report, milliseconds. */
export interface CarrierDelay {
  readonly seed: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The reports a message taken `at` will have; the same reference always waits equally long. */
export function planReceipts(
  rule: ReceiptRule,
  {
    messageId,
    reference,
    at,
  }: { readonly messageId: string; readonly reference: string; readonly at: number },
  carrier: CarrierDelay,
): PlannedReceipt[] {
  if (rule === 'none') return [];
  const span = (carrier.toMs - carrier.fromMs) * chanceOf(carrier.seed, 'delay', reference);
  const dueAt = at + (rule.delayMs ?? Math.round(carrier.fromMs + span));
  const success = rule.success ?? rule.code === 'DELIVERED';
  const copies = rule.duplicate === undefined || rule.duplicate === false ? 0 : Number(rule.duplicate);
  const receipts = Array.from({ length: copies + 1 }, (_, copy) => ({
    receiptId: `${messageId}/${copy}`,
    // A copy goes out by itself, not in the same batch.
    dueAt: dueAt + copy * 100,
    code: rule.code,
    success,
    ...(rule.pushed === false ? { pushed: false as const } : {}),
  }));
  if (rule.reorder === undefined || rule.reorder === false) return receipts;
  const stale = rule.reorder === true ? 'SP_UNKNOWN_ERROR' : rule.reorder;
  return [
    ...receipts,
    {
      receiptId: `${messageId}/stale`,
      dueAt: dueAt + copies * 100 + 150,
      code: stale,
      success: stale === 'DELIVERED',
      ...(rule.pushed === false ? { pushed: false as const } : {}),
    },
  ];
}
