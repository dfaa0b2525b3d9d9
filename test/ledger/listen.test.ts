import { Ledger } from '../../ledger/ledger.js';
import { announceReceipt, receiptChannel } from '../../ledger/receipt/channel.js';
import { gateTo } from './gate.js';
import { ask, openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';

const eventually = async (what: string, holds: () => Promise<boolean> | boolean): Promise<void> => {
  const deadlineMs = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadlineMs) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('listening to the ledger', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger();
  });
  // Also after a failed test nothing may be left that keeps the run from ending.
  const leftovers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of leftovers.splice(0).reverse()) await end();
  });
  afterAll(() => opened.close());

  /** Listens until the test is over, or stops before. */
  async function listen(ledger: Ledger): Promise<{ heard: string[]; stop: () => Promise<void> }> {
    const heard: string[] = [];
    const listening = ledger.listen(receiptChannel, (payload) => heard.push(payload));
    leftovers.push(() => listening.stop());
    await listening.ready;
    return { heard, stop: () => listening.stop() };
  }

  const listeners = async (): Promise<number[]> =>
    (
      await ask<{ pid: number }>(
        opened.database.superUrl,
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
      )
    ).map(({ pid }) => pid);

  test('hears what is committed, and nothing of what is undone', async () => {
    const { heard, stop } = await listen(opened.ledger);
    const undone = opened.ledger.transaction(async (tx) => {
      await announceReceipt(tx, 'undone');
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await opened.ledger.transaction((tx) => announceReceipt(tx, 'kept'));
    await eventually('it was heard', () => heard.length > 0);
    expect(heard).toEqual(['kept']);
    await stop();
  });

  test('goes on after its connection was ended, again and again, over one connection', async () => {
    const { heard, stop } = await listen(opened.ledger);
    for (const word of ['first', 'second']) {
      const [pid] = await listeners();
      await ask(opened.database.superUrl, 'SELECT pg_terminate_backend($1, 5000)', [pid]);
      await eventually('it listens again', async () => {
        const pids = await listeners();
        return pids.length === 1 && pids[0] !== pid;
      });
      await announceReceipt(opened.ledger, word);
      await eventually('it hears again', () => heard.includes(word));
    }
    expect(heard).toEqual(['first', 'second']);
    await stop();
    await eventually('nobody listens any more', async () => (await listeners()).length === 0);
  });

  test('goes on after it was turned away for a while, and leaves nothing behind', async () => {
    const url = new URL(opened.database.url);
    const gate = await gateTo(Number(url.port));
    leftovers.push(() => gate.close());
    url.port = String(gate.port);
    const ledger = new Ledger({ url: url.href });
    leftovers.push(() => ledger.close());
    const { heard, stop } = await listen(ledger);
    gate.shut();
    await eventually('it tried in vain, twice', () => gate.turnedAway() === 2);
    gate.open();
    await eventually('it listens again', async () => (await listeners()).length === 1);
    await announceReceipt(opened.ledger, 'back');
    await eventually('it hears again', () => heard.includes('back'));
    gate.shut();
    await stop();
    await eventually('nobody listens any more', async () => (await listeners()).length === 0);
  });

  test('that cannot begin says so, and does not go on trying', async () => {
    const ledger = new Ledger({ url: opened.database.url.replace(/:[^:@/]+@/, ':wrong@') });
    const { ready } = ledger.listen(receiptChannel, () => undefined);
    await expect(ready).rejects.toThrow('password authentication failed');
    expect(await listeners()).toEqual([]);
    await ledger.close();
  });
});
