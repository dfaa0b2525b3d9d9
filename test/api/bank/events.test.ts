/** The stream of events: everything, once, in one order, whatever order commits come in. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { reportApplication } from '../../../client/intake/applications.js';
import { appendEvent } from '../../../ledger/event/append.js';
import { applicationBody, newId } from '../../client/intake-world.js';
import { eventually } from '../../workflows/stage/eventually.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';
import { readStream } from './event-stream-reader.js';
import type { StreamReader } from './event-stream-reader.js';

let door: BankDoor;
const open: StreamReader[] = [];
beforeAll(async () => {
  door = await openBankDoor();
});
afterEach(async () => {
  for (const stream of open) stream.close();
  await Promise.all(open.splice(0).map(({ ended }) => ended));
});
afterAll(() => door.close());

async function listen(
  lastId?: string,
  caller: Exclude<Caller, undefined> = 'engineer',
): Promise<StreamReader> {
  const stream = await readStream(door.url, door.tokenOf(caller), lastId);
  open.push(stream);
  return stream;
}
const append = (subject: string, tx: Parameters<typeof appendEvent>[0] = door.opened.ledger) =>
  appendEvent(tx, { at: door.opened.time.now, applicationId: subject, kind: 'signal-ignored' });
const subjects = ({ events }: StreamReader) => events.map(({ data }) => data.applicationId);
/** Where a stream begins, told before its first event. */
const idOf = (stream: StreamReader) =>
  eventually('an id', () => Promise.resolve(stream.lastId() === '' ? undefined : stream.lastId()));
const hears = (stream: StreamReader, count: number) =>
  eventually(`${count} events`, () => Promise.resolve(stream.events.length >= count ? true : undefined));

test('what is put on record is told with kind, place and time, and nothing else', async () => {
  const stream = await listen();
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(stream.headers.get('cache-control')).toBe('no-store');
  const id = newId();
  await appendEvent(door.opened.ledger, {
    at: door.opened.time.now,
    applicationId: id,
    stage: 'final-decision',
    round: 2,
    kind: 'notice-finished',
    detail: { state: 'delivered' },
  });
  await hears(stream, 1);
  expect(stream.events[0]?.data).toEqual({
    kind: 'notice-finished',
    at: new Date(door.opened.time.now).toISOString(),
    applicationId: id,
    stage: 'final-decision',
    round: 2,
  });
});

test('an event whose number is older but whose commit is later comes after, and is not missed', async () => {
  const stream = await listen();
  let commit = (): void => undefined;
  const held = new Promise<void>((resolve) => (commit = resolve));
  let written = (): void => undefined;
  const early = new Promise<void>((resolve) => (written = resolve));
  const slow = door.opened.ledger.transaction(async (tx) => {
    await append('E-slow', tx);
    written();
    await held;
  });
  await early;
  await append('E-quick-1');
  await append('E-quick-2');
  // A second listener comes while one transaction is still open.
  const second = await listen(await idOf(stream));
  commit();
  await slow;
  await append('E-last');
  await Promise.all([hears(stream, 4), hears(second, 4)]);
  const expected = ['E-slow', 'E-quick-1', 'E-quick-2', 'E-last'];
  expect(subjects(stream)).toEqual(expected);
  expect(subjects(second)).toEqual(expected);
});

test('a reader that comes again hears every event once, with a hundred writers and many breaks', async () => {
  const first = await listen();
  const start = await idOf(first);
  first.close();
  const writing = Promise.all(
    Array.from({ length: 300 }, (_, number) =>
      door.opened.ledger.transaction(async (tx) => {
        await append(`W-${number}`, tx);
        if (number % 3 === 0) await tx.query('SELECT pg_sleep(0.02)');
        if (number % 5 === 0) await append(`W-${number}-again`, tx);
      }),
    ),
  );
  const heard: string[] = [];
  const ids: string[] = [];
  let last = start;
  const all = 300 + 60;
  await eventually('all of them', async () => {
    const stream = await readStream(door.url, door.tokenOf('engineer'), last);
    await eventually('some', () => Promise.resolve(stream.events.length > 0 ? true : undefined));
    stream.close();
    await stream.ended;
    heard.push(...stream.events.map(({ data }) => data.applicationId ?? ''));
    ids.push(...stream.events.map(({ id }) => id));
    last = stream.events.at(-1)?.id ?? last;
    return heard.length >= all ? true : undefined;
  });
  await writing;
  expect(heard).toHaveLength(all);
  expect(new Set(heard).size).toBe(all);
  expect(new Set(ids).size).toBe(all);
});

test('whoever is bound to a region hears of that region, and of what belongs to none', async () => {
  const bound = await listen(undefined, {
    account: 'chen.jie',
    roles: new Set(['staff'] as const),
    regions: ['440000'],
  });
  const theirs = newId();
  const others = newId();
  await reportApplication(door.opened.world, others, applicationBody({ region: '310000' }));
  await reportApplication(door.opened.world, theirs, applicationBody({ region: '440000' }));
  await append('nobody-reported-this');
  await eventually('the last', () =>
    Promise.resolve(subjects(bound).includes('nobody-reported-this') ? true : undefined),
  );
  expect(new Set(subjects(bound))).toEqual(new Set([theirs, 'nobody-reported-this']));
});

test('an id that is none, or of no stream of ours, is refused', async () => {
  for (const wrong of [
    'x',
    '1',
    '-1-2',
    '99999999999999999999-1',
    '18446744073709551615-1',
    '1-99999999999999999',
  ])
    expect(
      await door.call('engineer', 'GET', '/v1/events', undefined, { 'last-event-id': wrong }),
    ).toMatchObject({
      status: 400,
      json: { code: 'request-invalid' },
    });
});

test('more than so many at once are told to come again', async () => {
  const own = await openBankDoor(undefined, {}, { events: { mostStreams: 2 } });
  const streams = [
    await readStream(own.url, own.tokenOf('staff')),
    await readStream(own.url, own.tokenOf('staff')),
  ];
  expect(streams.map(({ status }) => status)).toEqual([200, 200]);
  const refused = await own.call('engineer', 'GET', '/v1/events');
  expect(refused).toMatchObject({ status: 429, json: { code: 'too-many-requests' } });
  expect(refused.headers.get('retry-after')).toBe('5');
  await own.close();
  await Promise.all(streams.map(({ ended }) => ended));
});

test('a quiet stream shows that it lives, ends after its time, and at shutdown', async () => {
  const own = await openBankDoor(undefined, {}, { events: { heartbeatMs: 20, mostMs: 400 } });
  const stream = await readStream(own.url, own.tokenOf('auditor'));
  await eventually('heartbeats', () => Promise.resolve(stream.heartbeats() > 3 ? true : undefined));
  expect(stream.lastId()).toMatch(/^\d+-\d+$/);
  await stream.ended;
  const further = await readStream(own.url, own.tokenOf('auditor'), stream.lastId());
  await own.close();
  await further.ended;
  expect(further.status).toBe(200);
});

test('a reader that reads nothing is dropped, and the others hear on', async () => {
  const stream = await listen();
  const start = await idOf(stream);
  const accepted: Socket[] = [];
  door.server.server.on('connection', (socket: Socket) => accepted.push(socket));
  const { port } = new URL(door.url);
  const idle = connect({ port: Number(port), host: '127.0.0.1' });
  idle.on('error', () => undefined);
  idle.pause();
  idle.write(
    [
      'GET /v1/events HTTP/1.1',
      'Host: bank',
      `Authorization: Bearer ${door.tokenOf('engineer')}`,
      `Last-Event-ID: ${start}`,
      '\r\n',
    ].join('\r\n'),
  );
  const theirs = await eventually('it is taken', () => Promise.resolve(accepted.at(0)));
  // More and more, until it is more than the kernel keeps for anybody; never far ahead of whoever reads.
  let rows = 0;
  while (!theirs.destroyed) {
    await door.opened.ledger.query(
      `INSERT INTO event (at, application_id, kind)
       SELECT now(), repeat('F', 200), 'signal-ignored' FROM generate_series(1, 5000)`,
    );
    rows += 5_000;
    await hears(stream, rows);
  }
  idle.destroy();
  await hears(stream, rows);
  expect(stream.events).toHaveLength(rows);
});
