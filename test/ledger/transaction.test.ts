import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { Ledger } from '../../ledger/ledger.js';
import { ask, openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';
import { startMs } from './owed-notice.js';

describe('a transaction of the ledger', () => {
  let opened: OpenedLedger;
  let ledger: Ledger;
  const idleFailures: Error[] = [];
  beforeAll(async () => {
    opened = await openedLedger(1);
    ledger = new Ledger({
      url: opened.database.url,
      connections: 2,
      onError: (failure) => idleFailures.push(failure),
    });
  });
  afterEach(() => ask(opened.database.migrateUrl, 'DELETE FROM alarm'));
  afterAll(async () => {
    await ledger.close();
    await opened.close();
  });

  const alarms = () => ledger.query('SELECT 1 FROM alarm');
  const terminate = (pid: number) =>
    ask(opened.database.superUrl, 'SELECT pg_terminate_backend($1, 5000)', [pid]);
  const pidOf = async (tx: Pick<Ledger, 'query'>): Promise<number> =>
    (await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid ?? 0;

  test('is undone when its body throws, and gives its connection back', async () => {
    for (let round = 0; round < 20; round += 1)
      await expect(
        ledger.transaction(async (tx) => {
          await raiseAlarm(tx, 'workflow-gone', 'A-1', startMs);
          throw new Error('on the way');
        }),
      ).rejects.toThrow('on the way');
    expect(await alarms()).toEqual([]);
  });

  test('never answers as if committed where a statement of it had failed', async () => {
    const answered = ledger.transaction(async (tx) => {
      await raiseAlarm(tx, 'workflow-gone', 'A-1', startMs);
      await tx.query('SELECT 1 / 0').catch(() => undefined);
      return 'done';
    });
    await expect(answered).rejects.toThrow('nothing was committed');
    expect(await alarms()).toEqual([]);
  });

  test('fails, and only it, when its connection is lost between two statements', async () => {
    const cut = ledger.transaction(async (tx) => {
      await raiseAlarm(tx, 'workflow-gone', 'A-1', startMs);
      const pid = await pidOf(tx);
      await terminate(pid);
      await raiseAlarm(tx, 'workflow-gone', 'A-2', startMs);
    });
    await expect(cut).rejects.toThrow();
    expect(await alarms()).toEqual([]);
    expect(await ledger.transaction((tx) => raiseAlarm(tx, 'workflow-gone', 'A-3', startMs))).toBe(true);
  });

  test('finds a new connection after an idle one was lost, which is told', async () => {
    const pid = await pidOf(ledger);
    await terminate(pid);
    const deadlineMs = Date.now() + 5_000;
    while (idleFailures.length === 0 && Date.now() < deadlineMs) await new Promise(setImmediate);
    expect(idleFailures).toHaveLength(1);
    expect(await pidOf(ledger)).not.toBe(pid);
  });
});
