import { accountsOf, type Account } from '../account.js';
import { acknowledgementForm } from '../app-acknowledgements.js';
import type { OpenProvider, Surroundings } from '../provider.js';
import { openPushes } from '../open-pushes.js';
import { JpushProvider } from './provider.js';

/** JPush with the accounts that are its, and the bank's app behind it. */
export function openJpush(all: readonly Account[], surroundings: Surroundings): OpenProvider {
  const accounts = accountsOf(all, 'jpush-push');
  const pushes = openPushes(accounts, acknowledgementForm, surroundings);
  const http = new JpushProvider(
    {
      ...surroundings,
      accounts,
      onAccepted: (acceptance) => pushes.get(acceptance.route)?.plan(acceptance),
    },
    surroundings.seed,
  );
  return {
    http,
    pushes,
    restore: (entry, progress) => {
      if (entry.channel !== 'push') return;
      http.remember(entry);
      pushes.get(entry.route)?.plan(entry, progress);
    },
  };
}
