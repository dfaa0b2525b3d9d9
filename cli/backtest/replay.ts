/**
 * Replays a log's reports at their own times. Time passes from instant to instant, at each of which
 * something is done here: a report, or the work of staff; in between the stories wake by themselves.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { relayOnce } from '../../client/relay/relay.js';
import { backlog } from '../../ledger/outbox/outbox.js';
import { unfinishedNotices } from '../../ledger/notice/unfinished.js';
import { reportPatiently } from '../demo/feeder.js';
import type { Reported, ReportWorld } from '../demo/feeder.js';
import type { LoggedEvent } from '../feed/event-log.js';
import type { House } from './house.js';
import { soonestCallMs } from './staff.js';

/** What stands so long after the last report is left as it is, and judged so. */
const mostAfterLastMs = 45 * 24 * 3_600_000;
/** Temporal takes a message at once; a relay that tries longer has met a fault. */
const mostRelaysMs = 10_000;

export type Replay = Pick<House, 'bank' | 'clock' | 'staff' | 'startsAt'>;

/**
 * Resolves with what became of every event, once every notice is finished; sooner if `stopping` is
 * aborted. `passed` is told how many events are reported, and the server's instant.
 */
export async function replay(
  house: Replay,
  events: readonly LoggedEvent[],
  stopping: AbortSignal,
  passed: (reported: number, at: number) => void,
): Promise<Reported[]> {
  const { clock, staff, startsAt, bank } = house;
  const fed: Reported[] = [];
  const instantOf = (event: LoggedEvent) => startsAt + event.atMs;
  for (let next = 0; next < events.length && !stopping.aborted;) {
    const [first] = events.slice(next, next + 1);
    if (first === undefined) break;
    await passUntil(house, instantOf(first), stopping, () => undefined);
    // All whose time has come: at the same instant, or while the last ones were worked at.
    const now = await clock.refresh();
    const due: LoggedEvent[] = [];
    for (let event = events[next]; event !== undefined && instantOf(event) <= now; event = events[next]) {
      due.push(event);
      next += 1;
    }
    fed.push(...(await reportAll(bank, due, instantOf)));
    await toldAll(bank);
    passed(fed.length, now);
  }
  const last = events.at(-1);
  const giveUpAt = last === undefined ? 0 : instantOf(last) + mostAfterLastMs;
  while (!stopping.aborted) {
    const now = await clock.refresh();
    const unfinished = await unfinishedNotices(bank.ledger);
    if (unfinished.count === 0 || now >= giveUpAt) break;
    // What is past has its step under way: a moment later there is something new to wait for.
    const until = Math.max(unfinished.nextAt ?? 0, now + 1_000);
    await passUntil(house, Math.min(until, staff.nextAt()), stopping, () => passed(fed.length, now));
    await staff.work(bank, await clock.refresh());
  }
  return fed;
}

/** Lets time pass up to an instant, and staff work at theirs. */
async function passUntil(
  { clock, staff, bank }: Replay,
  instant: number,
  stopping: AbortSignal,
  stepped: () => void,
): Promise<void> {
  for (;;) {
    const now = await clock.refresh();
    if (now >= instant || stopping.aborted) return;
    // A task opened on the way is finished no sooner than one such step later.
    await clock.passTo(Math.min(instant, Math.max(now, staff.nextAt()), now + soonestCallMs));
    await staff.work(bank, await clock.refresh());
    stepped();
  }
}

/** Reports of one application one after another, those of different ones side by side. */
async function reportAll(
  bank: ReportWorld,
  due: readonly LoggedEvent[],
  instantOf: (event: LoggedEvent) => number,
): Promise<Reported[]> {
  const lastOf = new Map<string, Promise<unknown>>();
  const reported = due.map((event) => {
    // Received at its own time by the log, however long the ones before it took.
    const world: ReportWorld = { ...bank, clock: { now: () => instantOf(event) } };
    const before = lastOf.get(event.applicationId) ?? Promise.resolve();
    const mine = before.then(() => reportPatiently(world, event));
    lastOf.set(event.applicationId, mine);
    return mine;
  });
  return Promise.all(reported);
}

/** Time must not pass while a story has still to be told of what was committed. */
async function toldAll(bank: ReportWorld): Promise<void> {
  const until = Date.now() + mostRelaysMs;
  while ((await backlog(bank.ledger)).count > 0) {
    if (Date.now() > until) throw new Error('Temporal does not take what the ledger has for the stories');
    await pause(20);
    await relayOnce(bank);
  }
}
