import { Client } from 'pg';
import { countedByJournal, countedByNumber, countedByTrail } from '../../../bench/ladder/transactions.js';
import { Ledger } from '../../../ledger/ledger.js';
import { freshDatabase } from '../../stack/postgres.js';
import type { FreshDatabase } from '../../stack/postgres.js';

const failing = (failure: unknown): never => {
  throw failure;
};

describe('writing transactions', () => {
  let ours: FreshDatabase;
  let others: FreshDatabase;

  beforeAll(async () => {
    [ours, others] = await Promise.all([freshDatabase(), freshDatabase()]);
  });
  afterAll(() => Promise.all([ours.drop(), others.drop()]));

  async function write(url: string, times: number): Promise<void> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('CREATE TABLE IF NOT EXISTS written (n int)');
    await client.query('BEGIN');
    await client.query('INSERT INTO written VALUES (0)');
    await client.query('COMMIT');
    for (let n = 1; n < times; n += 1) {
      await client.query('INSERT INTO written VALUES ($1)', [n]);
      await client.query('SELECT count(*) FROM written');
    }
    await client.end();
  }

  test('of one database are told from those of another on the same server by its journal', async () => {
    const name = new URL(ours.superUrl).pathname.slice(1);
    // Asked from elsewhere, or what reads the journal would stand in it.
    const journal = countedByJournal(others.superUrl, name);
    const before = await journal.mark();
    await write(ours.superUrl, 7);
    await write(others.superUrl, 20);
    const after = await journal.mark();
    // Its table is made by one more.
    expect(await journal.between(before, after)).toBe(8);
    expect(await journal.between(after, await journal.mark())).toBe(0);
  });

  test('are counted by their numbers, whoever they are of, and reading has none', async () => {
    const ledger = new Ledger({ url: ours.superUrl, onError: failing });
    const numbers = countedByNumber(ledger);
    const before = await numbers.mark();
    await write(ours.superUrl, 5);
    expect(await numbers.between(before, await numbers.mark())).toBeGreaterThanOrEqual(5);
    await ledger.close();
  });

  test('that take a step of an application are told by the trail, however much one of them writes there', async () => {
    const ledger = new Ledger({ url: others.superUrl, onError: failing });
    await ledger.query('CREATE TABLE event (what text)');
    await ledger.query(`INSERT INTO event VALUES ('before')`);
    const steps = countedByTrail(ledger);
    const before = await steps.mark();
    await ledger.query(`INSERT INTO event VALUES ('reported'), ('planned')`);
    await write(others.superUrl, 3);
    await ledger.query(`INSERT INTO event VALUES ('delivered')`);
    const after = await steps.mark();
    await ledger.query(`INSERT INTO event VALUES ('after')`);
    expect(await steps.between(before, after)).toBe(2);
    await ledger.close();
  });
});
