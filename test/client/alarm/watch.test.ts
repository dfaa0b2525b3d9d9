/** What is watched from outside the worker: nobody asks for work, Temporal is away, the ledger is away. */
import { openWatch, startWatch } from '../../../client/alarm/watch.js';
import type { Watch, WatchWorld } from '../../../client/alarm/watch.js';
import type { SeenWorker } from '../../../client/story/stories.js';
import { alarmsBefore } from '../../../ledger/alarm/page.js';
import { Ledger } from '../../../ledger/ledger.js';
import { toldOfAlarms } from '../../../ledger/alarm/told.js';
import { until } from '../../journeys/until.js';
import { gateTo } from '../../ledger/gate.js';
import type { Gate } from '../../ledger/gate.js';
import { groupMs, minuteMs, openedAlarms } from './alarm-world.js';
import type { OpenedAlarms } from './alarm-world.js';

let alarms: OpenedAlarms;
let gate: Gate;
let behindGate: Ledger;
beforeEach(async () => {
  alarms = await openedAlarms();
  const url = new URL(alarms.database.url);
  gate = await gateTo(Number(url.port));
  url.port = String(gate.port);
  behindGate = new Ledger({ url: url.href });
});
afterEach(async () => {
  await behindGate.close();
  await gate.close();
  await alarms.close();
});

/** Who last asked for work so many milliseconds ago; `away` where Temporal does not say. */
let asking: readonly number[] | 'away';
const worldOf = (ledger: Ledger): WatchWorld => ({
  ...alarms.world,
  ledger,
  stories: {
    workers: () =>
      asking === 'away'
        ? Promise.reject(new Error('14 UNAVAILABLE'))
        : Promise.resolve(
            asking.map((agoMs): SeenWorker => ({ identity: 'w', lastSeenAt: alarms.time.now - agoMs })),
          ),
  },
  namespace: 'bida',
  host: 'bida-1',
  times: () => ({ everyMs: minuteMs, awayAfterMs: 2 * minuteMs }),
});
const nobody = new AbortController().signal;
async function looks(watch: Watch, times: number): Promise<void> {
  for (let look = 0; look < times; look += 1) {
    await watch.look(nobody);
    alarms.time.now += minuteMs;
  }
}
const open = async () =>
  (await alarmsBefore(alarms.ledger, { state: 'open' }, { most: 10 })).map(
    ({ kind, subject, times }) => `${kind} ${subject} ×${times}`,
  );

test('that no worker asks for work is an alarm after two minutes, and over once one does', async () => {
  const watch = openWatch(worldOf(alarms.api));
  asking = [20_000, 65_000];
  await looks(watch, 3);
  asking = [];
  await looks(watch, 2);
  expect(await open()).toEqual([]);
  await looks(watch, 5);
  // Seen to stand again and again, it has not happened again.
  expect(await open()).toEqual(['worker-away loan-applications ×1']);
  asking = [1_000];
  await looks(watch, 1);
  expect(await open()).toEqual([]);
});

test('a worker whose last question is two minutes old is away, however long Temporal remembers it', async () => {
  const watch = openWatch(worldOf(alarms.api));
  asking = [119_000];
  await looks(watch, 1);
  expect(await open()).toEqual([]);
  asking = [121_000];
  await looks(watch, 1);
  expect(await open()).toEqual(['worker-away loan-applications ×1']);
});

test('that Temporal is away is an alarm of its own; of workers nothing is said meanwhile', async () => {
  const watch = openWatch(worldOf(alarms.api));
  asking = 'away';
  await looks(watch, 3);
  expect(await open()).toEqual(['temporal-away bida ×1']);
  asking = [1_000];
  await looks(watch, 1);
  expect(await open()).toEqual([]);
});

test('what one process raised another leaves alone while it is raised anew, and ends once nobody does', async () => {
  const [one, other] = [openWatch(worldOf(alarms.api)), openWatch(worldOf(alarms.api))];
  asking = 'away';
  await looks(one, 3);
  asking = [1_000];
  // The other sees Temporal; the first may be cut off.
  await looks(other, 2);
  expect(await open()).toHaveLength(1);
  await looks(other, 2);
  expect(await open()).toEqual([]);
});

test('a ledger that is away is told from memory, by the same steps, and is on record with that once it is back', async () => {
  asking = [1_000];
  const watch = openWatch(worldOf(behindGate));
  await looks(watch, 1);
  gate.shut();
  const since = alarms.time.now;
  await looks(watch, 2);
  expect(alarms.shown()).toEqual([]);
  await looks(watch, 1);
  expect(alarms.shown()).toMatchObject([{ title: '必达告警（严重）：台账无法连接' }]);
  expect(alarms.shown()[0]?.text).toContain('对象：bida-1');
  await looks(watch, 14);
  expect(alarms.mails()).toEqual([]);
  await looks(watch, 2);
  expect(alarms.mails()).toMatchObject([{ subject: 'Bida alarm, critical: the ledger is away' }]);
  expect(await alarms.ledger.query('SELECT FROM alarm')).toEqual([]);

  gate.open();
  await looks(watch, 2);
  const [alarm] = await alarmsBefore(alarms.ledger, { state: 'resolved' }, { most: 10 });
  expect(alarm).toMatchObject({ kind: 'ledger-away', subject: 'bida-1', openedAt: since });
  const told = await toldOfAlarms(alarms.api, [alarm?.alarmId ?? 0]);
  expect(told.map(({ responder, what, step, state }) => [responder, what, step, state])).toEqual([
    ['duty', 'open', 1, 'taken'],
    ['lead', 'open', 2, 'taken'],
  ]);
  // And its end is told like any other's, to exactly those.
  await alarms.tell(groupMs);
  expect(alarms.shown().at(-1)?.title).toBe('必达告警已解除：台账无法连接');
  expect(alarms.mails().at(-1)?.subject).toBe('Bida: over: the ledger is away');
  await alarms.tell(60 * minuteMs);
  expect([alarms.shown().length, alarms.mails().length]).toEqual([2, 2]);
});

test('what could not be told while the ledger was away is tried again, and is not said to be over to whoever never heard', async () => {
  asking = [1_000];
  const watch = openWatch(worldOf(behindGate));
  gate.shut();
  alarms.simulator.setRules([{ match: { operation: 'robot' }, action: { reject: '400102' } }]);
  await looks(watch, 5);
  expect(alarms.shown()).toEqual([]);
  gate.open();
  alarms.simulator.setRules([]);
  await looks(watch, 1);
  await alarms.tell(groupMs);
  await alarms.tell(minuteMs);
  expect(alarms.shown()).toEqual([]);
  expect(await alarms.ledger.query('SELECT kind FROM alarm')).toEqual([{ kind: 'ledger-away' }]);
});

test('it looks again and again until it is stopped, also while nothing answers', async () => {
  asking = 'away';
  const watch = startWatch({
    ...worldOf(behindGate),
    clock: { now: () => Date.now() },
    times: () => ({ everyMs: 20, awayAfterMs: 50 }),
  });
  await until(async () => (await open()).includes('temporal-away bida ×1'));
  gate.shut();
  asking = [0];
  await until(() => gate.turnedAway() > 0);
  gate.open();
  await until(async () => (await open()).length === 0);
  await watch.stop();
});
