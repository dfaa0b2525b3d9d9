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
  afterAll(() => opened.close());

  const listeners = async (): Promise<number[]> =>
    (
      await ask<{ pid: number }>(
        opened.database.superUrl,
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
      )
    ).map(({ pid }) => pid);

  test('hears what is committed, and nothing of what is undone', async () => {
    const heard: string[] = [];
    const listening = opened.ledger.listen(receiptChannel, (payload) => heard.push(payload));
    await listening.ready;
    const undone = opened.ledger.transaction(async (tx) => {
      await announceReceipt(tx, 'undone');
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await opened.ledger.transaction((tx) => announceReceipt(tx, 'kept'));
    await eventually('it was heard', () => heard.length > 0);
    expect(heard).toEqual(['kept']);
    await listening.stop();
  });

  test('goes on after its connection was ended, again and again, over one connection', async () => {
    const heard: string[] = [];
    const listening = opened.ledger.listen(receiptChannel, (payload) => heard.push(payload));
    await listening.ready;
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
    await listening.stop();
    await eventually('nobody listens any more', async () => (await listeners()).length === 0);
  });

  test('goes on after it was turned away for a while, and leaves nothing behind', async () => {
    const url = new URL(opened.database.url);
    const gate = await gateTo(Number(url.port));
    url.port = String(gate.port);
    const ledger = new Ledger({ url: url.href });
    const heard: string[] = [];
    const listening = ledger.listen(receiptChannel, (payload) => heard.push(payload));
    await listening.ready;
    gate.shut();
    await eventually('it tried in vain, twice', () => gate.turnedAway() === 2);
    gate.open();
    await eventually('it listens again', async () => (await listeners()).length === 1);
    await announceReceipt(opened.ledger, 'back');
    await eventually('it hears again', () => heard.includes('back'));
    gate.shut();
    await listening.stop();
    await gate.close();
    await eventually('nobody listens any more', async () => (await listeners()).length === 0);
    await ledger.close();
  });

  test('that cannot begin says so, and does not go on trying', async () => {
    const ledger = new Ledger({ url: opened.database.url.replace(/:[^:@/]+@/, ':wrong@') });
    const { ready } = ledger.listen(receiptChannel, () => undefined);
    await expect(ready).rejects.toThrow('password authentication failed');
    expect(await listeners()).toEqual([]);
    await ledger.close();
  });
});
