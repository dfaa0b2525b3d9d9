import { accountsOf, type Account } from '../account.js';
import { openPushes } from '../open-pushes.js';
import type { OpenProvider, Surroundings } from '../provider.js';
import { AliyunVoiceProvider } from './provider.js';
import { callReceiptForm } from './receipt-push.js';

/** Aliyun's voice service with the accounts that are its. */
export function openAliyunVoice(all: readonly Account[], surroundings: Surroundings): OpenProvider {
  const accounts = accountsOf(all, 'aliyun-voice');
  const pushes = openPushes(accounts, callReceiptForm, surroundings);
  const http = new AliyunVoiceProvider({
    ...surroundings,
    accounts,
    onAccepted: (acceptance) => pushes.get(acceptance.route)?.plan(acceptance),
  });
  return {
    http,
    pushes,
    restore: (entry, progress) => {
      if (entry.channel === 'voice') pushes.get(entry.route)?.plan(entry, progress);
    },
  };
}
