import type { Acceptance } from './log-entry.js';
import type { Surroundings } from './provider.js';
import { ReceiptPushes, type ReceiptForm } from './receipt-pushes.js';

const usualRetryMinutes = [1, 5, 10];

/** One for each account of a provider, by route. */
export const openPushes = <Taken extends Acceptance>(
  accounts: readonly { readonly route: string; readonly receiptUrl: string }[],
  form: ReceiptForm<Taken>,
  { journal, now, retryScale }: Pick<Surroundings, 'journal' | 'now' | 'retryScale'>,
): Map<string, ReceiptPushes<Taken>> =>
  new Map(
    accounts.map(({ route, receiptUrl }) => [
      route,
      new ReceiptPushes({
        route,
        form,
        url: receiptUrl,
        retryDelaysMs: (form.retryMinutes ?? usualRetryMinutes).map(
          (minutes) => minutes * 60_000 * retryScale,
        ),
        record: (...happenings) => journal.record(...happenings),
        now,
      }),
    ]),
  );
