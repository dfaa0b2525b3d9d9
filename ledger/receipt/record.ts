/** Stores a provider's delivery report before it is acknowledged, in a transaction of its own. */
import type { Route } from '../../domain/attempt/route.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { usualStaffTimes } from '../../domain/human-task/human-task.js';
import type { Ledger } from '../ledger.js';
import { relayAfterMs } from '../outbox/outbox.js';
import type { RecordedReceipt, ReportedReceipt, Telling } from './reported.js';
import { storeReceipt } from './store.js';

export type { RecordedReceipt, ReportedReceipt } from './reported.js';

/** Whoever records it tells the story first. */
const byTheRecorder: Telling = { relayAfterMs };

/**
 * Records one receipt. Committed when this resolves. `staff` is how long they have for a notice that a bounce
 * opens again.
 */
export const recordReceipt = (
  ledger: Ledger,
  route: Route,
  given: ReportedReceipt,
  at: number,
  staff: StaffTimes = usualStaffTimes,
  telling: Telling = byTheRecorder,
): Promise<RecordedReceipt> =>
  ledger.transaction((tx) => storeReceipt(tx, route, given, { at, staff, telling }));
