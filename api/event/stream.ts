/** One listener's stream of events (Server-Sent Events, WHATWG HTML 9.2). */
import type { ServerResponse } from 'node:http';
import { isBefore } from '../../ledger/event/stream.js';
import type { EventPlace, StreamedEvent } from '../../ledger/event/stream.js';
import { instantOf, present } from '../application/view.js';
import type { Feed, Listener } from './feed.js';

export interface StreamTimes {
  /** How often a quiet stream shows that it lives. */
  readonly heartbeatMs: number;
  /** A right that was taken away ends with the stream at the latest; whoever still has it comes again. */
  readonly mostMs: number;
  /** How long a reader may take for what it was sent before it came up with the others. */
  readonly drainMs: number;
}
export const usualStreamTimes: StreamTimes = { heartbeatMs: 15_000, mostMs: 15 * 60_000, drainMs: 10_000 };

/** A reader that leaves more than this unread is dropped: it comes again, and misses nothing. */
const mostUnreadBytes = 256 * 1024;

/** A place as it stands in the stream, and comes back as `Last-Event-ID`. */
export const placeText = ({ xact, eventId }: EventPlace): string => `${xact}-${eventId}`;

/** Reads what {@link placeText} wrote; undefined for anything else. */
export function placeFrom(text: string): EventPlace | undefined {
  const [, xact = '', eventId = ''] = /^(\d{1,20})-(\d{1,16})$/.exec(text) ?? [];
  if (xact === '' || BigInt(xact) >= 2n ** 64n || !Number.isSafeInteger(Number(eventId))) return undefined;
  return { xact, eventId: Number(eventId) };
}

export class EventStream implements Listener {
  readonly #raw: ServerResponse;
  readonly #feed: Feed;
  readonly #shows: (event: StreamedEvent) => boolean;
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #drainMs: number;
  #place: EventPlace;
  #isOver = false;

  /** `shows`: which events this listener may see. The head of the answer must have been written. */
  constructor(
    raw: ServerResponse,
    {
      feed,
      place,
      shows,
      times,
    }: {
      readonly feed: Feed;
      readonly place: EventPlace;
      readonly shows: (event: StreamedEvent) => boolean;
      readonly times: StreamTimes;
    },
  ) {
    this.#raw = raw;
    this.#feed = feed;
    this.#place = place;
    this.#shows = shows;
    this.#drainMs = times.drainMs;
    this.#timers = [
      setInterval(() => this.#write(`id: ${placeText(this.#place)}\n:\n\n`), times.heartbeatMs),
      setTimeout(() => this.end(), times.mostMs),
    ];
    raw.on('close', () => this.#over());
    raw.on('error', () => this.#over());
  }

  /** Catches up with the others, then hears what they hear. Throws where the ledger cannot be read. */
  async begin(): Promise<void> {
    this.#write(`retry: 2000\nid: ${placeText(this.#place)}\n:\n\n`);
    while (!this.#isOver) {
      const { events, place, isWhole } = await this.#feed.read(this.#place);
      this.take(events, place);
      if (isWhole && this.#joins()) return;
      await this.#drained();
    }
  }

  take(events: readonly StreamedEvent[], place: EventPlace): void {
    const text = events
      .filter((event) => isBefore(this.#place, event) && this.#shows(event))
      .map(textOf)
      .join('');
    if (isBefore(this.#place, place)) this.#place = place;
    if (text !== '') this.#write(text);
  }

  end(): void {
    this.#over();
    this.#raw.end();
  }

  #joins(): boolean {
    return this.#isOver || this.#feed.join(this.#place, this);
  }

  #write(text: string): void {
    if (this.#isOver) return;
    this.#raw.write(text);
    if (this.#raw.writableLength > mostUnreadBytes) this.#drop();
  }

  #drop(): void {
    this.#over();
    this.#raw.destroy();
  }

  #over(): void {
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#feed.leave(this);
  }

  async #drained(): Promise<void> {
    if (this.#isOver || !this.#raw.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const slow = setTimeout(() => {
        this.#drop();
        resolve();
      }, this.#drainMs);
      const done = () => {
        clearTimeout(slow);
        resolve();
      };
      this.#raw.once('drain', done).once('close', done);
    });
  }
}

const textOf = (event: StreamedEvent): string => {
  const { kind, at, applicationId, stage, round } = event;
  const data = { kind, at: instantOf(at), ...present({ applicationId, stage, round }) };
  return `id: ${placeText(event)}\ndata: ${JSON.stringify(data)}\n\n`;
};
