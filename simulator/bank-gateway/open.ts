import { randomUUID } from 'node:crypto';
import { accountsOf, type Account } from '../account.js';
import type { SmsAcceptance } from '../log-entry.js';
import { openPushes } from '../open-pushes.js';
import type { OpenProvider, Surroundings } from '../provider.js';
import type { ReceiptForm } from '../receipt-pushes.js';
import type { BankGatewayAccount } from './account.js';
import { BankGatewayProvider, closedCode } from './provider.js';
import { receiptEntryOf } from './report.js';
import { pushHeaders } from './signature.js';

/** 10 s, 1, 5 and 30 minutes, then hourly until three days are over. */
const retryMinutes = [1 / 6, 1, 5, 30, ...Array.from({ length: 71 }, () => 60)];

const formOf = ({ route, keys }: BankGatewayAccount, now: () => number): ReceiptForm<SmsAcceptance> => ({
  bodyOf: (batch) => ({ receipts: batch.map(receiptEntryOf) }),
  // Any 2xx is an acknowledgement, whatever is in it; 200 alone comes from our door.
  isTaken: () => true,
  upstreamBodyOf: ({ phone, text, at, sequence }) => ({
    replies: [{ replyId: `r-${sequence}`, from: `+86${phone}`, text, at: new Date(at).toISOString() }],
  }),
  headersOf: async (body, what) => {
    const [key] = keys;
    return key === undefined ? {} : pushHeaders(key, { what, route, body, at: now(), id: randomUUID() });
  },
  retryMinutes,
});

/** A bank's own SMS platform with the accounts that are its. */
export function openBankGateway(all: readonly Account[], surroundings: Surroundings): OpenProvider {
  const { journal, now } = surroundings;
  const accounts = accountsOf(all, 'bank-gateway-sms');
  const pushes = new Map(
    accounts.flatMap((account) => [...openPushes([account], formOf(account, now), surroundings)]),
  );
  const http = new BankGatewayProvider({
    ...surroundings,
    accounts,
    onAccepted: (acceptance) => pushes.get(acceptance.route)?.plan(acceptance),
  });
  for (const entry of journal.entries)
    if (entry.kind === 'refusal' && entry.code === closedCode && pushes.has(entry.route ?? ''))
      http.references.close(entry.route ?? '', entry.outId ?? '', entry.at);
  return {
    http,
    pushes,
    restore: (entry, progress) => {
      if (entry.channel !== undefined && entry.channel !== 'sms') return;
      http.references.take(entry);
      pushes.get(entry.route)?.plan(entry, progress);
    },
  };
}
