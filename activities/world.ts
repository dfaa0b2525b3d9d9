/** What activities are given to work with; tests choose the clock, and where routes lead. */
import type { Route } from '../domain/attempt/route.js';
import type { NumberSegments } from '../domain/contact/number-segment.js';
import type { SendRules } from '../domain/policy/send-rules.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Clock } from '../runtime/clock/clock.js';
import type { Configuration } from '../runtime/configuration/configuration-schema.js';
import type { Logger } from '../runtime/logging/logger.js';
import type { Tally } from '../runtime/metrics/tally.js';
import type { Sealing } from '../runtime/sealing/sealing.js';
import type { ReceiptEar } from './send/receipt-ear.js';
import type { OpenRoute } from './send/open-routes.js';
import type { Checker } from './verify/checker.js';

/** What the configuration file brings into force: replaced as a whole when the file changes, never changed. */
export interface InForce {
  readonly configuration: Configuration;
  /** What plans name it by; absent where it is of no file. */
  readonly configurationVersion?: string;
  /** Calendar and windows. */
  readonly rules: SendRules;
  readonly routes: ReadonlyMap<Route, OpenRoute>;
  /** Configured once, and no more: nothing is sent by them, and what was sent is still asked after. */
  readonly formerRoutes?: ReadonlyMap<Route, OpenRoute>;
  /** What is guessed of mobile numbers; nothing where there is no table. */
  readonly segments?: NumberSegments;
  /** Who checks contacts; nobody where there is none. */
  readonly checkers?: readonly Checker[];
}

/** What is in force is that of now: asked anew for each decision, see {@link asOfNow}. */
export interface World extends InForce {
  readonly ledger: Ledger;
  readonly sealing: Sealing;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tally: Tally;
  readonly receipts: ReceiptEar;
  /** Aborted when the process shuts down: lingering ends at once, so that nothing is cut off. */
  readonly stopping: AbortSignal;
}

/** The same world, holding on to what is in force now: one decision rests on one configuration. */
export const asOfNow = (world: World): World => ({ ...world });
