import type { AliyunSms } from '../../activities/send/sms/aliyun/client.js';
import { startSimulator, type Simulator } from '../../simulator/simulator.js';
import { accountOf, clientOf, messageOf, openCallback, ownDirectory, until, type Callback } from './bank.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
let sms: AliyunSms;

const resultOf = async (outId: string, more: Parameters<typeof messageOf>[1] = {}) =>
  (await sms.sendSms(messageOf(outId, more))).result;
const reportsOn = (outId: string) =>
  callback
    .rows()
    .filter((row) => row['out_id'] === outId)
    .map((row) => row['err_code']);
const control = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${simulator.url}/control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

beforeAll(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [accountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
  });
  sms = clientOf(simulator.url);
});
afterEach(() => simulator.setRules([]));
afterAll(async () => {
  sms.close();
  await simulator.stop();
  await callback.close();
  await directory.remove();
});

describe('a rule bears on', () => {
  const reject = { reject: 'isv.OUT_OF_SERVICE' };

  test('numbers, beginnings of numbers and templates, and on nothing else', async () => {
    simulator.setRules([
      { match: { phone: '13900000001' }, action: reject },
      { match: { phonePrefix: '1381' }, action: reject },
      { match: { templateCode: 'SMS_DECLINED' }, action: reject },
      { match: { route: 'sms/other' }, action: reject },
    ]);
    expect(await resultOf('a', { mobile: '13900000001' })).toBe('rejected');
    expect(await resultOf('b', { mobile: '13900000002' })).toBe('accepted');
    expect(await resultOf('c', { mobile: '13812345678' })).toBe('rejected');
    expect(await resultOf('d', { mobile: '13800000000' })).toBe('accepted');
    expect(await resultOf('e', { templateCode: 'SMS_DECLINED' })).toBe('rejected');
  });

  test('the first so many requests, and an exhausted rule makes room for the next', async () => {
    simulator.setRules([
      { match: { times: 2 }, action: { reject: 'isv.A' } },
      { match: { times: 1 }, action: reject },
    ]);
    const results = [];
    for (let index = 0; index < 4; index += 1) results.push(await resultOf(`times-${index}`));
    expect(results).toEqual(['unknown', 'unknown', 'rejected', 'accepted']);
  });

  test('the same share of the references every time', async () => {
    const rule = { match: { share: 0.3 }, action: reject };
    const run = async () => {
      simulator.setRules([rule]);
      return Promise.all(Array.from({ length: 200 }, (_, index) => resultOf(`share-${index}`)));
    };
    const [first, second] = [await run(), await run()];
    expect(second).toEqual(first);
    const hit = first.filter((result) => result === 'rejected').length;
    expect(hit).toBeGreaterThan(30);
    expect(hit).toBeLessThan(90);
  });

  test('one concern each: a slow provider may also report a failure', async () => {
    simulator.setRules([{ action: { slowMs: 150 } }, { action: { receipt: { code: 'USER_REJECT' } } }]);
    const startedAt = performance.now();
    expect(await resultOf('slow')).toBe('accepted');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(140);
    await until('the report', () => reportsOn('slow').length === 1);
    expect(reportsOn('slow')).toEqual(['USER_REJECT']);
  });
});

describe('reports', () => {
  test('say DELIVERED when no rule says otherwise', async () => {
    await resultOf('default');
    await until('the report', () => reportsOn('default').length === 1);
    expect(reportsOn('default')).toEqual(['DELIVERED']);
  });

  test('can be doubled', async () => {
    simulator.setRules([{ action: { receipt: { duplicate: true } } }]);
    await resultOf('double');
    await until('two reports', () => reportsOn('double').length === 2);
    expect(reportsOn('double')).toEqual(['DELIVERED', 'DELIVERED']);
  });

  test('can come in the wrong order', async () => {
    simulator.setRules([{ action: { receipt: { reorder: 'MOBILE_NOT_ON_SERVICE' } } }]);
    await resultOf('reordered');
    await until('two reports', () => reportsOn('reordered').length === 2);
    expect(reportsOn('reordered')).toEqual(['DELIVERED', 'MOBILE_NOT_ON_SERVICE']);
  });

  test('can stay away or come late', async () => {
    simulator.setRules([
      { match: { phone: '13900000001' }, action: { receipt: 'none' } },
      { match: { phone: '13900000002' }, action: { receipt: { delayMs: 400 } } },
    ]);
    await resultOf('none', { mobile: '13900000001' });
    const sentAt = performance.now();
    await resultOf('late', { mobile: '13900000002' });
    await until('the late report', () => reportsOn('late').length === 1);
    expect(performance.now() - sentAt).toBeGreaterThanOrEqual(390);
    expect(reportsOn('none')).toEqual([]);
  });
});

describe('the control', () => {
  test('replaces, shows and drops the rules', async () => {
    const rules = [{ match: { phonePrefix: '139' }, action: { reject: 'isv.OUT_OF_SERVICE' } }];
    expect((await control('POST', 'rules', rules)).status).toBe(200);
    expect((await control('GET', 'rules')).body['rules']).toMatchObject(rules);
    expect(await resultOf('ruled')).toBe('rejected');
    await control('POST', 'rules', { rules: [] });
    expect(await resultOf('unruled')).toBe('accepted');
    await control('POST', 'rules', rules);
    await control('DELETE', 'rules');
    expect((await control('GET', 'rules')).body['rules']).toEqual([]);
  });

  test.each([
    ['no JSON at all', 'rules'],
    [[{ action: { explode: true } }], 'rules'],
    [[{ match: { share: 2 }, action: {} }], 'rules'],
    [[{ action: { reject: 'isv.A', timeout: true } }], 'rules'],
    [{ route: 'sms/aliyun' }, 'receipts'],
  ])('refuses %j for %s, and keeps what was', async (body, path) => {
    simulator.setRules([{ action: { slowMs: 0 } }]);
    expect((await control('POST', path, body)).status).toBe(400);
    expect((await control('GET', 'rules')).body['rules']).toHaveLength(1);
  });

  test('does not know what does not exist', async () => {
    expect((await control('GET', 'nothing')).status).toBe(404);
    expect((await control('PUT', 'receipt-url', { route: 'sms/none', url: callback.url })).status).toBe(404);
  });

  test('gives the log from any point on, without gaps', async () => {
    await resultOf('logged');
    const { entries } = (await control('GET', 'log')).body as { entries: { n: number; kind: string }[] };
    expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1));
    const tail = (await control('GET', `log?after=${entries.length - 2}&limit=1`)).body as {
      entries: { n: number }[];
    };
    expect(tail.entries.map(({ n }) => n)).toEqual([entries.length - 1]);
    expect((await control('GET', 'log?after=x')).status).toBe(400);
  });

  test('counts, and sees a reference that was taken twice', async () => {
    const repeated = async () =>
      (await control('GET', 'stats')).body as {
        routes: Record<string, { repeated: number; acceptances: number }>;
      };
    const before = (await repeated()).routes['sms/aliyun'];
    await resultOf('again');
    await resultOf('again');
    expect((await repeated()).routes['sms/aliyun']).toMatchObject({
      repeated: (before?.repeated ?? 0) + 1,
      acceptances: (before?.acceptances ?? 0) + 2,
    });
  });

  test('pushes a forged report to the callback and tells the reply', async () => {
    const forged = [{ biz_id: 'never-issued^0', success: true, err_code: 'DELIVERED' }];
    expect((await control('POST', 'receipts', { route: 'sms/aliyun', body: forged })).body).toMatchObject({
      status: 200,
      ok: true,
    });
    expect(callback.bodies).toContainEqual(forged);
  });
});
