import { accountsOf, type Account } from '../account.js';
import type { OpenProvider, Surroundings } from '../provider.js';
import { openPushes } from '../open-pushes.js';
import { TencentProvider } from './provider.js';
import { tencentReceiptForm } from './receipt-push.js';

/** Tencent SMS with the accounts that are its. */
export function openTencent(all: readonly Account[], surroundings: Surroundings): OpenProvider {
  const accounts = accountsOf(all, 'tencent-sms');
  const pushes = openPushes(accounts, tencentReceiptForm(accounts), surroundings);
  const http = new TencentProvider({
    ...surroundings,
    accounts,
    onAccepted: (acceptance) => pushes.get(acceptance.route)?.plan(acceptance),
  });
  return {
    http,
    pushes,
    restore: (entry, progress) => {
      if (entry.channel !== undefined && entry.channel !== 'sms') return;
      http.remember(entry);
      pushes.get(entry.route)?.plan(entry, progress);
    },
  };
}
