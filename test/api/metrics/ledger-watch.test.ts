/** The ledger's own figures: they agree with it, are asked for seldom, and are missing where it is away. */
import { randomUUID } from 'node:crypto';
import { watchLedger } from '../../../api/metrics/ledger-watch.js';
import type { LedgerWatchOptions } from '../../../api/metrics/ledger-watch.js';
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { theMonitor } from '../../../domain/plan/override.js';
import type { Stage } from '../../../domain/stage/stage.js';
import { raiseAlarm } from '../../../ledger/alarm/raise.js';
import { placeAnnouncements } from '../../../ledger/announcement/place.js';
import { openTask } from '../../../ledger/human-task/open.js';
import { insertIncident } from '../../../ledger/incident/row.js';
import { insertInquiry } from '../../../ledger/inquiry/insert.js';
import { Ledger } from '../../../ledger/ledger.js';
import { finishOnce } from '../../../ledger/notice/finish-once.js';
import { moveNotice } from '../../../ledger/notice/move.js';
import { insertOverride } from '../../../ledger/override/override.js';
import type { State } from '../../../runtime/metrics/state.js';
import { noTally } from '../../../runtime/metrics/tally.js';
import type { Tally } from '../../../runtime/metrics/tally.js';
import { applicationBody, AwayStories, newId, openedIntake, stageBodies } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';
import { eventually } from '../../workflows/stage/eventually.js';

const hourMs = 3_600_000;

let opened: OpenedIntake;
beforeEach(async () => {
  opened = await openedIntake();
});
afterEach(() => opened.close());

/** Owes a notice, as a loan system would have it. */
async function owed(stage: Stage = 'final-decision') {
  const applicationId = newId();
  // Temporal is away: what it has to be told stays in the outbox.
  const world = { ...opened.world, stories: new AwayStories() };
  await reportApplication(world, applicationId, applicationBody());
  await reportStage(world, applicationId, stage, 1, stageBodies[stage]);
  return { applicationId, stage, round: 1 };
}

type Moved = Parameters<Tally['noticeMoved']>[0];

/** A watch on the ledger, asking each time unless told, and what it counted. */
function watched(changed: Partial<LedgerWatchOptions> = {}) {
  const moves: Moved[] = [];
  const ask = watchLedger({
    ledger: opened.api,
    clock: opened.world.clock,
    logger: opened.world.logger,
    tally: { ...noTally, noticeMoved: (move) => void moves.push(move) },
    endpoints: () => ['core'],
    everyMs: 0,
    ...changed,
  });
  const state = async (): Promise<State> => {
    const read = await ask();
    if (read === undefined) throw new Error('the ledger was away');
    return read;
  };
  return { ask, state, moves };
}

test('an empty ledger has every figure, and each is nothing', async () => {
  const state = await watched().state();
  expect(state.bida_notices).toHaveLength(12);
  expect(state.bida_tasks_open).toHaveLength(16);
  expect(state.bida_webhooks_pending).toEqual([{ endpoint: 'core', value: 0 }]);
  const values = Object.values(state).flatMap((samples: readonly { readonly value: number }[]) =>
    samples.map(({ value }) => value),
  );
  expect(new Set(values)).toEqual(new Set([0]));
});

test('shares that were moved and incidents that are open are told, and when the first of them is due', async () => {
  const at = opened.time.now;
  const share = {
    sort: 'share',
    target: 'sms/aliyun',
    staffRef: theMonitor,
    reason: 'silence 15/15',
  } as const;
  const inForce = { setAt: at, expiresAt: at + hourMs };
  await insertOverride(opened.worker, { ...share, ...inForce, province: '广东', share: 0.5 });
  await insertOverride(opened.worker, { ...share, ...inForce, target: 'sms/tencent', share: 0.02 });
  const incident = { target: 'sms/aliyun', from: at, openedBy: 'wang.wei', reason: 'r', openedAt: at };
  for (const dueAt of [at + 3 * hourMs, at + 2 * hourMs])
    await insertIncident(opened.api, { ...incident, dueAt });
  opened.time.now += hourMs / 2;
  expect(await watched().state()).toMatchObject({
    bida_route_share: [
      { route: 'sms/aliyun', province: '广东', carrier: 'all', value: 0.5 },
      { route: 'sms/tencent', province: 'all', carrier: 'all', value: 0.02 },
    ],
    bida_incidents_open: [{ value: 2 }],
    bida_incident_due_seconds: [{ value: 5_400 }],
  });
});

test('unfinished notices are counted by stage and state, with how long they wait', async () => {
  const held = await owed();
  await owed('preliminary-approval');
  const at = opened.time.now;
  const waitingFor = { kind: 'window', until: at + 10 * hourMs } as const;
  await moveNotice(opened.worker, held, { state: 'held', waitingFor, at, held: true });
  const sending = await owed();
  const until = at + 60_000;
  await moveNotice(opened.worker, sending, { state: 'sending', waitingFor: { kind: 'provider', until }, at });
  opened.time.now += 2 * hourMs;
  const state = await watched().state();
  expect(state.bida_notices).toEqual(
    expect.arrayContaining([
      { stage: 'final-decision', state: 'held', value: 1 },
      { stage: 'final-decision', state: 'sending', value: 1 },
      { stage: 'preliminary-approval', state: 'held', value: 1 },
      { stage: 'supplementary-documents', state: 'held', value: 0 },
    ]),
  );
  expect(state.bida_notices_held).toEqual([
    { waiting_for: 'window', value: 1 },
    { waiting_for: 'calendar', value: 0 },
    { waiting_for: 'workflow', value: 1 },
  ]);
  expect(state.bida_held_oldest_seconds).toContainEqual({ waiting_for: 'window', value: 7_200 });
  // What is sent is late by two hours less a minute; what is held is so by its workflow, not by its window.
  expect(state.bida_wait_overdue_seconds).toContainEqual({ state: 'sending', value: 7_140 });
  expect(state.bida_wait_overdue_seconds).toContainEqual({ state: 'with-staff', value: 0 });
  expect(state.bida_outbox_messages).toEqual([{ value: 6 }]);
  expect(state.bida_outbox_oldest_seconds).toEqual([{ value: 7_200 }]);
});

test('open tasks are counted by age, by whether somebody has them, and by whether they are late', async () => {
  const { applicationId, ...notice } = await owed();
  const openedAt = opened.time.now;
  const times = { openedAt, dueAt: openedAt + 4 * hourMs, remindAt: openedAt };
  const task = { taskId: randomUUID(), applicationId, because: 'silence', ...times } as const;
  await openTask(opened.worker, { ...task, kind: 'deliver-by-hand', notice });
  const ages = async () => {
    const { bida_tasks_open: open = [] } = await watched().state();
    return open.filter(({ value }) => value > 0);
  };
  expect(await ages()).toEqual([{ kind: 'deliver-by-hand', age: 'under-1h', value: 1 }]);
  opened.time.now += 3 * hourMs;
  expect(await ages()).toEqual([{ kind: 'deliver-by-hand', age: 'under-4h', value: 1 }]);
  opened.time.now += 2 * hourMs;
  expect(await ages()).toEqual([{ kind: 'deliver-by-hand', age: 'under-24h', value: 1 }]);
  const state = await watched().state();
  expect(state.bida_tasks_overdue).toContainEqual({ kind: 'deliver-by-hand', value: 1 });
  expect(state.bida_tasks_unclaimed).toContainEqual({ kind: 'deliver-by-hand', value: 1 });
  expect(state.bida_task_oldest_seconds).toContainEqual({ kind: 'deliver-by-hand', value: 18_000 });
  opened.time.now += 30 * hourMs;
  expect(await ages()).toEqual([{ kind: 'deliver-by-hand', age: 'over-24h', value: 1 }]);
});

test('open alarms are counted by kind, inquiries of a day by what was answered', async () => {
  await raiseAlarm(opened.worker, 'unlisted-code', 'sms/aliyun X', opened.time.now);
  await raiseAlarm(opened.worker, 'unlisted-code', 'sms/aliyun Y', opened.time.now);
  const { applicationId } = await owed();
  const inquiry = { applicationId, channel: 'phone', cause: 'being-sent', staffRef: 'li.na' } as const;
  const asked = (askedAt: number) =>
    insertInquiry(opened.api, { ...inquiry, inquiryId: randomUUID(), askedAt });
  await asked(opened.time.now - 25 * hourMs);
  await asked(opened.time.now - hourMs);
  const state = await watched().state();
  expect(state.bida_alarms_open).toContainEqual({ kind: 'unlisted-code', value: 2 });
  expect(state.bida_alarms_open).toContainEqual({ kind: 'task-overdue', value: 0 });
  expect(state.bida_inquiries_last_day).toEqual([{ cause: 'being-sent', value: 1 }]);
});

describe('what became of notices', () => {
  const delivered = async (afterMs: number) => {
    const notice = await owed();
    await finishOnce(opened.worker, notice, 'delivered', opened.time.now + afterMs);
    await placeAnnouncements(opened.api);
    return notice;
  };

  test('is counted once each, from when the watch began', async () => {
    await delivered(1_000);
    opened.time.now += hourMs;
    const watch = watched();
    await delivered(4_000);
    await watch.state();
    expect(watch.moves).toMatchObject([{ stage: 'final-decision', to: 'delivered', everHeld: false }]);
    expect(watch.moves.map(({ owedAt, at }) => at - owedAt)).toEqual([4_000]);
    await watch.state();
    await delivered(5_000);
    await watch.state();
    expect(watch.moves.map(({ owedAt, at }) => at - owedAt)).toEqual([4_000, 5_000]);
  });

  test('is counted from the beginning by a watch that could not ask at first', async () => {
    const away = new Ledger({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
    let ledger = away;
    const options = { transaction: (body: never) => ledger.transaction(body) };
    const watch = watched({ ledger: options as unknown as Ledger });
    expect(await watch.ask()).toBeUndefined();
    await delivered(2_000);
    ledger = opened.api;
    await watch.state();
    expect(watch.moves).toHaveLength(1);
    await away.close();
  });
});

describe('however often it is read', () => {
  /** Counts how often the ledger was really asked, and lets a test hold it up. */
  function counted() {
    const counts = { asked: 0, heldUp: Promise.resolve() };
    const ledger = {
      transaction: async (body: never) => {
        counts.asked += 1;
        await counts.heldUp;
        return opened.api.transaction(body);
      },
    } as unknown as Ledger;
    return { counts, ledger };
  }

  test('the ledger is asked once in a while, and once for all who ask at the same time', async () => {
    const { counts, ledger } = counted();
    const watch = watched({ ledger, everyMs: 60_000 });
    await Promise.all(Array.from({ length: 20 }, () => watch.state()));
    await watch.state();
    expect(counts.asked).toBe(1);
  });

  test('nobody waits longer than a reader has, and the answer that comes later is there for the next', async () => {
    const { counts, ledger } = counted();
    let letGo: () => void = () => undefined;
    counts.heldUp = new Promise((resolve) => (letGo = resolve));
    await owed();
    const watch = watched({ ledger, everyMs: 60_000, patienceMs: 50 });
    expect(await watch.ask()).toBeUndefined();
    expect(await watch.ask()).toBeUndefined();
    expect(counts.asked).toBe(1);
    letGo();
    const late = await eventually('the answer is there', () => watch.ask());
    expect(late.bida_outbox_messages).toEqual([{ value: 2 }]);
    expect(counts.asked).toBe(1);
  });
});

test('a ledger that is away is told of once in the log, and nothing of it is made up', async () => {
  const away = new Ledger({ url: 'postgres://nobody:s3cret@127.0.0.1:1/nothing' });
  const watch = watched({ ledger: away });
  expect(await watch.ask()).toBeUndefined();
  expect(await watch.ask()).toBeUndefined();
  const told = opened
    .logged()
    .split('\n')
    .filter((line) => line.includes('could not be asked for its figures'));
  expect(told).toHaveLength(1);
  expect(told[0]).not.toContain('s3cret');
  await away.close();
});
