/** Lines in which notices stand that are held to one opening. */
import { forgetLines, takePlace } from '../../ledger/opening/take-place.js';
import type { PlaceSought } from '../../ledger/opening/take-place.js';
import { openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';

let opened: OpenedLedger;
beforeAll(async () => {
  opened = await openedLedger();
});
afterAll(() => opened.close());

const nine = Date.parse('2026-11-03T01:00:00Z');
const take = (sought: Partial<PlaceSought> = {}) =>
  opened.worker.transaction((tx) =>
    takePlace(tx, { opensAt: nine, route: 'sms/aliyun', isFinalDecision: true, ...sought }),
  );

test('everybody has a place of their own, however many take one at once', async () => {
  const places = await Promise.all(Array.from({ length: 50 }, () => take({ route: 'sms/crowded' })));
  expect(places.sort((one, other) => one - other)).toEqual(Array.from({ length: 50 }, (_one, nth) => nth));
});

test('final decisions stand behind final decisions alone, all others behind everybody', async () => {
  const inTurn: number[] = [];
  for (const isFinalDecision of [true, false, false, true, false])
    inTurn.push(await take({ isFinalDecision }));
  expect(inTurn).toEqual([0, 1, 2, 1, 4]);
});

test('each route and each opening has a line of its own', async () => {
  expect(await take({ route: 'sms/other' })).toBe(0);
  expect(await take({ route: 'sms/other', opensAt: nine + 86_400_000 })).toBe(0);
  expect(await take({ route: 'sms/other' })).toBe(1);
});

test('a place that is given back with its transaction is taken by the next', async () => {
  const route = 'sms/given-back';
  await opened.worker
    .transaction(async (tx) => {
      await takePlace(tx, { opensAt: nine, route, isFinalDecision: true });
      throw new Error('undone');
    })
    .catch(() => undefined);
  expect(await take({ route })).toBe(0);
});

test('lines of openings that are over are forgotten', async () => {
  const route = 'sms/over';
  await take({ route });
  await take({ route, opensAt: nine + 3_600_000 });
  await forgetLines(opened.worker, nine + 1);
  expect(await take({ route })).toBe(0);
  expect(await take({ route, opensAt: nine + 3_600_000 })).toBe(1);
});
