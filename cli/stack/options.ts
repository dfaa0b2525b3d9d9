import type { BankSettings } from './bank-settings.js';
import type { CalendarChoice } from './configuration.js';
import type { Restarts } from './death-count.js';
import type { PartOverride, Room } from './room-parts.js';
import type { Progress } from './progress.js';
import type { StackRouteName } from './routes/stack-routes.js';
import type { Server, TemporalFacts, TemporalPlace } from './server.js';
import type { SimulatorSetup } from './simulator-accounts.js';
import type { Timing } from './timing.js';

/** Every part of a stack. */
export type PartName = Room | 'postgres' | 'temporal' | 'identity';

/** How to start a stack. */
export interface StackOptions {
  /** Where everything lives that a later start goes on with; usually `.bida`. */
  readonly stateDir: string;
  /** A function is asked once the servers are up, as the rooms begin to start. */
  readonly calendar: CalendarChoice | (() => CalendarChoice);
  /** The usual ones unless given; their order is their rank. */
  readonly routes?: readonly StackRouteName[];
  /** Waiting times other than the usual ones, for trying out in minutes what takes days. */
  readonly timing?: Timing;
  readonly progress: Progress;
  /** Brings the database’s schema up to date, as the role that owns it. */
  readonly migrate: (migrateUrl: string) => Promise<void>;
  readonly simulator: SimulatorSetup;
  /** With an identity provider of its own, for development, and a token of each role; without it nobody has one. */
  readonly identity?: boolean;
  /** What runs in place of a part. */
  readonly parts?: Partial<Record<Exclude<PartName, 'identity'>, PartOverride>>;
  /** Another Temporal server than the embedded one, run as a part all the same. */
  readonly temporal?: (place: TemporalPlace) => Server<TemporalFacts>;
  /** Corrected decisions are taken at once; for feeds beside which nobody stands to approve them. */
  readonly correctsAtOnce?: boolean;
  /** What the bank has decided otherwise than usual. */
  readonly bank?: BankSettings;
  /** How many stories the worker keeps in memory; as many as usual when not given. */
  readonly cachedStories?: number;
  /** How a part that died is started again; as `usualRestarts` when not given. */
  readonly restarts?: Restarts;
  /**
   * Worker and Temporal give way to door and ledger where the processor does not do for all: a provider waits 700 ms for
   * its receipt to be acknowledged, a story may wait. For a machine of the stack's own: beside other busy programs it
   * would have stories starve.
   */
  readonly doorFirst?: boolean;
  /** Gives the start up; what had begun is ended before `startStack` rejects. */
  readonly abort?: AbortSignal;
}
