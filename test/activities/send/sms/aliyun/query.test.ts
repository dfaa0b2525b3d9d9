import type { AliyunSms } from '../../../../../activities/send/sms/aliyun/client.js';
import { sendDateOf } from '../../../../../domain/provider/aliyun/wall-time.js';
import { startSimulator, type Simulator } from '../../../../../simulator/simulator.js';
import {
  accountOf,
  clientOf,
  messageOf,
  mobile,
  openCallback,
  ownDirectory,
  until,
  type Callback,
} from '../../../../simulator/bank.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
let sms: AliyunSms;

const today = (): string => sendDateOf(Date.now());
const ask = (outId: string, more: { mobile?: string; sendDate?: string } = {}) =>
  sms.querySendDetails({ mobile, sendDate: today(), outId, ...more });
const reported = (outId: string) =>
  until(`a report on ${outId}`, () => callback.rows().some(({ out_id: reference }) => reference === outId));

beforeAll(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [accountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
  });
  sms = clientOf(simulator.url, { callTimeoutMs: 2_000 });
});
afterEach(() => simulator.setRules([]));
afterAll(async () => {
  sms.close();
  await simulator.stop();
  await callback.close();
  await directory.remove();
});

describe('asking by our reference', () => {
  test('a message not reported on yet is taken, without a settlement', async () => {
    simulator.setRules([{ action: { receipt: 'none' } }]);
    await sms.sendSms(messageOf('open'));
    expect(await ask('open')).toEqual({ result: 'taken' });
  });

  test('a failed one has its class and time', async () => {
    simulator.setRules([{ action: { receipt: { code: 'MOBILE_IN_BLACK' } } }]);
    await sms.sendSms(messageOf('blocked'));
    await reported('blocked');
    const answer = await ask('blocked');
    expect(answer).toMatchObject({
      result: 'taken',
      settlement: 'undelivered',
      failure: 'blocked',
      code: 'MOBILE_IN_BLACK',
    });
    expect(answer.result === 'taken' && Math.abs((answer.at ?? 0) - Date.now()) < 60_000).toBe(true);
  });

  test('one the carrier knows nothing certain of has no settlement', async () => {
    simulator.setRules([{ action: { receipt: { code: 'SP_UNKNOWN_ERROR' } } }]);
    await sms.sendSms(messageOf('unknown'));
    await reported('unknown');
    const answer = await ask('unknown');
    expect(answer).toMatchObject({ result: 'taken', code: 'SP_UNKNOWN_ERROR', listed: true });
    expect(answer).not.toHaveProperty('settlement');
  });

  test('only the whole reference counts, on that number and that day', async () => {
    await sms.sendSms(messageOf('whole-reference'));
    expect(await ask('whole-reference')).toMatchObject({ result: 'taken' });
    expect(await ask('whole-referenc')).toEqual({ result: 'never-received' });
    expect(await ask('whole-reference', { mobile: '13900000000' })).toEqual({ result: 'never-received' });
    expect(await ask('whole-reference', { sendDate: '20200101' })).toEqual({ result: 'never-received' });
  });

  test('is done page by page until all rows were seen', async () => {
    const other = '13811112222';
    await sms.sendSms(messageOf('the-oldest', { mobile: other }));
    for (let index = 0; index < 110; index += 1)
      await sms.sendSms(messageOf(`later-${index}`, { mobile: other }));
    const before = simulator.log().length;
    expect(await ask('the-oldest', { mobile: other })).toMatchObject({ result: 'taken' });
    const pages = simulator
      .log()
      .slice(before)
      .filter((entry) => entry.kind === 'request');
    expect(pages).toHaveLength(3);
    expect(await ask('not-there', { mobile: other })).toEqual({ result: 'never-received' });
  });

  test('where one reference was taken twice, the delivered one counts', async () => {
    simulator.setRules([{ match: { times: 1 }, action: { receipt: { code: 'USER_REJECT' } } }]);
    const other = '13733334444';
    await sms.sendSms(messageOf('twice', { mobile: other }));
    await sms.sendSms(messageOf('twice', { mobile: other }));
    simulator.setRules([{ action: { receipt: 'none' } }]);
    await sms.sendSms(messageOf('twice', { mobile: other }));
    await until(
      'both reports',
      () => callback.rows().filter(({ out_id: reference }) => reference === 'twice').length === 2,
    );
    expect(await ask('twice', { mobile: other })).toMatchObject({ result: 'taken', settlement: 'delivered' });
  });
});

describe('never received is said only for certain', () => {
  const onQuery = { operation: 'QuerySendDetails' as const };
  const answering = (body: unknown, status = 200) => ({
    match: onQuery,
    action: { acceptThen: { status, body: typeof body === 'string' ? body : JSON.stringify(body) } },
  });

  test.each([
    ['no answer', { match: onQuery, action: { timeout: true as const } }],
    ['a dropped connection', { match: onQuery, action: { refuseBefore: 'drop' as const } }],
    ['an HTML 502', { match: onQuery, action: { refuseBefore: 'html-502' as const } }],
    ['a limit', { match: onQuery, action: { reject: 'isv.BUSINESS_LIMIT_CONTROL' } }],
    ['an answer without a count', answering({ Code: 'OK', SmsSendDetailDTOs: { SmsSendDetailDTO: [] } })],
    [
      'rows missing from what was counted',
      answering({ Code: 'OK', TotalCount: '2', SmsSendDetailDTOs: { SmsSendDetailDTO: [] } }),
    ],
    [
      'a row that is none',
      answering({ Code: 'OK', TotalCount: 1, SmsSendDetailDTOs: { SmsSendDetailDTO: ['x'] } }),
    ],
    ['no list', answering({ Code: 'OK', TotalCount: 1 })],
    [
      'a negative count',
      answering({ Code: 'OK', TotalCount: -1, SmsSendDetailDTOs: { SmsSendDetailDTO: [] } }),
    ],
    ['an OK under a 500', answering({ Code: 'OK', TotalCount: 0 }, 500)],
    [
      'pages without end',
      answering({
        Code: 'OK',
        TotalCount: '999999999',
        SmsSendDetailDTOs: { SmsSendDetailDTO: [{ OutId: 'x' }] },
      }),
    ],
  ])('%s is no answer', async (_, rule) => {
    simulator.setRules([rule]);
    const quick = clientOf(simulator.url, { callTimeoutMs: 'timeout' in rule.action ? 200 : 5_000 });
    expect(await quick.querySendDetails({ mobile, sendDate: today(), outId: 'certain' })).toEqual({
      result: 'no-answer',
    });
    quick.close();
  });

  test('a count of none without a list is a good answer', async () => {
    simulator.setRules([answering({ Code: 'OK', TotalCount: 0 })]);
    expect(await ask('certain')).toEqual({ result: 'never-received' });
  });

  test('our row found before the pages break off is taken', async () => {
    const rows = [
      {
        OutId: 'found',
        SendStatus: '3',
        ErrCode: 'DELIVERED',
        ReceiveDate: '2026-11-01 10:00:00',
        BizId: '7^0',
      },
    ];
    simulator.setRules([
      answering({ Code: 'OK', TotalCount: 2, SmsSendDetailDTOs: { SmsSendDetailDTO: rows } }),
    ]);
    expect(await ask('found')).toMatchObject({
      result: 'taken',
      settlement: 'delivered',
      messageId: '7^0',
      at: Date.UTC(2026, 10, 1, 2),
    });
  });
});
