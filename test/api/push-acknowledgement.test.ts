import { randomUUID } from 'node:crypto';
import { findAttempt } from '../../ledger/attempt/find.js';
import { sentAttempt } from '../client/receipt/sent.js';
import { openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { eventually } from '../workflows/stage/eventually.js';
import { openDoor, secrets, send } from './door-world.js';
import type { OpenDoor } from './door-world.js';
import { standing } from './receipt-rows.js';

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

const acknowledge = (body: unknown) => send(`${door.url}/v1/receipts/push/fcm/${secrets.push}`, body);
const pushed = () => sentAttempt(opened.ledger, { route: 'push/fcm' });
const settlementOf = async (attemptId: string) =>
  (await findAttempt(opened.ledger, attemptId))?.settlement ?? null;

describe('an acknowledgement of the bank’s app', () => {
  test('settles the push as delivered, is answered once stored, and told', async () => {
    const [one, two] = [await pushed(), await pushed()];
    const answer = await acknowledge({
      acknowledgements: [
        { reference: one.attemptId, at: '2026-11-02T10:00:03+08:00' },
        { reference: two.attemptId },
      ],
    });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ result: 'recorded' });
    for (const { attemptId } of [one, two]) expect(await settlementOf(attemptId)).toBe('delivered');
    const rows = await opened.ledger.query<{ code: string; at: string | null }>(
      `SELECT provider_code AS code, reported_at::text AS at FROM receipt WHERE attempt_id = ANY($1) ORDER BY reported_at`,
      [[one.attemptId, two.attemptId]],
    );
    expect(rows.map(({ code, at }) => [code, at !== null])).toEqual([
      ['APP_ACKNOWLEDGED', true],
      ['APP_ACKNOWLEDGED', false],
    ]);
    await eventually('both stories were told', () => {
      const told = door.stories.told.map(({ message }) => message.kind === 'receipt' && message.attemptId);
      return Promise.resolve(
        [one, two].every(({ attemptId }) => told.includes(attemptId)) ? true : undefined,
      );
    });
  });

  test('keeps the provider’s message id of the push as it was', async () => {
    const sent = await pushed();
    await acknowledge({ acknowledgements: [{ reference: sent.attemptId }] });
    expect((await findAttempt(opened.ledger, sent.attemptId))?.providerMessageId).toBe(sent.messageId);
  });

  test('that comes twice, at once or again, counts once', async () => {
    const sent = await pushed();
    const body = { acknowledgements: [{ reference: sent.attemptId }, { reference: sent.attemptId }] };
    for (let time = 0; time < 2; time += 1) expect((await acknowledge(body)).status).toBe(200);
    const rows = await opened.ledger.query('SELECT 1 FROM receipt WHERE attempt_id = $1', [sent.attemptId]);
    expect(rows).toHaveLength(1);
  });

  test('with entries nobody can read loses none of the others, and those are counted', async () => {
    const sent = await pushed();
    const before = await standing(opened.ledger);
    const bad = [null, 7, 'text', {}, { reference: 'not-ours' }, { at: '2026-11-02T10:00:03Z' }];
    const answer = await acknowledge({ acknowledgements: [...bad, { reference: sent.attemptId }] });
    expect(answer.status).toBe(200);
    expect(await settlementOf(sent.attemptId)).toBe('delivered');
    expect((await standing(opened.ledger)).malformed - before.malformed).toBe(bad.length);
  });

  test.each([[[]], [{}], [null], [{ acknowledgements: {} }], [[{ reference: randomUUID() }]]])(
    'of another shape, %j, is one entry nobody can read',
    async (body) => {
      const before = await standing(opened.ledger);
      expect((await acknowledge(body)).status).toBe(200);
      const after = await standing(opened.ledger);
      expect(after.malformed - before.malformed).toBe(1);
      expect(after.receipts).toBe(before.receipts);
    },
  );

  test('of a push nobody sent is kept as unmatched', async () => {
    const before = await standing(opened.ledger);
    expect((await acknowledge({ acknowledgements: [{ reference: randomUUID() }] })).status).toBe(200);
    expect((await standing(opened.ledger)).unmatched - before.unmatched).toBe(1);
  });

  test('settles no message of another route', async () => {
    const sms = await sentAttempt(opened.ledger);
    await acknowledge({ acknowledgements: [{ reference: sms.attemptId }] });
    expect(await settlementOf(sms.attemptId)).toBeNull();
  });

  test('that is no JSON is refused, so that it is sent again', async () => {
    const answer = await acknowledge('{"acknowledgements":[');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).not.toHaveProperty('result');
  });
});

describe('JPush’s pushes are acknowledged by the app like Firebase’s', () => {
  const byJpush = (body: unknown, secret: string = secrets.jpush) =>
    send(`${door.url}/v1/receipts/push/jpush/${secret}`, body);

  test('once, however often it is said', async () => {
    const sent = await sentAttempt(opened.ledger, { route: 'push/jpush' });
    const body = { acknowledgements: [{ reference: sent.attemptId }] };
    for (let time = 0; time < 2; time += 1) {
      const answer = await byJpush(body);
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.text)).toEqual({ result: 'recorded' });
    }
    expect(await settlementOf(sent.attemptId)).toBe('delivered');
    const rows = await opened.ledger.query('SELECT 1 FROM receipt WHERE attempt_id = $1', [sent.attemptId]);
    expect(rows).toHaveLength(1);
  });

  test('forged: with the secret of another route nothing is settled, and there is no such door', async () => {
    const sent = await sentAttempt(opened.ledger, { route: 'push/jpush' });
    const body = { acknowledgements: [{ reference: sent.attemptId }] };
    expect((await byJpush(body, secrets.push)).status).toBe(404);
    expect(await settlementOf(sent.attemptId)).toBeNull();
  });

  test('a body over the limit is refused, and nothing is settled', async () => {
    const sent = await sentAttempt(opened.ledger, { route: 'push/jpush' });
    const body = { acknowledgements: [{ reference: sent.attemptId }], padding: 'x'.repeat(1_100_000) };
    expect((await byJpush(body)).status).toBe(413);
    expect(await settlementOf(sent.attemptId)).toBeNull();
  });
});

test('a route reads receipts of its own protocol alone', async () => {
  const sent = await pushed();
  const before = await standing(opened.ledger);
  await acknowledge([
    { biz_id: sent.messageId, out_id: sent.attemptId, success: true, err_code: 'DELIVERED' },
  ]);
  expect(await settlementOf(sent.attemptId)).toBeNull();
  expect((await standing(opened.ledger)).malformed - before.malformed).toBe(1);
});

test('a route whose provider reports by mail has no door, as if it were not there', async () => {
  const answers = await Promise.all(
    [secrets.email, secrets.push].map((secret) => send(`${door.url}/v1/receipts/email/smtp/${secret}`, [])),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});
