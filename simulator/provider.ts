import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Journal } from './journal.js';
import type { Acceptance } from './log-entry.js';
import type { CarrierDelay } from './planned-receipts.js';
import type { Rules } from './rules.js';

/** What a provider works with. */
export interface ProviderParts<Account, Taken extends Acceptance> {
  readonly accounts: readonly Account[];
  readonly rules: Rules;
  readonly journal: Journal;
  readonly carrier: CarrierDelay;
  readonly now: () => number;
  /** Told of each message once it is on record. */
  readonly onAccepted: (acceptance: Taken) => void;
  /** Waits, unless the simulator stops. */
  readonly pause: (ms: number) => Promise<void>;
}

/** A provider that is spoken to over HTTP. */
export interface HttpProvider {
  /** Whether a path is one of its own. */
  serves(path: string): boolean;
  /** Answers one HTTP request. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
