import { findAttempt } from '../../ledger/attempt/find.js';
import { openAlarms } from '../../ledger/alarm/raise.js';
import { sentAttempt } from '../client/receipt/sent.js';
import type { Sent } from '../client/receipt/sent.js';
import { openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { canaryNumber, openDoor, secrets, send } from './door-world.js';
import type { OpenDoor } from './door-world.js';
import { standing, standingAtRest } from './receipt-rows.js';

let opened: OpenedLedger;
let door: OpenDoor;
beforeAll(async () => {
  opened = await openedLedger();
  door = await openDoor(opened.api);
});
afterAll(async () => {
  await door.server.close();
  await opened.close();
});

const push = (body: unknown, secret: string = secrets.tencent) =>
  send(`${door.url}/v1/receipts/sms/tencent/${secret}`, body);
const sent = () => sentAttempt(opened.ledger, { route: 'sms/tencent' });
const settlementOf = async ({ attemptId }: Sent) =>
  (await findAttempt(opened.ledger, attemptId))?.settlement ?? null;

/** A row of Tencent's callback. */
const rowOf = ({ attemptId, messageId }: Sent, changed: Record<string, unknown> = {}) => ({
  user_receive_time: '2026-11-02 10:00:03',
  nationcode: '86',
  mobile: canaryNumber,
  report_status: 'SUCCESS',
  errmsg: 'DELIVRD',
  description: '用户短信送达成功',
  sid: messageId,
  ext: attemptId,
  ...changed,
});
const failed = { report_status: 'FAIL', errmsg: 'UNDELIV', description: '用户短信送达失败' };

describe('a callback of Tencent’s', () => {
  test('is stored and acknowledged in Tencent’s words', async () => {
    const both = [await sent(), await sent()];
    const answer = await push(both.map((one) => rowOf(one)));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ result: 0, errmsg: 'OK' });
    for (const one of both) expect(await settlementOf(one)).toBe('delivered');
  });

  test('is matched by the message’s id alone where our reference is not returned', async () => {
    const one = await sent();
    await push([rowOf(one, { ext: undefined })]);
    expect(await settlementOf(one)).toBe('delivered');
  });

  test('a second time changes nothing, and a failure after a delivery is an alarm', async () => {
    const one = await sent();
    await push([rowOf(one)]);
    const before = await standingAtRest(opened.ledger);
    await push([rowOf(one)]);
    expect(await standing(opened.ledger)).toEqual(before);
    await push([rowOf(one, failed)]);
    expect(await settlementOf(one)).toBe('delivered');
    expect(await openAlarms(opened.ledger, 50)).toContainEqual(
      expect.objectContaining({ kind: 'contradicting-receipt', subject: one.attemptId }),
    );
  });

  test('a delivery wins over a failure reported before', async () => {
    const one = await sent();
    await push([rowOf(one, failed)]);
    expect(await settlementOf(one)).toBe('undelivered');
    await push([rowOf(one)]);
    expect(await settlementOf(one)).toBe('delivered');
  });

  test('for the attempt of one message and the id of another is nobody’s', async () => {
    const [one, other] = [await sent(), await sent()];
    const { unmatched } = await standing(opened.ledger);
    await push([rowOf(one, { sid: other.messageId })]);
    expect((await standing(opened.ledger)).unmatched).toBe(unmatched + 1);
    expect([await settlementOf(one), await settlementOf(other)]).toEqual([null, null]);
  });

  test('with rows nobody can read is counted, and the others are not lost', async () => {
    const one = await sent();
    const { malformed } = await standing(opened.ledger);
    await push([null, 7, { sid: 5 }, { ...rowOf(one), sid: '' }, { sid: 'x' }, rowOf(one)]);
    expect((await standing(opened.ledger)).malformed).toBe(malformed + 5);
    expect(await settlementOf(one)).toBe('delivered');
  });

  test('under another secret, or without end, is refused', async () => {
    const one = await sent();
    expect((await push([rowOf(one)], secrets.a)).status).toBe(404);
    const huge = await push([rowOf(one, { description: 'x'.repeat(3_000_000) })]);
    expect(huge.status).toBe(413);
    expect(await settlementOf(one)).toBeNull();
  });

  test('leaves no number in the log', () => {
    expect(door.logged()).not.toContain(canaryNumber);
  });
});
