import { endLingering } from '../../../ledger/attempt/settle.js';
import { receiptChannel } from '../../../ledger/receipt/channel.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { record, reportOf, sentAttempt } from './sent.js';

const rounds = 300;
const abreast = 10;

describe('where the lingering ends', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger(2 * abreast);
  });
  afterAll(() => opened.close());

  /** Lets the end of lingering and a receipt meet; who starts first is varied. */
  async function race(index: number): Promise<'answered' | 'told' | 'both' | 'neither'> {
    const { ledger, api, worker } = opened;
    const sent = await sentAttempt(ledger, { lingering: true });
    const headStart = async () => {
      for (let turns = index % 4; turns > 0; turns -= 1) await ledger.query('SELECT 1');
    };
    const end = async () => {
      if (index % 8 < 4) await headStart();
      return worker.transaction((tx) => endLingering(tx, sent.attemptId));
    };
    const receipt = async () => {
      if (index % 8 >= 4) await headStart();
      return record(api, reportOf(sent, index % 2 === 0 ? 'delivered' : 'undelivered'));
    };
    const [row, recorded] = await Promise.all([end(), receipt()]);
    expect(recorded.verdict).toBe('settles');
    const answered = row?.settlement !== null && row?.settlement !== undefined;
    const told = recorded.tell !== undefined;
    const inOutbox = await ledger.query('SELECT 1 FROM outbox WHERE attempt_id = $1', [sent.attemptId]);
    expect(inOutbox).toHaveLength(told ? 1 : 0);
    if (answered) return told ? 'both' : 'answered';
    return told ? 'told' : 'neither';
  }

  test('a receipt is either in the activity’s answer or told to the story, never both and never neither', async () => {
    const came = { answered: 0, told: 0, both: 0, neither: 0 };
    for (let at = 0; at < rounds; at += abreast)
      for (const which of await Promise.all(Array.from({ length: abreast }, (_, index) => race(at + index))))
        came[which] += 1;
    expect(came).toMatchObject({ both: 0, neither: 0 });
    // Both ways were seen, so the race was one.
    expect(came.answered).toBeGreaterThan(0);
    expect(came.told).toBeGreaterThan(0);
    expect(came.answered + came.told).toBe(rounds);
  });

  test('a receipt that waits for the row sees what the end of lingering left, and the other way round', async () => {
    const { ledger, api, worker } = opened;
    const first = await sentAttempt(ledger, { lingering: true });
    let receipt: ReturnType<typeof record> | undefined;
    await worker.transaction(async (tx) => {
      await endLingering(tx, first.attemptId);
      receipt = record(api, reportOf(first, 'delivered'));
      await someoneWaits();
    });
    expect((await receipt)?.tell).toBeDefined();

    const second = await sentAttempt(ledger, { lingering: true });
    await record(api, reportOf(second, 'delivered'));
    expect(await endLingering(worker, second.attemptId)).toMatchObject({
      settlement: 'delivered',
      lingering: false,
    });
  });

  test('a receipt for one who lingers is announced as soon as it can be read', async () => {
    const { ledger, api, worker } = opened;
    const heard: string[] = [];
    let settledWhenHeard: Promise<unknown[]> | undefined;
    const listening = worker.listen(receiptChannel, (attemptId) => {
      heard.push(attemptId);
      settledWhenHeard = ledger.query('SELECT settlement FROM attempt WHERE attempt_id = $1', [attemptId]);
    });
    await listening.ready;
    const [lingering, gone] = [await sentAttempt(ledger, { lingering: true }), await sentAttempt(ledger)];
    await record(api, reportOf(gone, 'delivered'));
    await record(api, reportOf(lingering, 'delivered'));
    const deadlineMs = Date.now() + 5_000;
    while (heard.length === 0 && Date.now() < deadlineMs) await new Promise(setImmediate);
    expect(heard).toEqual([lingering.attemptId]);
    expect(await settledWhenHeard).toEqual([{ settlement: 'delivered' }]);
    await listening.stop();
  });

  async function someoneWaits(): Promise<void> {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const deadlineMs = Date.now() + 10_000;
    while ((await opened.ledger.query(waiting)).length === 0)
      if (Date.now() > deadlineMs) throw new Error('nobody waits for a lock');
  }
});
