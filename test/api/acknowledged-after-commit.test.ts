import { Client } from 'pg';
import { findAttempt } from '../../ledger/attempt/find.js';
import { Ledger } from '../../ledger/ledger.js';
import { sentAttempt } from '../client/receipt/sent.js';
import { gateTo } from '../ledger/gate.js';
import { ask, openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { eventually } from '../workflows/stage/eventually.js';
import { canaryNumber, openDoor, secrets, send } from './door-world.js';
import type { OpenDoor } from './door-world.js';
import { rowOf, sentMessages, standing } from './receipt-rows.js';

describe('a receipt is acknowledged only once it is committed', () => {
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

  const settlementOf = async (attemptId: string) =>
    (await findAttempt(opened.ledger, attemptId))?.settlement ?? null;

  /** Another connection that has the attempt's row; `release` lets go of it. */
  const holding = async (attemptId: string) => {
    const client = new Client({ connectionString: opened.database.superUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM attempt WHERE attempt_id = $1 FOR UPDATE', [attemptId]);
    return { release: () => client.end() };
  };
  const someoneWaits = () =>
    eventually('the door waits for the row', async () => {
      const waiting = await ask(
        opened.database.superUrl,
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting.length > 0 ? true : undefined;
    });

  test('while the row is held by another there is no answer, then there is', async () => {
    const sent = await sentAttempt(opened.ledger);
    const held = await holding(sent.attemptId);
    let isAnswered = false;
    const answer = door.push([rowOf(sent)]).finally(() => (isAnswered = true));
    await someoneWaits();
    expect(isAnswered).toBe(false);
    await held.release();
    expect(await answer).toMatchObject({ status: 200, code: 0 });
    expect(await settlementOf(sent.attemptId)).toBe('delivered');
  });

  test('where the commit itself is refused, the push is not acknowledged and nothing of that receipt stays', async () => {
    const [good, refused] = await sentMessages(opened.ledger, 2);
    if (good === undefined || refused === undefined) throw new Error('two were sent');
    await ask(
      opened.database.superUrl,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today %', '${canaryNumber}'; END $$`,
    );
    await ask(
      opened.database.superUrl,
      `CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON receipt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
         WHEN (NEW.provider_message_id = '${refused.messageId}') EXECUTE FUNCTION refuse()`,
    );
    const body = [rowOf(good), rowOf(refused)];
    expect(await door.push(body)).toMatchObject({ status: 503, code: 1 });
    expect(await settlementOf(refused.attemptId)).toBeNull();
    const { text } = await door.push(body);
    expect(text).not.toContain('not today');

    await ask(opened.database.superUrl, 'DROP TRIGGER refuse ON receipt');
    expect(await door.push(body)).toMatchObject({ status: 200, code: 0 });
    expect(await settlementOf(good.attemptId)).toBe('delivered');
    expect(await settlementOf(refused.attemptId)).toBe('delivered');
  });

  test('a ledger that is too slow is given up on within 5 s, and the same push is taken later', async () => {
    const sent = await sentMessages(opened.ledger, 20);
    const [first] = sent;
    if (first === undefined) throw new Error('some were sent');
    const held = await holding(first.attemptId);
    const body = sent.map((one) => rowOf(one));
    const answer = await door.push(body);
    expect(answer).toMatchObject({ status: 503, code: 1 });
    expect(answer.tookMs).toBeLessThan(5_000);
    expect(await settlementOf(first.attemptId)).toBeNull();
    await held.release();
    expect(await door.push(body)).toMatchObject({ status: 200, code: 0 });
    for (const { attemptId } of sent) expect(await settlementOf(attemptId)).toBe('delivered');
  });

  test('while the ledger is away the push is refused at once, whole, and taken when it is back', async () => {
    const direct = new URL(opened.database.url);
    const gate = await gateTo(Number(direct.port));
    direct.port = String(gate.port);
    const ledger = new Ledger({ url: direct.href });
    const behindGate = await openDoor(ledger);
    try {
      const sent = await sentMessages(opened.ledger, 5);
      const body = sent.map((one) => rowOf(one));
      gate.shut();
      const before = await standing(opened.ledger);
      for (const pushed of [body, '[{', {}]) {
        const answer = await behindGate.push(pushed);
        expect(answer).toMatchObject({ status: 503, code: 1 });
        expect(answer.tookMs).toBeLessThan(5_000);
      }
      expect(await standing(opened.ledger)).toEqual(before);
      expect(await send(`${behindGate.url}/readyz`, undefined, {}, 'GET')).toMatchObject({ status: 503 });
      expect(await send(`${behindGate.url}/healthz`, undefined, {}, 'GET')).toMatchObject({ status: 200 });

      gate.open();
      expect(await behindGate.push(body)).toMatchObject({ status: 200, code: 0 });
      expect(await standing(opened.ledger)).toMatchObject({ settled: before.settled + 5 });
      expect(await send(`${behindGate.url}/readyz`, undefined, {}, 'GET')).toMatchObject({ status: 200 });
      for (const secret of Object.values(secrets)) expect(behindGate.logged()).not.toContain(secret);
    } finally {
      await behindGate.server.close();
      await ledger.close();
      await gate.close();
    }
  });

  test('a closed ledger is a refusal, not a crash', async () => {
    const ledger = new Ledger({ url: opened.database.url });
    const closing = await openDoor(ledger);
    await ledger.close();
    expect(await closing.push([rowOf(await sentAttempt(opened.ledger))])).toMatchObject({
      status: 503,
      code: 1,
    });
    await closing.server.close();
  });

  test('what all of this logged holds no number and no secret', () => {
    expect(door.logged()).toContain('a push could not be taken');
    for (const value of [...Object.values(secrets), canaryNumber]) expect(door.logged()).not.toContain(value);
  });
});
