/** Stores a provider's delivery report before it is acknowledged. */
import type { Route } from '../../domain/attempt/route.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { usualStaffTimes } from '../../domain/human-task/human-task.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { RecordedReceipt, ReportedReceipt } from '../../ledger/receipt/reported.js';
import { storeReceipt } from '../../ledger/receipt/store.js';
import { relayAfterMs } from '../relay/relay.js';

export type { RecordedReceipt, ReportedReceipt } from '../../ledger/receipt/reported.js';

/**
 * Records one receipt in a transaction of its own. Committed when this resolves. `staff` is how long
 * they have for a notice that a bounce opens again.
 */
export const recordReceipt = (
  ledger: Ledger,
  route: Route,
  given: ReportedReceipt,
  at: number,
  staff: StaffTimes = usualStaffTimes,
): Promise<RecordedReceipt> =>
  ledger.transaction((tx) => storeReceipt(tx, route, given, { at, staff, telling: { relayAfterMs } }));
