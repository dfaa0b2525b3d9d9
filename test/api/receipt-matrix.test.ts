/**
 * What must hold of receipts whoever pushes them: late, duplicate, reordered, for the wrong attempt, forged,
 * malformed or oversized. Each provider is answered in its own words, what stands only ever gets better, and
 * what cannot be matched is kept.
 */
import { randomUUID } from 'node:crypto';
import { openAlarms } from '../../ledger/alarm/raise.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import { endLingering, settleAttempt } from '../../ledger/attempt/settle.js';
import { receiptReaders } from '../../api/receipt/readers.js';
import { acceptAttempt, sentAttempt } from '../client/receipt/sent.js';
import type { Sent } from '../client/receipt/sent.js';
import { openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { intendedAttempt, startMs } from '../ledger/owed-notice.js';
import { canaryNumber, openDoor, secrets, send } from './door-world.js';
import type { Answer, OpenDoor } from './door-world.js';
import { pushingProviders } from './receipt-protocols.js';
import type { Named, Says } from './receipt-protocols.js';
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

const settlementOf = async ({ attemptId }: Named) =>
  (await findAttempt(opened.ledger, attemptId))?.settlement ?? null;
/** What is kept of an attempt's reports, in no order: several may have come in one millisecond. */
const verdictsOf = async ({ attemptId }: Named): Promise<string[]> => {
  const rows = await opened.ledger.query<{ verdict: string }>(
    'SELECT verdict FROM receipt WHERE attempt_id = $1',
    [attemptId],
  );
  return rows.map(({ verdict }) => verdict).sort();
};
const alarmsOf = async ({ attemptId }: Named): Promise<string[]> =>
  (await openAlarms(opened.ledger, 1_000)).flatMap(({ kind, subject }) =>
    subject.includes(attemptId) ? [kind] : [],
  );
const timesTold = ({ attemptId }: Named): number =>
  door.stories.told.filter(({ message }) => message.kind === 'receipt' && message.attemptId === attemptId)
    .length;
const stranger = (): Named => ({ attemptId: randomUUID(), messageId: randomUUID() });
const answered = ({ status, text }: Answer) => ({ status, body: JSON.parse(text) as unknown });

test('every protocol that has a door is in the matrix', () => {
  const withDoor = Object.values(receiptReaders).filter((reader) => reader !== undefined);
  expect(pushingProviders).toHaveLength(withDoor.length);
});

describe.each(pushingProviders)('receipts by $route', (provider) => {
  const { route, secret, taken, says } = provider;
  const recorded = { status: 200, body: taken };
  /** An error of ours, in no provider's words for "taken". */
  const refused = (status: number) => ({
    status,
    body: expect.objectContaining({ status, code: 1 }) as unknown,
  });

  const post = (text: string, at: string = secret) =>
    send(`${door.url}/v1/receipts/${route}/${at}`, text, {
      'content-type': 'application/json',
      ...provider.sign?.(text),
    });
  const push = async (...entries: readonly unknown[]) =>
    answered(await post(JSON.stringify(provider.body(entries))));
  const report = (sent: Named, what: Says = 'delivered') => push(provider.entry(sent, what));
  const sentOne = (): Promise<Sent> => sentAttempt(opened.ledger, { route });
  const canFail = says.includes('undelivered');

  test('late: past the horizon and after silence was declared, a delivery counts and is told', async () => {
    const sent = await sentOne();
    await settleAttempt(opened.ledger, sent.attemptId, { settlement: 'no-receipt', at: startMs + 60_000 });
    expect(await report(sent)).toEqual(recorded);
    expect(await settlementOf(sent)).toBe('delivered');
    await standingAtRest(opened.ledger);
    expect(timesTold(sent)).toBe(1);
    expect(await alarmsOf(sent)).toEqual([]);
  });

  test('duplicate: in one push, again, and many at once, it is taken each time and kept and told once', async () => {
    const [sent, other] = [await sentOne(), await sentOne()];
    const [entry, another] = [provider.entry(sent, 'delivered'), provider.entry(other, 'delivered')];
    expect(await push(entry, entry)).toEqual(recorded);
    expect(await push(entry)).toEqual(recorded);
    const atOnce = await Promise.all(Array.from({ length: 8 }, () => push(another, entry)));
    for (const answer of atOnce) expect(answer).toEqual(recorded);
    await standingAtRest(opened.ledger);
    for (const one of [sent, other]) {
      expect(await settlementOf(one)).toBe('delivered');
      expect(await verdictsOf(one)).toEqual(['settles']);
      expect(timesTold(one)).toBe(1);
    }
  });

  test('reordered: before the answer to the very call, it settles the attempt and stays', async () => {
    const early = { attemptId: await intendedAttempt(opened.ledger, { route }), messageId: randomUUID() };
    expect(await report(early)).toEqual(recorded);
    expect(await settlementOf(early)).toBe('delivered');
    await acceptAttempt(opened.ledger, early.attemptId, early.messageId);
    await endLingering(opened.ledger, early.attemptId);
    expect(await report(early)).toEqual(recorded);
    expect(await findAttempt(opened.ledger, early.attemptId)).toMatchObject({
      outcome: 'accepted',
      settlement: 'delivered',
      providerMessageId: early.messageId,
    });
    expect(await verdictsOf(early)).toEqual(['settles']);
  });

  if (canFail) {
    test('reordered: a delivery wins over a failure however it is told, and a report on the way changes nothing', async () => {
      const [together, apart] = [await sentOne(), await sentOne()];
      const inOnePush = (['not-yet', 'undelivered', 'delivered', 'not-yet'] as const).map((what) =>
        provider.entry(together, what),
      );
      expect(await push(...inOnePush)).toEqual(recorded);
      for (const what of ['undelivered', 'delivered', 'not-yet'] as const)
        expect(await report(apart, what)).toEqual(recorded);
      for (const one of [together, apart]) {
        expect(await settlementOf(one)).toBe('delivered');
        expect(await verdictsOf(one)).toEqual(['settles', 'settles', 'undecided']);
        expect(await alarmsOf(one)).toEqual([]);
      }
    });

    test('reordered: a failure after the delivery is kept, taken, told to nobody, and one alarm', async () => {
      const sent = await sentOne();
      for (const what of ['delivered', 'undelivered', 'undelivered'] as const)
        expect(await report(sent, what)).toEqual(recorded);
      expect(await settlementOf(sent)).toBe('delivered');
      expect(await verdictsOf(sent)).toEqual(['contradicts', 'settles']);
      expect(await alarmsOf(sent)).toEqual(['contradicting-receipt']);
      await standingAtRest(opened.ledger);
      expect(timesTold(sent)).toBe(1);
    });
  }

  test('for the wrong attempt: nobody’s, another route’s or mixed up, it is taken, kept and settles nothing', async () => {
    const [one, other] = [await sentOne(), await sentOne()];
    const elsewhere = await sentAttempt(opened.ledger, { route: 'sms/aliyun-b' });
    const before = await standing(opened.ledger);
    const mixed = provider.namesMessage
      ? [
          { attemptId: one.attemptId, messageId: other.messageId },
          { attemptId: one.attemptId, messageId: randomUUID() },
        ]
      : [];
    const wrong = [stranger(), elsewhere, ...mixed];
    expect(await push(...wrong.map((named) => provider.entry(named, 'delivered')))).toEqual(recorded);
    const after = await standing(opened.ledger);
    expect(after).toMatchObject({ unmatched: before.unmatched + wrong.length, settled: before.settled });
    for (const sent of [one, other, elsewhere]) expect(await settlementOf(sent)).toBeNull();
    expect(await report(one)).toEqual(recorded);
    expect([await settlementOf(one), await settlementOf(other)]).toEqual(['delivered', null]);
  });

  test('forged: by any secret but its own it finds no door, and nothing is kept of it', async () => {
    const sent = await sentOne();
    const before = await standingAtRest(opened.ledger);
    const text = JSON.stringify(provider.body([provider.entry(sent, 'delivered')]));
    const others = Object.values(secrets).filter((one) => one !== secret);
    for (const wrong of [...others, `${secret}x`, secret.slice(1), secret.toLowerCase()])
      expect(answered(await post(text, wrong))).toEqual(refused(404));
    expect(await standing(opened.ledger)).toEqual(before);
    expect(await settlementOf(sent)).toBeNull();
  });

  if (provider.sign !== undefined)
    test('forged: with the secret, but without its signature or with another body’s, it is refused', async () => {
      const sent = await sentOne();
      const before = await standingAtRest(opened.ledger);
      const text = JSON.stringify(provider.body([provider.entry(sent, 'delivered')]));
      const url = `${door.url}/v1/receipts/${route}/${secret}`;
      for (const headers of [{}, provider.sign?.(JSON.stringify(provider.body([]))) ?? {}])
        expect(answered(await send(url, text, headers))).toEqual(refused(401));
      expect(await standing(opened.ledger)).toEqual(before);
    });

  test.each([
    ['cut off', '[{"biz_id":"1",'],
    ['nothing', ''],
    ['HTML', '<html><body>502 Bad Gateway</body></html>'],
    ['a byte order mark alone', '\ufeff'],
  ])('malformed: %s is counted, and asked for again', async (_what, text) => {
    const before = await standingAtRest(opened.ledger);
    expect(answered(await post(text))).toEqual(refused(400));
    expect(await standing(opened.ledger)).toEqual({ ...before, malformed: before.malformed + 1 });
  });

  test.each([
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"delivered"'],
    ['a list in a list, 20,000 deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['an object of its own', '{"__proto__":{"receipts":[]},"constructor":{"acknowledgements":[]}}'],
  ])('malformed: %s is taken, since it would come no better again, and counted once', async (_what, text) => {
    const before = await standingAtRest(opened.ledger);
    expect(answered(await post(text))).toEqual(recorded);
    expect(await standing(opened.ledger)).toEqual({ ...before, malformed: before.malformed + 1 });
  });

  test('malformed: whatever stands in a field, each entry is kept or counted, and the good ones settle', async () => {
    const [first, last] = [await sentOne(), await sentOne()];
    const odd = [
      ...[
        null,
        true,
        -1,
        7,
        1e300,
        [],
        {},
        ['x'],
        '',
        ' ',
        'a\u0000b',
        '\ud800',
        '"; DROP TABLE receipt; --',
      ],
      ...[
        'x'.repeat(5_000),
        '9999-99-99 99:99:99',
        '+275760-09-13T00:00:00Z',
        canaryNumber,
        Number(canaryNumber),
      ],
    ];
    const whole = provider.entry(stranger(), 'delivered');
    const spoilt = Object.keys(whole).flatMap((field) => [
      { ...provider.entry(stranger(), 'delivered'), [field]: undefined },
      ...odd.map((value) => ({ ...provider.entry(stranger(), 'delivered'), [field]: value })),
    ]);
    const entries = [...odd, ...spoilt];
    const before = await standingAtRest(opened.ledger);
    expect(
      await push(provider.entry(first, 'delivered'), ...entries, provider.entry(last, 'delivered')),
    ).toEqual(recorded);
    const after = await standing(opened.ledger);
    expect(after.malformed - before.malformed + (after.unmatched - before.unmatched)).toBe(entries.length);
    expect(after.settled - before.settled).toBe(2);
    for (const sent of [first, last]) expect(await settlementOf(sent)).toBe('delivered');
  });

  test('oversized: more than 1 MiB, or than 1,000 reports, is refused whole, and the next push taken', async () => {
    const sent = await sentOne();
    const before = await standingAtRest(opened.ledger);
    const entry = provider.entry(sent, 'delivered');
    expect(await push(entry, { ...entry, more: 'x'.repeat(1024 * 1024) })).toEqual(refused(413));
    expect(await push(...Array.from({ length: 1_001 }, () => entry))).toEqual(refused(413));
    expect(await standing(opened.ledger)).toEqual(before);
    expect(await report(sent)).toEqual(recorded);
    expect(await settlementOf(sent)).toBe('delivered');
  });
});

test('after all of it the door lives, and no number or secret is in what it logged or kept', async () => {
  expect((await send(`${door.url}/readyz`, undefined, {}, 'GET')).status).toBe(200);
  for (const value of [...Object.values(secrets), canaryNumber]) expect(door.logged()).not.toContain(value);
  for (const table of ['receipt', 'event', 'alarm', 'attempt']) {
    const [kept] = await opened.ledger.query<{ rows: number; leaks: number }>(
      `SELECT count(*) AS rows, count(*) FILTER (WHERE t::text LIKE $1) AS leaks FROM ${table} t`,
      [`%${canaryNumber}%`],
    );
    expect([table, kept?.leaks]).toEqual([table, 0]);
  }
});
