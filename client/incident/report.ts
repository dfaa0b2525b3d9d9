/** The report of an incident, page by page of its list: as long as that is, little of it is in memory at once. */
import { stringify } from 'csv-stringify/sync';
import { Refusal } from '../../domain/failure/catalogue.js';
import { cellsOf } from '../../domain/incident/report/cells.js';
import type { ReportHead, ReportLine, ReportSetting } from '../../domain/incident/report/facts.js';
import { reportBottom, reportRow, reportTop } from '../../domain/incident/report/html.js';
import { reportWords } from '../../domain/incident/report/words.js';
import { compensationsOfApplications } from '../../ledger/compensation/row.js';
import type { CompensationRow } from '../../ledger/compensation/row.js';
import { affectedPages } from '../../ledger/incident/affected.js';
import type { AffectedRow } from '../../ledger/incident/affected.js';
import { scopeOf } from '../../ledger/incident/row.js';
import type { Ledger } from '../../ledger/ledger.js';
import { readIncident } from './read.js';
import type { IncidentWorld } from './world.js';

export type ReportFormat = 'html' | 'csv';

const page = 500;

/** Its pieces in order. A {@link Refusal} `incident-unknown` before the first. */
export async function incidentReport(
  world: Pick<IncidentWorld, 'ledger' | 'clock'>,
  incidentId: number,
  format: ReportFormat,
  setting: ReportSetting,
): Promise<AsyncGenerator<string>> {
  const head = await headOf(world, incidentId);
  return format === 'html' ? htmlOf(world.ledger, head, setting) : csvOf(world.ledger, head, setting);
}

async function* htmlOf(ledger: Ledger, head: ReportHead, setting: ReportSetting): AsyncGenerator<string> {
  yield reportTop(head, setting);
  for await (const lines of linesOf(ledger, head.incidentId))
    yield lines.map((line) => reportRow(line, setting)).join('');
  yield reportBottom(head, setting);
}

/** With a byte order mark, by which spreadsheets know the encoding; nothing in it is taken for a formula. */
async function* csvOf(ledger: Ledger, head: ReportHead, setting: ReportSetting): AsyncGenerator<string> {
  const written = (rows: readonly (readonly string[])[]): string =>
    stringify(rows as string[][], { record_delimiter: 'windows', escape_formulas: true });
  yield `\uFEFF${written([reportWords[setting.language].columns])}`;
  for await (const lines of linesOf(ledger, head.incidentId))
    yield written(lines.map((line) => cellsOf(line, setting)));
}

async function headOf(
  world: Pick<IncidentWorld, 'ledger' | 'clock'>,
  incidentId: number,
): Promise<ReportHead> {
  const whole = await readIncident(world, incidentId);
  if (whole === undefined) throw new Refusal('incident-unknown');
  const { incident, provider, counts, progress, compensation } = whole;
  const { reason, openedBy, openedAt, dueAt, closedAt, closedBy, confirmedBy } = incident;
  return {
    incidentId,
    scope: scopeOf(incident),
    ...{ reason, openedBy, openedAt, dueAt, provider, counts, progress, compensation },
    ...(closedAt === null || closedBy === null
      ? {}
      : { closed: { at: closedAt, by: closedBy, ...(confirmedBy === null ? {} : { confirmedBy }) } }),
    madeAt: world.clock.now(),
  };
}

async function* linesOf(ledger: Ledger, incidentId: number): AsyncGenerator<ReportLine[]> {
  for await (const rows of affectedPages(ledger, incidentId, page)) {
    const ids = rows.map(({ applicationId }) => applicationId);
    const compensations = new Map(
      (await compensationsOfApplications(ledger, incidentId, ids)).map((one) => [one.applicationId, one]),
    );
    yield rows.map((row) => lineOf(row, compensations.get(row.applicationId)));
  }
}

function lineOf(row: AffectedRow, compensation: CompensationRow | undefined): ReportLine {
  const { applicationId, stage, round, state, owedAt, lostAt, lostRoute, toldAt, toldBy } = row;
  return {
    ...{ applicationId, stage, round, state, owedAt, lostAt, lostRoute },
    ...(toldAt === null ? {} : { toldAt }),
    ...(toldBy === null ? {} : { toldBy }),
    ...(compensation === undefined
      ? {}
      : {
          compensation: {
            state: compensation.state,
            ...(compensation.toldAt === null ? {} : { toldAt: compensation.toldAt }),
            ...(compensation.toldBy === null ? {} : { toldBy: compensation.toldBy }),
          },
        }),
  };
}
