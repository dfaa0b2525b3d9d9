import type { Ledger } from '../ledger.js';
import { raiseAlarm, resolveAlarm } from './raise.js';

/**
 * The alarm of a process that refuses its changed configuration file: one a room and file, such as
 * `worker /etc/bida/configuration.json`, so that what one process finds right ends no other's alarm.
 */
export const configurationAlarm = (
  ledger: Ledger,
  room: 'worker' | 'api',
  file: string,
  now: () => number,
): { readonly raise: () => Promise<unknown>; readonly resolve: () => Promise<unknown> } => ({
  raise: () => raiseAlarm(ledger, 'configuration-refused', `${room} ${file}`, now()),
  resolve: () => resolveAlarm(ledger, 'configuration-refused', `${room} ${file}`, now()),
});
