import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sendDateOf } from '../../domain/provider/aliyun/wall-time.js';
import { messageIdOf } from '../../simulator/acceptance.js';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.js';
import {
  accountOf,
  clientOf,
  freePort,
  messageOf,
  mobile,
  openCallback,
  ownDirectory,
  taken,
  until,
  type Callback,
} from './bank.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
const running: Simulator[] = [];

const start = async (more: Partial<SimulatorOptions> = {}): Promise<Simulator> => {
  const simulator = await startSimulator({
    accounts: [accountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
    retryScale: 0.0005,
    ...more,
  });
  running.push(simulator);
  return simulator;
};
async function send(simulator: Simulator, outId: string = randomUUID()): Promise<void> {
  const sms = clientOf(simulator.url);
  expect(await sms.sendSms(messageOf(outId))).toMatchObject({ result: 'accepted' });
  sms.close();
}
const pushesIn = (simulator: Simulator) => simulator.log().filter((entry) => entry.kind === 'receipt');

beforeEach(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
});
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.stop();
  await callback.close();
  await directory.remove();
});

describe('a report the bank does not take', () => {
  test.each([
    ['a 500', { status: 500, body: taken.body }],
    ['another code', { status: 200, body: '{"code":1}' }],
    ['no JSON', { status: 200, body: 'ok' }],
    ['a 204', { status: 204, body: '' }],
    ['nothing within 700 ms', undefined],
  ])('with %s is pushed again until it is', async (_, reply) => {
    callback.reply = (number) => (number === 1 ? reply : taken);
    const simulator = await start();
    await send(simulator);
    await until('it is taken', () => pushesIn(simulator).some(({ ok }) => ok));
    expect(pushesIn(simulator).map(({ ok, try: number }) => [number, ok])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(callback.rows()).toHaveLength(2);
    expect(callback.rows()[1]).toEqual(callback.rows()[0]);
  });

  test('four times over is gone', async () => {
    callback.reply = () => ({ status: 500, body: '' });
    const simulator = await start({ retryScale: 0.0001 });
    await send(simulator);
    await until('it is gone', () => pushesIn(simulator).some(({ gone }) => gone));
    expect(pushesIn(simulator).map(({ gone }) => gone)).toEqual([false, false, false, true]);
    // The log says so before anything could be pushed once more; what is open tells that nothing will be.
    const response = await fetch(`${simulator.url}/control/stats`);
    expect(await response.json()).toMatchObject({
      routes: { 'sms/aliyun': { receiptsOpen: 0, receiptsGone: 1 } },
    });
  });

  test('because nobody listens goes to where the callback moved', async () => {
    const simulator = await start({ accounts: [accountOf(`http://127.0.0.1:${await freePort()}/gone`)] });
    await send(simulator);
    await until('a first try', () => pushesIn(simulator).length > 0);
    expect(pushesIn(simulator)[0]).toMatchObject({ ok: false, reply: 'no connection' });
    const moved = await fetch(`${simulator.url}/control/receipt-url`, {
      method: 'PUT',
      body: JSON.stringify({ route: 'sms/aliyun', url: callback.url }),
    });
    expect(moved.status).toBe(200);
    await until('it is taken', () => pushesIn(simulator).some(({ ok }) => ok));
  });
});

test('reports due together travel in one array', async () => {
  const simulator = await start();
  // Rounded to whole milliseconds, so that the carrier reports on all at one time.
  simulator.setRules([{ action: { receipt: { delayMs: 300 } } }]);
  await Promise.all(Array.from({ length: 40 }, () => send(simulator)));
  await until('all reports', () => callback.rows().length === 40);
  expect(callback.bodies.length).toBeLessThan(40);
});

describe('a simulator started again', () => {
  test('pushes what was open, goes on counting tries, and repeats nothing that was taken', async () => {
    callback.reply = (number) => (number === 1 ? taken : { status: 500, body: '' });
    const first = await start({ retryScale: 1 });
    await send(first, 'settled');
    await until('the first is taken', () => pushesIn(first).some(({ ok }) => ok));
    await send(first, 'open');
    await until('the second is refused', () => pushesIn(first).length === 2);
    await first.stop();
    callback.reply = () => taken;
    const second = await start();
    await until('the open one is taken', () => pushesIn(second).length === 3);
    expect(pushesIn(second).map((entry) => [entry.outId, entry.try, entry.ok])).toEqual([
      ['settled', 1, true],
      ['open', 1, false],
      ['open', 2, true],
    ]);
  });

  test('pushes what was not due yet', async () => {
    const first = await start();
    first.setRules([{ action: { receipt: { delayMs: 1_000, code: 'USER_REJECT' } } }]);
    await send(first, 'not-due');
    await first.stop();
    expect(callback.rows()).toEqual([]);
    await start();
    await until('the report', () => callback.rows().length === 1);
    expect(callback.rows()[0]).toMatchObject({ out_id: 'not-due', err_code: 'USER_REJECT' });
  });

  test('still knows what it took, and gives no id twice', async () => {
    const first = await start();
    await send(first, 'before');
    await first.stop();
    const second = await start();
    await send(second, 'after');
    const sms = clientOf(second.url);
    const sendDate = sendDateOf(Date.now());
    expect(await sms.querySendDetails({ mobile, sendDate, outId: 'before' })).toMatchObject({
      result: 'taken',
    });
    sms.close();
    const ids = second.log().flatMap((entry) => (entry.kind === 'acceptance' ? [messageIdOf(entry)] : []));
    expect(new Set(ids).size).toBe(2);
    expect(second.log().map(({ n }) => n)).toEqual(second.log().map((_, index) => index + 1));
  });

  test('lets go of a line torn by its end, and of nothing else', async () => {
    const first = await start();
    await send(first, 'whole');
    await until('the report', () => pushesIn(first).length === 1);
    await first.stop();
    const lines = first.log().length;
    await appendFile(join(directory.path, 'provider-log.jsonl'), '{"n":99,"kind":"accept');
    const second = await start();
    expect(second.log()).toHaveLength(lines);
    await send(second, 'next');
    await second.stop();
    expect((await start()).log().filter(({ kind }) => kind === 'acceptance')).toHaveLength(2);
  });
});
