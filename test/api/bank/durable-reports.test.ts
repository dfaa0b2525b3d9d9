/** What was answered with a 2xx is in the ledger, whatever dies next; what was not is not half done. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { allAcknowledged } from '../../../client/relay/acknowledgements.js';
import { relayOnce } from '../../../client/relay/relay.js';
import { lockApplication } from '../../../ledger/application/find.js';
import { Ledger } from '../../../ledger/ledger.js';
import { relayAfterMs } from '../../../ledger/outbox/outbox.js';
import {
  AwayStories,
  RecordingStories,
  applicationBody,
  newId,
  openedIntake,
  stageBodies,
} from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';
import { gateTo } from '../../ledger/gate.js';
import { newKey, temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';
import { eventually } from '../../workflows/stage/eventually.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor } from './bank-door.js';
import type { DoorProcessOrder } from './door-process.js';

let intake: OpenedIntake;
const doors: BankDoor[] = [];
beforeAll(async () => {
  intake = await openedIntake();
});
afterAll(async () => {
  for (const { server } of doors) await server.close();
  await intake.close();
});

/** The door with something of its world changed; the ledger behind it is the one of this file. */
async function doorWith(changed: object): Promise<BankDoor> {
  const door = await openBankDoor({ ...intake, world: { ...intake.world, ...changed } });
  doors.push(door);
  return door;
}
const put = (door: BankDoor, path: string, body: unknown) =>
  door.call('loan-system', 'PUT', `/v1/applications/${path}`, body);
const get = (door: BankDoor, id: string) => door.call('loan-system', 'GET', `/v1/applications/${id}`);
const stage = stageBodies['final-decision'];
const stagePath = (id: string) => `${id}/stages/final-decision`;

/** Everything on record of an application. */
async function onRecord(id: string) {
  // What was told leaves the outbox a moment later; where the ledger is away, it stays.
  await allAcknowledged(intake.world.ledger, intake.world.logger);
  const [row] = await intake.ledger.query<
    Record<'applications' | 'reports' | 'notices' | 'events' | 'untold', number>
  >(
    `SELECT (SELECT count(*) FROM application WHERE application_id = $1) AS applications,
            (SELECT count(*) FROM report WHERE application_id = $1) AS reports,
            (SELECT count(*) FROM notice WHERE application_id = $1) AS notices,
            (SELECT count(*) FROM event WHERE application_id = $1) AS events,
            (SELECT count(*) FROM outbox WHERE application_id = $1) AS untold`,
    [id],
  );
  return row;
}
const nothing = { applications: 0, reports: 0, notices: 0, events: 0, untold: 0 };

/** Tells what was left, as the relay does when Temporal is back; answers what stories heard of an application. */
async function relayed(id: string): Promise<string[]> {
  const stories = new RecordingStories();
  intake.time.now = Math.max(intake.time.now, Date.now()) + relayAfterMs + 1;
  await relayOnce({ ...intake.world, stories });
  return stories.told.flatMap(({ applicationId, message }) => (applicationId === id ? [message.kind] : []));
}

/** Answered as not available, with a word on when to come again, and within 5 s. */
async function putOff(asking: Promise<Awaited<ReturnType<BankDoor['call']>>>): Promise<void> {
  const startedMs = performance.now();
  const answer = await asking;
  expect(answer).toMatchObject({ status: 503, json: { code: 'ledger-unavailable', status: 503 } });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
}

describe('while Temporal is away', () => {
  test('reports are taken, said not to be told yet, and told when it is back', async () => {
    const door = await doorWith({ stories: new AwayStories() });
    const id = newId();
    expect(await put(door, id, applicationBody())).toMatchObject({ status: 201, json: { told: false } });
    const answer = await put(door, stagePath(id), stage);
    expect(answer).toMatchObject({ status: 202, json: { told: false, notice: { state: 'held' } } });
    expect(await onRecord(id)).toMatchObject({ reports: 2, notices: 1, untold: 2 });
    expect(await relayed(id)).toEqual(['reported', 'reported']);
    expect(await put(door, stagePath(id), stage)).toMatchObject({ status: 200, json: { told: true } });
  });

  test('and does not even answer, reports are taken all the same, in time', async () => {
    const stories = new AwayStories();
    stories.tell = () => new Promise(() => undefined);
    const door = await doorWith({ stories });
    const id = newId();
    const startedMs = performance.now();
    expect(await put(door, id, applicationBody())).toMatchObject({ status: 201, json: { told: false } });
    expect(await put(door, stagePath(id), stage)).toMatchObject({ status: 202, json: { told: false } });
    expect(performance.now() - startedMs).toBeLessThan(10_000);
    expect(await relayed(id)).toEqual(['reported', 'reported']);
  });
});

describe('while the ledger', () => {
  test('is away, everything is put off at once with nothing half done, and taken when it is back', async () => {
    const direct = new URL(intake.database.url);
    const gate = await gateTo(Number(direct.port));
    direct.port = String(gate.port);
    const ledger = new Ledger({ url: direct.href });
    const door = await doorWith({ ledger });
    try {
      const [known, fresh] = [newId(), newId()];
      await put(door, known, applicationBody());
      await allAcknowledged(ledger, intake.world.logger);
      gate.shut();
      const before = await onRecord(known);
      await putOff(put(door, fresh, applicationBody()));
      await putOff(put(door, stagePath(known), stage));
      await putOff(get(door, known));
      expect(await onRecord(known)).toEqual(before);
      expect(await onRecord(fresh)).toEqual(nothing);

      gate.open();
      expect(await put(door, fresh, applicationBody())).toMatchObject({ status: 201 });
      expect(await put(door, stagePath(known), stage)).toMatchObject({ status: 202 });
      expect(await get(door, known)).toMatchObject({ status: 200 });
    } finally {
      await ledger.close();
      await gate.close();
    }
  });

  test('has no connection free, everything is put off in time, and not done behind anybody’s back', async () => {
    const ledger = new Ledger({ url: intake.database.url, connections: 2 });
    const door = await doorWith({ ledger });
    const [known, fresh] = [newId(), newId()];
    await put(door, known, applicationBody());
    await allAcknowledged(ledger, intake.world.logger);
    const before = await onRecord(known);
    let release: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => (release = resolve));
    const busy = [1, 2].map(() => ledger.transaction(() => freed));
    await Promise.all([
      putOff(put(door, fresh, applicationBody())),
      putOff(put(door, stagePath(known), stage)),
      putOff(get(door, known)),
    ]);
    release();
    await Promise.all(busy);
    // Whoever came later has waited behind what was put off.
    expect(await get(door, known)).toMatchObject({ status: 200 });
    expect(await onRecord(known)).toEqual(before);
    expect(await onRecord(fresh)).toEqual(nothing);
    expect(await put(door, fresh, applicationBody())).toMatchObject({ status: 201 });
    expect(await put(door, stagePath(known), stage)).toMatchObject({ status: 202 });
    await ledger.close();
  });

  test('keeps a report waiting behind somebody else’s, it is put off and not done afterwards', async () => {
    const door = await doorWith({});
    const id = newId();
    await put(door, id, applicationBody());
    const before = await onRecord(id);
    let release: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => (release = resolve));
    let hold: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (hold = resolve));
    const holding = intake.ledger.transaction(async (tx) => {
      await lockApplication(tx, id);
      hold();
      await freed;
    });
    await held;
    await putOff(put(door, stagePath(id), stage));
    release();
    await holding;
    // What had waited has had the lock by the time this one has it.
    await intake.ledger.transaction((tx) => lockApplication(tx, id));
    expect(await onRecord(id)).toEqual(before);
    expect(await put(door, stagePath(id), stage)).toMatchObject({ status: 202 });
  });
});

describe('whatever dies next', () => {
  test('a report whose process is killed the moment it was acknowledged is in the ledger, and told', async () => {
    const order: DoorProcessOrder = {
      databaseUrl: intake.database.url,
      masterKeyFile: writePrivate(temporaryFolder(), 'master.key', newKey()),
    };
    const process = fork(join(__dirname, 'door-process.ts'), [JSON.stringify(order)], {
      execArgv: ['--require', join(__dirname, '../../stack/typescript.cjs')],
    });
    const [{ url }] = (await once(process, 'message')) as [{ url: string }];
    const id = newId();
    const report = async (path: string, body: unknown) => {
      const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
      const response = await fetch(`${url}/v1/applications/${path}`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(body),
      });
      return response.status;
    };
    expect(await report(id, applicationBody())).toBe(201);
    const status = await report(stagePath(id), stage);
    process.kill('SIGKILL');
    expect(status).toBe(202);
    await once(process, 'exit');
    expect(await onRecord(id)).toMatchObject({ applications: 1, reports: 2, notices: 1, untold: 2 });
    expect(await relayed(id)).toEqual(['reported', 'reported']);
  });

  test('a caller who hangs up before the report is whole leaves nothing', async () => {
    const door = await doorWith({});
    const id = newId();
    const body = JSON.stringify(applicationBody());
    await hangUpAfter(door, id, Buffer.byteLength(body), body.slice(0, body.length / 2));
    // The door has seen the end of it when it answers the next one.
    expect(await get(door, id)).toMatchObject({ status: 404 });
    expect(await onRecord(id)).toEqual(nothing);
  });

  test('a caller who hangs up without hearing the answer finds the report there as a whole, or not at all', async () => {
    const door = await doorWith({});
    const body = JSON.stringify(applicationBody());
    for (let time = 0; time < 10; time += 1) {
      const id = newId();
      await hangUpAfter(door, id, Buffer.byteLength(body), body);
      const again = await put(door, id, applicationBody());
      expect([200, 201]).toContain(again.status);
      await eventually('the report is there once', async () => {
        const { applications, reports } = (await onRecord(id)) ?? nothing;
        return applications === 1 && reports === 1 ? true : undefined;
      });
    }
  });
});

/** Sends the head of a report and so much of its body, and hangs up. */
async function hangUpAfter(door: BankDoor, id: string, length: number, part: string): Promise<void> {
  const token = door.tokenOf('loan-system');
  const socket = connect(Number(new URL(door.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const head = `PUT /v1/applications/${id} HTTP/1.1\r\nhost: door\r\nauthorization: Bearer ${token}\r\n`;
  const more = `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  await new Promise<void>((resolve) => socket.write(`${head}${more}${part}`, () => resolve()));
  socket.destroy();
  await once(socket, 'close');
}
