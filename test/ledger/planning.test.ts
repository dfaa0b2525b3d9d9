/** How statements travel: plans are kept where that pays, and what nobody waits for in between goes together. */
import { Ledger } from '../../ledger/ledger.js';
import { openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';

let opened: OpenedLedger;
let ledger: Ledger;
beforeAll(async () => {
  opened = await openedLedger(2);
  ledger = new Ledger({ url: opened.database.superUrl, connections: 1 });
});
afterAll(async () => {
  await ledger.close();
  await opened.close();
});

const keptOf = (text: string) =>
  ledger.query<{ count: number }>('SELECT count(*) FROM pg_prepared_statements WHERE statement = $1', [text]);

test('the plan of a statement that comes again and again is kept, by every connection once', async () => {
  const text = 'SELECT $1::integer + 1 AS sum';
  for (let value = 0; value < 6; value += 1)
    expect(await ledger.query(text, [value])).toEqual([{ sum: value + 1 }]);
  expect(await keptOf(text)).toEqual([{ count: 1 }]);
});

test('one whose values decide how it is best done is planned anew each time', async () => {
  const text = 'SELECT $1::integer + 2 AS sum';
  for (let value = 0; value < 6; value += 1)
    expect(await ledger.query(text, [value], 'anew')).toEqual([{ sum: value + 2 }]);
  expect(await keptOf(text)).toEqual([{ count: 0 }]);
});

test('statements of a transaction that nobody waits between are done in their order', async () => {
  const rows = await ledger.transaction(async (tx) => {
    const [, , found] = await Promise.all([
      tx.query('CREATE TEMPORARY TABLE step (at integer) ON COMMIT DROP'),
      tx.query('INSERT INTO step SELECT generate_series(1, $1::integer)', [3]),
      tx.query('SELECT at FROM step ORDER BY at'),
    ]);
    return found;
  });
  expect(rows).toEqual([{ at: 1 }, { at: 2 }, { at: 3 }]);
});

test('where one of them fails, the failure is that one’s, nothing of the others is committed, and the connection is good', async () => {
  await ledger.query('CREATE TABLE kept_step (at integer PRIMARY KEY)');
  const failed = ledger.transaction((tx) =>
    Promise.all([
      tx.query('INSERT INTO kept_step VALUES ($1)', [1]),
      tx.query('INSERT INTO kept_step VALUES ($1)', [1]),
      tx.query('INSERT INTO kept_step VALUES ($1)', [2]),
    ]),
  );
  await expect(failed).rejects.toThrow('SQLSTATE 23505');
  expect(await ledger.query('SELECT * FROM kept_step')).toEqual([]);
});

test('a transaction without a statement is one all the same', async () => {
  expect(await ledger.transaction(() => Promise.resolve('done'))).toBe('done');
});
