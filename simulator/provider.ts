import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Journal } from './journal.js';
import type { Acceptance, LogEntry } from './log-entry.js';
import type { CarrierDelay } from './planned-receipts.js';
import type { RoutePushes } from './receipt-pushes.js';
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
  /** Whether a request is one of its own: by its path, or its headers where providers share one. */
  serves(path: string, request: IncomingMessage): boolean;
  /** Answers one HTTP request. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** How far each report of an earlier run got: pushed in vain so often, or settled. */
export type ReportProgress = (receiptId: string) => number | 'settled';

/** A provider's accounts in service. */
export interface OpenProvider {
  /** What speaks for it over HTTP; a mail server has a port of its own. */
  readonly http: HttpProvider;
  /** The reports of its routes. */
  readonly pushes: ReadonlyMap<string, RoutePushes>;
  /** Takes up a message of one of its routes from the log of an earlier run. */
  restore(entry: LogEntry & Acceptance, progress: ReportProgress): void;
}

/** What every provider is opened with. */
export interface Surroundings {
  readonly seed: string;
  readonly rules: Rules;
  readonly journal: Journal;
  readonly carrier: CarrierDelay;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Factor on the repetition of untaken pushes after 1, 5 and 10 minutes. */
  readonly retryScale: number;
}
