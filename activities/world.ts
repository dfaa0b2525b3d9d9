/** What activities are given to work with; tests choose the clock, and where routes lead. */
import type { Route } from '../domain/attempt/route.js';
import type { NumberSegments } from '../domain/contact/number-segment.js';
import type { SendRules } from '../domain/policy/send-rules.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Clock } from '../runtime/clock/clock.js';
import type { Configuration } from '../runtime/configuration/configuration-schema.js';
import type { Logger } from '../runtime/logging/logger.js';
import type { Sealing } from '../runtime/sealing/sealing.js';
import type { ReceiptEar } from './send/receipt-ear.js';
import type { OpenRoute } from './send/open-routes.js';
import type { Checker } from './verify/checker.js';

export interface World {
  readonly ledger: Ledger;
  readonly sealing: Sealing;
  readonly configuration: Configuration;
  /** Calendar and windows as they are now; asked anew for each decision. */
  readonly rules: SendRules;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly routes: ReadonlyMap<Route, OpenRoute>;
  /** What is guessed of mobile numbers; nothing where there is no table. */
  readonly segments?: NumberSegments;
  /** Who checks contacts; nobody where there is none. */
  readonly checkers?: readonly Checker[];
  readonly receipts: ReceiptEar;
  /** Aborted when the process shuts down: lingering ends at once, so that nothing is cut off. */
  readonly stopping: AbortSignal;
}
