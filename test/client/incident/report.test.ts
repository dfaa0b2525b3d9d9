/** The report: what an auditor reads of an incident, as a page and as a table. */
import { parse } from 'csv-parse/sync';
import { setIncidentRange, markProvider } from '../../../client/incident/change.js';
import { proposeCompensation } from '../../../client/incident/compensate.js';
import { incidentReport } from '../../../client/incident/report.js';
import type { ReportFormat } from '../../../client/incident/report.js';
import { reportWords } from '../../../domain/incident/report/words.js';
import { finishNotice } from '../../../ledger/notice/move.js';
import { refusalOf } from '../intake-world.js';
import { hourMs, openedIncidents, supervisor } from './incident-world.js';
import type { OpenedIncidents } from './incident-world.js';

let incidents: OpenedIncidents;
beforeEach(async () => {
  incidents = await openedIncidents();
});
afterEach(() => incidents.close());

const rowsOf = (text: string): string[][] => parse(text, { bom: true, columns: false });

async function written(incidentId: number, format: ReportFormat, language: 'zh' | 'en'): Promise<string> {
  let text = '';
  const setting = { language, timeZone: 'Asia/Shanghai' };
  for await (const piece of await incidentReport(incidents.world, incidentId, format, setting)) text += piece;
  return text;
}

async function told(): Promise<{ incidentId: number; ids: string[] }> {
  const { world, open, lost, look, ledger, time } = incidents;
  const [one, other] = [await lost({ province: '广东' }), await lost({ province: '广东' })];
  const incidentId = await open({ province: '广东', reason: '<b>no receipts</b>' });
  await look(incidentId);
  time.now += 2 * hourMs;
  await finishNotice(ledger, one, 'completed-by-staff', time.now);
  await markProvider(world, incidentId, { mark: 'notified' }, supervisor);
  await setIncidentRange(world, incidentId, { until: time.now }, supervisor);
  await proposeCompensation(world, incidentId, { actor: supervisor, reason: 'late' });
  return { incidentId, ids: [one.applicationId, other.applicationId] };
}

test('the page says what it was about, what the provider said when, how far it is, and each notice with when it was told', async () => {
  const { incidentId, ids } = await told();
  const page = await written(incidentId, 'html', 'zh');
  expect(page).toContain(`<h1>事故报告 ${incidentId}</h1>`);
  for (const text of [
    'sms/aliyun · 广东',
    '通知服务商',
    '没有记录',
    '尚未结束',
    '待审批',
    '等待员工告知',
    '已由员工告知',
  ])
    expect(page).toContain(text);
  for (const id of ids) expect(page).toContain(`<td>${id}</td>`);
  // What somebody wrote is no markup, and nothing is fetched from anywhere.
  expect(page).toContain('&lt;b&gt;no receipts&lt;/b&gt;');
  expect(page).not.toMatch(/<script|https?:|src=/);
  expect(page).toContain('2026-11-02 12:00:00');
  const english = await written(incidentId, 'html', 'en');
  expect(english).toContain(`<html lang="en">`);
  expect(english).not.toMatch(/[\u4e00-\u9fff](?<!广|东)/);
});

test('the table has a row for each notice, and its columns are those of the page', async () => {
  const { incidentId, ids } = await told();
  const text = await written(incidentId, 'csv', 'en');
  const rows = rowsOf(text);
  expect(rows[0]).toEqual(reportWords.en.columns);
  expect(
    rows
      .slice(1)
      .map(([id]) => id)
      .sort(),
  ).toEqual([...ids].sort());
  const row = rows.find(([id]) => id === ids[0]) ?? [];
  expect(row.slice(5, 11)).toEqual([
    'sms/aliyun',
    'told by staff',
    '2026-11-02 12:00:00',
    '',
    '120',
    'waits to be agreed to',
  ]);
});

test('of an incident there is not, there is no report', async () => {
  expect(await refusalOf(written(99, 'html', 'zh'))).toMatchObject({ code: 'incident-unknown' });
});

/** So many more like one that is there: its application, report, notice and message. */
async function multiply(applicationId: string, count: number): Promise<void> {
  const id = `'M-' || lpad(g::text, 5, '0')`;
  const uuid = `md5(${id})::uuid`;
  const ids: Readonly<Record<string, string>> = {
    application: `'application_id', ${id}`,
    report: `'application_id', ${id}, 'report_id', ${uuid}`,
    notice: `'application_id', ${id}, 'report_id', ${uuid}`,
    attempt: `'application_id', ${id}, 'attempt_id', ${uuid}`,
  };
  for (const [table, changed] of Object.entries(ids))
    await incidents.ledger.query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object(${changed}))).*
         FROM ${table} t, generate_series(1, $2) g WHERE t.application_id = $1
          ${table === 'report' ? `AND t.kind = 'stage'` : ''}`,
      [applicationId, count],
    );
}

test('a list of many pages is made and written as a whole, and nothing of it twice', async () => {
  const { open, lost, look } = incidents;
  const { applicationId } = await lost();
  await multiply(applicationId, 1_200);
  const incidentId = await open();
  expect(await look(incidentId)).toMatchObject({ affected: 1_201 });
  const rows = rowsOf(await written(incidentId, 'csv', 'zh'));
  expect(new Set(rows.map(([id]) => id)).size).toBe(1_202);
});
