import { setTimeout } from 'node:timers/promises';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { Ledger, Queryable } from '../../ledger/ledger.js';
import { acknowledge, backlog, enqueue, isReportWaiting, takeDue } from '../../ledger/outbox/outbox.js';
import { openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';
import { reportedApplication, stageReport, startMs } from './owed-notice.js';

const idsOf = (rows: readonly { outboxId: number }[]): number[] => rows.map(({ outboxId }) => outboxId);

describe('the outbox', () => {
  let opened: OpenedLedger;
  let ledger: Ledger;
  let applicationId: NoticeKey['applicationId'];
  let reportId: string;
  beforeAll(async () => {
    opened = await openedLedger();
    ledger = opened.ledger;
    applicationId = await reportedApplication(ledger);
    reportId = await stageReport(ledger, { applicationId, stage: 'final-decision', round: 1 });
  });
  afterEach(() => ledger.query('DELETE FROM outbox'));
  afterAll(() => opened.close());

  const write = (nextAt = startMs) =>
    enqueue(ledger, applicationId, { kind: 'reported', reportId }, { writtenAt: startMs, nextAt });
  const fill = async (count: number): Promise<number[]> => {
    const ids: number[] = [];
    for (let index = 0; index < count; index += 1) ids.push(await write());
    return ids;
  };

  test('gives two relays at the same time different messages, oldest first, and never more than asked for', async () => {
    const written = await fill(30);
    const taken: number[][] = [];
    // Both transactions are open until each has taken: neither can see what the other has committed.
    const bothTook = meeting(2);
    const relay = (most: number) =>
      ledger.transaction(async (tx: Queryable) => {
        taken.push(idsOf(await takeDue(tx, startMs, most)));
        await bothTook();
      });
    await Promise.all([relay(10), relay(12)]);
    const all = taken.flat();
    expect(new Set(all).size).toBe(22);
    expect(all.sort((a, b) => a - b)).toEqual(written.slice(0, 22));
    for (const ids of taken) expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(idsOf(await takeDue(ledger, startMs, 100))).toEqual(written.slice(22));
    expect(await takeDue(ledger, startMs, 100)).toEqual([]);
  });

  test('shares three hundred messages among four relays, each told once', async () => {
    const written = await fill(300);
    const told: number[] = [];
    const relay = async () => {
      for (;;) {
        const rows = await takeDue(ledger, startMs, 7);
        if (rows.length === 0) return;
        told.push(...idsOf(rows));
        await acknowledge(ledger, idsOf(rows));
      }
    };
    await Promise.all([relay(), relay(), relay(), relay()]);
    expect(told.sort((a, b) => a - b)).toEqual(written);
    expect(await backlog(ledger)).toEqual({ count: 0, oldestAt: null });
  });

  test('waits twice as long after each try, a minute at most, however long the outage', async () => {
    await write();
    let now = startMs;
    const waitsMs: number[] = [];
    for (let tries = 1; tries <= 9; tries += 1) {
      const [row] = await takeDue(ledger, now, 1);
      expect(row).toMatchObject({ applicationId, tries, message: { kind: 'reported', reportId } });
      const [{ nextAt } = { nextAt: 0 }] = await ledger.query<{ nextAt: number }>(
        'SELECT next_at AS "nextAt" FROM outbox',
      );
      waitsMs.push(nextAt - now);
      expect(await takeDue(ledger, nextAt - 1, 1)).toEqual([]);
      now = nextAt;
    }
    expect(waitsMs).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000));
    await ledger.query('UPDATE outbox SET tries = 1000000');
    expect(await takeDue(ledger, now, 1)).toMatchObject([{ tries: 1_000_001 }]);
    expect(await takeDue(ledger, now + 60_000, 1)).toHaveLength(1);
  });

  test('leaves a message alone until it is due, and lets an acknowledged one go', async () => {
    const early = await write(startMs);
    const late = await write(startMs + 2_000);
    expect(idsOf(await takeDue(ledger, startMs + 1_999, 10))).toEqual([early]);
    expect(await isReportWaiting(ledger, applicationId)).toBe(true);
    expect(await backlog(ledger)).toEqual({ count: 2, oldestAt: startMs });
    await acknowledge(ledger, [early, late]);
    expect(await isReportWaiting(ledger, applicationId)).toBe(false);
    expect(await takeDue(ledger, startMs + 1e9, 10)).toEqual([]);
  });

  test('holds nothing of a transaction that was undone', async () => {
    const undone = ledger.transaction(async (tx) => {
      const times = { writtenAt: startMs, nextAt: startMs };
      await enqueue(tx, applicationId, { kind: 'reported', reportId }, times);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await backlog(ledger)).toEqual({ count: 0, oldestAt: null });
  });
});

/** A point that nobody passes before `count` have come to it; who waits in vain fails. */
function meeting(count: number): () => Promise<void> {
  let come = 0;
  let open = (): void => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    come += 1;
    if (come === count) open();
    const alone = new AbortController();
    await Promise.race([
      all,
      setTimeout(5_000, undefined, { signal: alone.signal }).then(() => {
        throw new Error('the others never came');
      }),
    ]).finally(() => alone.abort());
  };
}
