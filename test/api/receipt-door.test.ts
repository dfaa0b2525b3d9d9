import { randomUUID } from 'node:crypto';
import { openAlarms } from '../../ledger/alarm/raise.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import { sentAttempt } from '../client/receipt/sent.js';
import { openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { owedNotice } from '../ledger/owed-notice.js';
import { eventually } from '../workflows/stage/eventually.js';
import { canaryNumber, openDoor, rawly, secrets, send } from './door-world.js';
import type { Answer, OpenDoor } from './door-world.js';
import { rowOf, sentMessages, standing, standingAtRest } from './receipt-rows.js';

let opened: OpenedLedger;
let door: OpenDoor;
beforeAll(async () => {
  opened = await openedLedger();
  door = await openDoor(opened.api, 1_000);
});
afterAll(async () => {
  await door.server.close();
  await opened.close();
});

const settlementOf = async (attemptId: string) =>
  (await findAttempt(opened.ledger, attemptId))?.settlement ?? null;
const answered = ({ status, code }: Answer) => ({ status, code });
const taken = { status: 200, code: 0 };
const notFound = { status: 404, code: 1 };

describe('a push of receipts', () => {
  test('is stored, acknowledged in Aliyun’s words, and told', async () => {
    const sent = await sentMessages(opened.ledger, 3);
    const answer = await door.push(sent.map((one) => rowOf(one)));
    expect(JSON.parse(answer.text)).toEqual({ code: 0, msg: '接收成功' });
    for (const { attemptId } of sent) expect(await settlementOf(attemptId)).toBe('delivered');
    await eventually('each story was told', () => {
      const told = door.stories.told.map(({ message }) => message.kind === 'receipt' && message.attemptId);
      return Promise.resolve(sent.every(({ attemptId }) => told.includes(attemptId)) ? true : undefined);
    });
  });

  test('pushed again is acknowledged again and changes nothing', async () => {
    const body = (await sentMessages(opened.ledger, 2)).map((one) => rowOf(one));
    expect(answered(await door.push(body))).toEqual(taken);
    await eventually('nothing waits to be told', async () =>
      (await standing(opened.ledger)).waiting === 0 ? true : undefined,
    );
    const [before, told] = [await standing(opened.ledger), door.stories.told.length];
    expect(answered(await door.push(body))).toEqual(taken);
    expect(await standing(opened.ledger)).toEqual(before);
    expect(door.stories.told).toHaveLength(told);
  });

  test.each([
    ['success as text, ids as numbers', { success: 'true', biz_id: 9_007_199_254_740_991, sms_size: 1 }],
    ['no out_id', { out_id: undefined }],
    ['a field nobody knows yet', { carrier: { name: 'x' } }],
    ['no report time', { report_time: '' }],
  ])('is read with %s', async (_what, changed) => {
    const sent = await sentAttempt(opened.ledger);
    const row = rowOf(sent, changed);
    if (typeof row['biz_id'] === 'number')
      await opened.ledger.query('UPDATE attempt SET provider_message_id = $2 WHERE attempt_id = $1', [
        sent.attemptId,
        String(row['biz_id']),
      ]);
    expect(answered(await door.push([row]))).toEqual(taken);
    expect(await settlementOf(sent.attemptId)).toBe('delivered');
  });

  test.each([
    ['long before it was sent', '1999-01-01 00:00:00'],
    ['years from now', '2099-01-01 00:00:00'],
  ])('of %s, by the provider’s clock, settles when it came by ours', async (_what, reportTime) => {
    const sent = await sentAttempt(opened.ledger);
    const began = Date.now();
    expect(answered(await door.push([rowOf(sent, { report_time: reportTime })]))).toEqual(taken);
    const { settlement, settledAt } = (await findAttempt(opened.ledger, sent.attemptId)) ?? {};
    expect(settlement).toBe('delivered');
    expect(settledAt).toBeGreaterThanOrEqual(began);
    expect(settledAt).toBeLessThanOrEqual(Date.now());
    // What it said is kept, as its word.
    const [receipt] = await opened.ledger.query<{ reportedAt: number }>(
      'SELECT reported_at AS "reportedAt" FROM receipt WHERE attempt_id = $1',
      [sent.attemptId],
    );
    expect(receipt?.reportedAt).toBe(Date.parse(`${reportTime.replace(' ', 'T')}+08:00`));
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
    '///',
    ';',
  ])('is read as JSON though it comes as %s', async (type) => {
    const sent = await sentAttempt(opened.ledger);
    expect(answered(await door.push([rowOf(sent)], { 'content-type': type }))).toEqual(taken);
    expect(await settlementOf(sent.attemptId)).toBe('delivered');
  });

  test('is read though no content type is given, in chunks', async () => {
    const sent = await sentAttempt(opened.ledger);
    const body = Buffer.from(JSON.stringify([rowOf(sent)]));
    const head = `POST /v1/receipts/sms/aliyun/${secrets.a} HTTP/1.1\r\nhost: door\r\nconnection: close\r\n`;
    const [one, two] = [body.subarray(0, 100).toString('latin1'), body.subarray(100).toString('utf8')];
    const sizes = [100, body.length - 100].map((size) => size.toString(16));
    const heard = await rawly(
      door.port,
      `${head}transfer-encoding: chunked\r\n\r\n${sizes[0] ?? ''}\r\n${one}\r\n`,
      `${sizes[1] ?? ''}\r\n${two}\r\n0\r\n\r\n`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 200 /);
    expect(await settlementOf(sent.attemptId)).toBe('delivered');
  });

  test('with one bad row loses none of the others, and the bad one is counted', async () => {
    const [first, last] = await sentMessages(opened.ledger, 2);
    if (first === undefined || last === undefined) throw new Error('two were sent');
    const before = await standing(opened.ledger);
    const bad = [null, 7, 'text', {}, rowOf(first, { biz_id: '' }), rowOf(first, { biz_id: 'x\u0000y' })];
    expect(answered(await door.push([rowOf(first), ...bad, rowOf(last)]))).toEqual(taken);
    expect(await settlementOf(first.attemptId)).toBe('delivered');
    expect(await settlementOf(last.attemptId)).toBe('delivered');
    const after = await standing(opened.ledger);
    expect(after).toMatchObject({
      malformed: before.malformed + bad.length,
      unmatched: before.unmatched,
      receipts: before.receipts + 2,
    });
  });

  test('about a message nobody here sent is acknowledged, kept as unmatched and logged', async () => {
    const before = await standing(opened.ledger);
    const strangers = [1, 2].map(() => rowOf({ attemptId: randomUUID() as never, messageId: randomUUID() }));
    expect(answered(await door.push(strangers))).toEqual(taken);
    expect(await standing(opened.ledger)).toMatchObject({
      unmatched: before.unmatched + 2,
      settled: before.settled,
      malformed: before.malformed,
    });
    expect(door.logged()).toContain('receipts for messages nobody here sent');
  });

  test('with a code no table knows is kept, and raises an alarm without a number in it', async () => {
    const sent = await sentAttempt(opened.ledger);
    const row = rowOf(sent, { success: false, err_code: 'BRAND_NEW_CODE' });
    expect(answered(await door.push([row]))).toEqual(taken);
    const alarms = await openAlarms(opened.ledger, 100);
    expect(alarms.map(({ subject }) => subject)).toContain('sms/aliyun receipt BRAND_NEW_CODE');
  });

  test('naming a message of the other route changes nothing there', async () => {
    const sent = await sentAttempt(opened.ledger, { route: 'sms/aliyun-b' });
    for (const forged of [rowOf(sent), rowOf({ ...sent, messageId: randomUUID() })])
      expect(answered(await door.push([forged]))).toEqual(taken);
    expect(await settlementOf(sent.attemptId)).toBeNull();
    const ownDoor = `${door.url}/v1/receipts/sms/aliyun-b/${secrets.b}`;
    expect(answered(await send(ownDoor, [rowOf(sent)]))).toEqual(taken);
    expect(await settlementOf(sent.attemptId)).toBe('delivered');
  });

  test('that says first undelivered, then delivered of one message ends delivered without an alarm', async () => {
    const sent = await sentAttempt(opened.ledger);
    const failed = rowOf(sent, { success: false, err_code: 'MOBLLE_TERMINAL_ERROR' });
    const others = (await sentMessages(opened.ledger, 10)).map((one) => rowOf(one));
    expect(answered(await door.push([failed, ...others, rowOf(sent)]))).toEqual(taken);
    expect(await settlementOf(sent.attemptId)).toBe('delivered');
    const alarms = await openAlarms(opened.ledger, 100);
    expect(alarms.filter(({ subject }) => subject.includes(sent.attemptId))).toEqual([]);
  });

  test('of 200 receipts is answered when all of them are recorded; how soon is printed', async () => {
    // A warm door: the first request pays for connections.
    await door.push((await sentMessages(opened.ledger, 6)).map((one) => rowOf(one)));
    const notices = await Promise.all(Array.from({ length: 200 }, () => owedNotice(opened.ledger)));
    const sent = await Promise.all(notices.map((notice) => sentAttempt(opened.ledger, { notice })));
    const answer = await door.push(sent.map((one) => rowOf(one)));
    console.info(
      `a push of 200 receipts was answered in ${answer.tookMs.toFixed(0)} ms (Aliyun waits 700 ms)`,
    );
    expect(answered(answer)).toEqual(taken);
    expect((await Promise.all(sent.map(({ attemptId }) => settlementOf(attemptId)))).every(Boolean)).toBe(
      true,
    );
  });
});

describe('what cannot be read', () => {
  test.each([
    ['JSON cut off', '[{"biz_id":"1",', 'application/json'],
    ['JSON cut off, as text', '[{"biz_id":"1",', 'text/plain'],
    ['nothing', '', 'application/json'],
    ['HTML', '<html><body>502 Bad Gateway</body></html>', 'text/html'],
  ])('%s is counted, and not acknowledged, so that it is pushed again', async (_what, body, type) => {
    const before = await standingAtRest(opened.ledger);
    expect(answered(await door.push(body, { 'content-type': type }))).toEqual({ status: 400, code: 1 });
    expect(await standing(opened.ledger)).toEqual({ ...before, malformed: before.malformed + 1 });
  });

  test.each([
    ['an object', {}],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"x"'],
  ])(
    '%s in place of the list is counted once and acknowledged, since it would come no better again',
    async (_what, body) => {
      const before = await standing(opened.ledger);
      expect(answered(await door.push(body))).toEqual(taken);
      expect(await standing(opened.ledger)).toEqual({ ...before, malformed: before.malformed + 1 });
    },
  );

  test('an empty list is acknowledged', async () => {
    const before = await standing(opened.ledger);
    expect(answered(await door.push([]))).toEqual(taken);
    expect(await standing(opened.ledger)).toEqual(before);
  });

  test('1,001 receipts are not taken, 1,000 are', async () => {
    const strangers = Array.from({ length: 1_001 }, (_, nth) => ({
      biz_id: `m${nth}`,
      success: true,
      err_code: 'DELIVERED',
    }));
    const before = await standing(opened.ledger);
    expect(answered(await door.push(strangers))).toEqual({ status: 413, code: 1 });
    expect(await standing(opened.ledger)).toEqual(before);
    expect(answered(await door.push(strangers.slice(1)))).toEqual(taken);
    expect(await standing(opened.ledger)).toMatchObject({ unmatched: before.unmatched + 1_000 });
  });

  test.each([
    ['announced', `content-length: ${1024 * 1024 + 1}\r\n\r\n`],
    ['in chunks', `transfer-encoding: chunked\r\n\r\n110000\r\n${'x'.repeat(0x110000)}\r\n`],
  ])('more than 1 MiB, %s, is not taken', async (_how, rest) => {
    const before = await standing(opened.ledger);
    const heard = await rawly(
      door.port,
      `POST /v1/receipts/sms/aliyun/${secrets.a} HTTP/1.1\r\nhost: door\r\n${rest}`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect(JSON.parse(heard.slice(heard.indexOf('\r\n\r\n')))).toMatchObject({ status: 413, code: 1 });
    expect(await standing(opened.ledger)).toEqual(before);
  });

  test('a body that never ends is hung up on', async () => {
    const before = await standing(opened.ledger);
    const startedMs = Date.now();
    const heard = await rawly(
      door.port,
      `POST /v1/receipts/sms/aliyun/${secrets.a} HTTP/1.1\r\nhost: door\r\ntransfer-encoding: chunked\r\n\r\n2\r\n[{\r\n`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(Date.now() - startedMs).toBeLessThan(5_000);
    expect(await standing(opened.ledger)).toEqual(before);
  });
});

describe('an address that is not the right one', () => {
  const places = [
    ['a wrong secret', `/v1/receipts/sms/aliyun/${secrets.a.slice(0, -1)}f`],
    ['no secret', '/v1/receipts/sms/aliyun/'],
    ['a longer secret', `/v1/receipts/sms/aliyun/${secrets.a}x`],
    ['a very long secret', `/v1/receipts/sms/aliyun/${secrets.a.repeat(20)}`],
    ['the secret of the other route', `/v1/receipts/sms/aliyun/${secrets.b}`],
    ['a route nobody uses', `/v1/receipts/sms/tencent/${secrets.a}`],
    ['a channel there is none of', `/v1/receipts/fax/aliyun/${secrets.a}`],
    ['a provider called like a property', `/v1/receipts/sms/constructor/${secrets.a}`],
    ['a broken escape', `/v1/receipts/sms/aliyun/${secrets.a}%zz`],
    ['something after the secret', `/v1/receipts/sms/aliyun/${secrets.a}/more`],
  ] as const;

  test('is answered the same, whichever part of it is wrong, and nothing is taken', async () => {
    const sent = await sentAttempt(opened.ledger);
    const answers = await Promise.all(places.map(([, path]) => send(`${door.url}${path}`, [rowOf(sent)])));
    for (const answer of answers) expect(answered(answer)).toEqual(notFound);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await settlementOf(sent.attemptId)).toBeNull();
  });

  test('is answered the same by another method, and before a bad body is looked at', async () => {
    const [, wrong] = places[0];
    const right = `/v1/receipts/sms/aliyun/${secrets.a}`;
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect(answered(await send(`${door.url}${right}`, undefined, {}, method))).toEqual(notFound);
    const malformed = await send(`${door.url}${wrong}`, '[{', { 'content-type': 'application/json' });
    expect(answered(malformed)).toEqual(notFound);
    const endless = `POST ${wrong} HTTP/1.1\r\nhost: door\r\ncontent-length: 99999999\r\nconnection: close\r\n\r\n`;
    expect(await rawly(door.port, endless)).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('never shows a secret in an answer', async () => {
    const texts = await Promise.all(
      places.map(async ([, path]) => (await send(`${door.url}${path}`, '[')).text),
    );
    texts.push((await door.push('[')).text, (await door.push([{}])).text);
    for (const text of texts) for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  });
});

test('neither a secret nor a number stands in anything logged by all of this', () => {
  expect(door.logged().split('\n').length).toBeGreaterThan(3);
  for (const value of [...Object.values(secrets), canaryNumber]) expect(door.logged()).not.toContain(value);
});
