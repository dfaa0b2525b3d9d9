import { accountsOf, type Account } from '../account.js';
import type { OpenProvider, Surroundings } from '../provider.js';
import { openPushes } from '../open-pushes.js';
import { AliyunProvider } from './provider.js';
import { aliyunReceiptForm } from './receipt-push.js';

/** Aliyun SMS with the accounts that are its. */
export function openAliyun(all: readonly Account[], surroundings: Surroundings): OpenProvider {
  const accounts = accountsOf(all, 'aliyun-sms');
  const pushes = openPushes(accounts, aliyunReceiptForm, surroundings);
  const http = new AliyunProvider({
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
