/**
 * Looks from outside the worker whether what the bank cannot do without is there: somebody who asks for work, Temporal, the
 * ledger. One in each process of the API; what is away for long is an alarm, and over once it is back.
 */
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { storyTaskQueue } from '../../domain/attempt/route.js';
import { lastRaised } from '../../ledger/alarm/past.js';
import { raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import { untilStopped } from '../../runtime/process/until-stopped.js';
import type { Stories } from '../story/stories.js';
import type { TellingWorld } from './decide.js';
import { unrecordedAlarm } from './unrecorded.js';
import type { UnrecordedAlarm } from './unrecorded.js';

export interface WatchWorld extends TellingWorld {
  readonly stories: Pick<Stories, 'workers'>;
  /** Temporal's, as alarms name it. */
  readonly namespace: string;
  /** The machine this process runs on: from where the ledger is missed. */
  readonly host: string;
  /** How often it looks, and after how long what is away is an alarm; milliseconds. */
  readonly times: () => { readonly everyMs: number; readonly awayAfterMs: number };
}

/** While the ledger is away nobody else looks after this. */
const whileAwayMs = 10_000;
/** Idle workers ask for work at least that often (long polls of a minute, as Temporal has seen them end). */
const askAnewMs = 75_000;
/** Whoever raised an alarm and does so no more for so many looks is gone. */
const looksMissed = 3;

/** Something that may be away, and since when this process misses it. */
interface Missed {
  readonly kind: AlarmKind;
  readonly subject: string;
  since: number | undefined;
  raisedHere: boolean;
}

export interface Watch {
  /** Looks once; answers when to look again, in milliseconds. */
  look(signal: AbortSignal): Promise<number>;
}

/** What was seen before is kept from look to look. */
export function openWatch(world: WatchWorld): Watch {
  const { ledger, stories, clock, logger } = world;
  const worker = missed('worker-away', storyTaskQueue);
  const temporal = missed('temporal-away', world.namespace);
  let ledgerSince: number | undefined;
  let unrecorded: UnrecordedAlarm | undefined;

  /** When a worker last asked for work; whether Temporal said so at all. */
  const askTemporal = async (): Promise<{ readonly lastSeenAt: number } | undefined> => {
    try {
      const workers = await stories.workers();
      return { lastSeenAt: Math.max(-Infinity, ...workers.map(({ lastSeenAt }) => lastSeenAt)) };
    } catch (err) {
      if (temporal.since === undefined) logger.warn({ err }, 'Temporal did not answer the watch');
      return undefined;
    }
  };

  const isLedgerThere = async (): Promise<boolean> => {
    try {
      await ledger.query('SELECT 1');
      return true;
    } catch (err) {
      if (ledgerSince === undefined) logger.warn({ err }, 'the ledger did not answer the watch');
      return false;
    }
  };

  const notice = (one: Missed, isThere: boolean, sinceWhenAway: number): void => {
    one.since = isThere ? undefined : (one.since ?? sinceWhenAway);
  };

  /** Raises, counts or resolves the alarm of what was looked at. */
  const tellOf = async (one: Missed): Promise<void> => {
    const { kind, subject, since } = one;
    const { everyMs, awayAfterMs } = world.times();
    const now = clock.now();
    if (since !== undefined) {
      if (now - since < awayAfterMs) return;
      await raiseAlarm(ledger, kind, subject, now, { counts: false });
      one.raisedHere = true;
      return;
    }
    const raisedAt = await lastRaised(ledger, kind, subject);
    // Another process may see what this one does not; one that has ended sees nothing any more.
    if (raisedAt !== undefined && (one.raisedHere || raisedAt <= now - looksMissed * everyMs))
      await resolveAlarm(ledger, kind, subject, now);
    one.raisedHere = false;
  };

  return {
    look: async (signal) => {
      const { everyMs, awayAfterMs } = world.times();
      const [seen, isThere] = await Promise.all([askTemporal(), isLedgerThere()]);
      const now = clock.now();
      notice(temporal, seen !== undefined, now);
      // While Temporal is away nobody knows of workers.
      if (seen !== undefined) {
        const { lastSeenAt } = seen;
        const isAsking = now - lastSeenAt < Math.max(awayAfterMs, askAnewMs);
        notice(worker, isAsking, lastSeenAt === -Infinity ? now : lastSeenAt);
      }
      if (!isThere) {
        ledgerSince ??= now;
        if (now - ledgerSince >= awayAfterMs) {
          unrecorded ??= unrecordedAlarm(world, world.host, ledgerSince);
          await unrecorded.tell(signal);
        }
        return Math.min(everyMs, whileAwayMs);
      }
      ledgerSince = undefined;
      await unrecorded?.record();
      unrecorded = undefined;
      await tellOf(temporal);
      if (seen !== undefined) await tellOf(worker);
      return everyMs;
    },
  };
}

const missed = (kind: AlarmKind, subject: string): Missed => ({
  kind,
  subject,
  since: undefined,
  raisedHere: false,
});

/** Looks again and again until it is stopped. */
export function startWatch(world: WatchWorld): { stop(): Promise<void> } {
  const watch = openWatch(world);
  const breakingOff = new AbortController();
  let isAway = false;
  const run = async (): Promise<void> => {
    while (!breakingOff.signal.aborted) {
      let nextMs = world.times().everyMs;
      try {
        nextMs = await watch.look(breakingOff.signal);
        isAway = false;
      } catch (err) {
        if (!isAway) world.logger.warn({ err }, 'what the watch saw waits for the ledger');
        isAway = true;
      }
      await untilStopped(nextMs, breakingOff.signal);
    }
  };
  const running = run();
  return {
    stop: () => {
      breakingOff.abort();
      return running;
    },
  };
}
