import { collidedWith } from '../../ledger/ledger.js';
import { insertNotice } from '../../ledger/notice/insert.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import { openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';
import { owedNotice, stageReport, startMs } from './owed-notice.js';

describe('one notice for an application, stage and round', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger();
  });
  afterAll(() => opened.close());
  const times = { owedAt: startMs, takenUpBy: startMs + 60_000 };

  test('a second one is refused by the ledger itself, by report as by key', async () => {
    const { ledger } = opened;
    const key = await owedNotice(ledger);
    expect(await stageReport(ledger, key).catch(collidedWith)).toBe('report_once_per_stage_and_round');
    const next = { ...key, round: 2 };
    const reportId = await stageReport(ledger, next);
    expect(await insertNotice(ledger, key, { ...times, reportId }).catch(collidedWith)).toBe('notice_pkey');
    await insertNotice(ledger, next, { ...times, reportId });
    const again = insertNotice(ledger, { ...key, round: 3 }, { ...times, reportId });
    expect(await again.catch(collidedWith)).toBe('notice_report_id_key');
    expect(await noticesOfApplication(ledger, key.applicationId)).toMatchObject([{ round: 1 }, { round: 2 }]);
  });

  test('an unfinished one always says what it waits for, and until when', async () => {
    const { applicationId } = await owedNotice(opened.ledger);
    for (const forgotten of ['waiting_for = NULL', 'waiting_until = NULL', `state = 'delivered'`])
      await expect(
        opened.ledger.query(`UPDATE notice SET ${forgotten} WHERE application_id = $1`, [applicationId]),
      ).rejects.toThrow('check constraint');
  });
});
