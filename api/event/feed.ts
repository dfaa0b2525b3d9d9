/** Follows the trail for everybody who listens to this process; while nobody does, nobody looks. */
import { eventsBetween, isBefore, settledPlace } from '../../ledger/event/stream.js';
import type { EventPlace, StreamedEvent } from '../../ledger/event/stream.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Logger } from '../../runtime/logging/logger.js';

/** Events that are read at once. */
const mostAtOnce = 500;
const usualEveryMs = 500;

export interface Listener {
  /** Events behind the last it was told, in their order; and up to where it knows everything by that. */
  take(events: readonly StreamedEvent[], place: EventPlace): void;
}

export interface Feed {
  /** A page of what stands behind a place, and where that leaves a reader; whole once there is no more. */
  read(behind: EventPlace): Promise<{
    readonly events: readonly StreamedEvent[];
    readonly place: EventPlace;
    readonly isWhole: boolean;
  }>;
  /** Tells a listener everything behind a place from now on; false where it has first to read on up to the others. */
  join(place: EventPlace, listener: Listener): boolean;
  leave(listener: Listener): void;
}

/** What is told to those who listen at the same time; another begins when the last of them has left. */
interface Session {
  place: EventPlace;
  readonly listeners: Set<Listener>;
}

export function createFeed(
  { ledger, logger }: { readonly ledger: Ledger; readonly logger: Logger },
  everyMs = usualEveryMs,
): Feed {
  let session: Session | undefined;

  const read: Feed['read'] = async (behind) => {
    const settled = await settledPlace(ledger);
    // Nothing was decided since: there is nothing to look for.
    if (!isBefore(behind, settled)) return { events: [], place: behind, isWhole: true };
    const events = await eventsBetween(ledger, behind, settled, mostAtOnce);
    const last = events.at(-1);
    const isWhole = events.length < mostAtOnce || last === undefined;
    return { events, place: isWhole ? settled : last, isWhole };
  };

  const look = async (own: Session): Promise<void> => {
    for (;;) {
      const { events, place, isWhole } = await read(own.place);
      own.place = place;
      for (const listener of own.listeners) listener.take(events, place);
      if (isWhole || own.listeners.size === 0) return;
    }
  };
  const follow = (own: Session): void => {
    setTimeout(() => {
      if (own.listeners.size === 0) return;
      look(own)
        .catch((err: unknown) => logger.warn({ err }, 'the trail could not be followed; it is tried again'))
        .finally(() => follow(own));
    }, everyMs).unref();
  };

  return {
    read,
    join: (place, listener) => {
      if (session === undefined || session.listeners.size === 0) {
        session = { place, listeners: new Set([listener]) };
        follow(session);
        return true;
      }
      if (isBefore(place, session.place)) return false;
      session.listeners.add(listener);
      return true;
    },
    leave: (listener) => {
      session?.listeners.delete(listener);
    },
  };
}
