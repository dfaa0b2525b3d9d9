/** What became of the notices on the list of an incident, by what is on record now: asked anew each time. */
import type { AffectedCounts, AffectedState } from '../../domain/incident/affected.js';
import type { Route } from '../../domain/attempt/route.js';
import type { Stage } from '../../domain/stage/stage.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';
import { isInScope, isProof } from './scope.js';

/** A notice on the list; instants in epoch milliseconds. */
export interface AffectedRow {
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
  readonly state: AffectedState;
  readonly owedAt: number;
  /** When the message that was lost was begun, and by which route. */
  readonly lostAt: number;
  readonly lostRoute: Route;
  readonly listedAt: number;
  /** When the applicant heard of it, or nobody had to tell them any more; null until then. */
  readonly toldAt: number | null;
  /** By which route, or by whom. */
  readonly toldBy: string | null;
  /** The open task of it. */
  readonly taskId: string | null;
  readonly taskDueAt: number | null;
  /** It is sent once more by another route, or was. */
  readonly isResendOrdered: boolean;
}

const state = `CASE
  WHEN told.state IS NOT NULL THEN told.state
  WHEN n.state IN ('superseded', 'withdrawn') THEN 'needless'
  WHEN n.state = 'completed-by-staff' OR (task.state = 'completed' AND task.outcome <> 'unreachable')
    THEN 'told-by-staff'
  WHEN n.state = 'unreachable' OR task.outcome = 'unreachable' THEN 'unreachable'
  WHEN task.state = 'open' THEN 'with-staff'
  WHEN n.state = 'delivered' THEN 'unproven'
  ELSE 'under-way' END`;

const ofNotice = (alias: string): string =>
  `${alias}.application_id = l.application_id AND ${alias}.stage = l.stage AND ${alias}.round = l.round`;

/** The list, each row with the proof that the applicant was told, and the last task of staff to tell them. */
const list = `
  FROM incident_notice l
  JOIN incident i USING (incident_id)
  JOIN notice n ON ${ofNotice('n')}
  LEFT JOIN LATERAL (
    SELECT a.settled_at AS at, a.route,
           CASE WHEN ${isInScope('a')} THEN 'told-late' WHEN a.purpose = 'resend' THEN 'told-by-resend'
                ELSE 'told-otherwise' END AS state
      FROM attempt a WHERE ${ofNotice('a')} AND ${isProof('a')} ORDER BY a.settled_at LIMIT 1) told ON true
  LEFT JOIN LATERAL (
    SELECT t.task_id, t.state, t.outcome, t.staff_ref, t.finished_at, t.due_at
      FROM human_task t
     WHERE t.application_id = l.application_id AND ${ofNotice('t')} AND t.kind = 'deliver-by-hand'
     ORDER BY t.opened_at DESC, t.task_id LIMIT 1) task ON true`;

/** An order of which nothing came may be given again. */
const resendOrdered = `l.resend_report_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM event e WHERE e.application_id = l.application_id AND e.kind = 'resend-not-sent'
     AND e.detail ->> 'reportId' = l.resend_report_id::text)`;

/** A place in the list, which goes by application: behind it one goes on. */
export interface AffectedPlace {
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
}

/** A part of a list: behind a place, and up to another. */
interface PartOfList {
  readonly behind?: AffectedPlace;
  readonly upTo?: AffectedPlace;
}

/** What became of so many is asked in one statement: some fifty milliseconds, however long the list is. */
const partOfList = 5_000;

/** The list from a place on in parts of so many rows; what comes to stand there meanwhile is in the last one. */
async function* partsOfList(
  tx: Queryable,
  incidentId: number,
  { behind, most }: { readonly behind?: AffectedPlace | undefined; readonly most: number },
): AsyncGenerator<PartOfList> {
  for (let from = behind; ;) {
    const part = from === undefined ? {} : { behind: from };
    const { where, values } = within(incidentId, part);
    const [upTo] = await tx.query<AffectedPlace>(
      `SELECT l.application_id AS "applicationId", l.stage, l.round FROM incident_notice l WHERE ${where}
        ORDER BY l.application_id, l.stage, l.round OFFSET ${most - 1} LIMIT 1`,
      values,
      'anew',
    );
    yield upTo === undefined ? part : { ...part, upTo };
    if (upTo === undefined) return;
    from = upTo;
  }
}

/** The rows of a part, as a condition with its values. */
function within(incidentId: number, { behind, upTo }: PartOfList) {
  const values: unknown[] = [incidentId];
  const place = (one: AffectedPlace): string =>
    `(${[one.applicationId, one.stage, one.round].map((value) => `$${values.push(value)}`).join(', ')})`;
  const conditions = [
    'l.incident_id = $1',
    ...(behind === undefined ? [] : [`(l.application_id, l.stage, l.round) > ${place(behind)}`]),
    ...(upTo === undefined ? [] : [`(l.application_id, l.stage, l.round) <= ${place(upTo)}`]),
  ];
  return { where: conditions.join(' AND '), values };
}

/** How many stand where. */
export async function affectedCounts(tx: Queryable, incidentId: number): Promise<AffectedCounts> {
  const counts = new Map<AffectedState, number>();
  for await (const part of partsOfList(tx, incidentId, { most: partOfList })) {
    const { where, values } = within(incidentId, part);
    const rows = await tx.query<{ state: AffectedState; count: number }>(
      `SELECT ${state} AS state, count(*) AS count ${list} WHERE ${where} GROUP BY 1`,
      values,
      'anew',
    );
    for (const row of rows) counts.set(row.state, (counts.get(row.state) ?? 0) + row.count);
  }
  return Object.fromEntries(counts);
}

export interface AffectedFilter {
  readonly states?: readonly AffectedState[];
  readonly isResendOrdered?: boolean;
  /** Of applications of these branch regions, or of none. */
  readonly regions?: readonly string[];
}

/** A page of the list behind a place. */
export async function affectedAfter(
  tx: Queryable,
  incidentId: number,
  filter: AffectedFilter,
  { behind, most }: { readonly behind?: AffectedPlace; readonly most: number },
): Promise<AffectedRow[]> {
  const found: AffectedRow[] = [];
  const isFiltered = Object.values(filter).some((one) => one !== undefined);
  const parts = partsOfList(tx, incidentId, { behind, most: isFiltered ? Math.max(partOfList, most) : most });
  for await (const part of parts) {
    found.push(...(await affectedWithin(tx, incidentId, filter, part, most - found.length)));
    if (found.length >= most) break;
  }
  return found;
}

function affectedWithin(
  tx: Queryable,
  incidentId: number,
  { states, isResendOrdered, regions }: AffectedFilter,
  part: PartOfList,
  most: number,
): Promise<AffectedRow[]> {
  const { where, values } = within(incidentId, part);
  const given = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    where,
    ...(states === undefined ? [] : [`${state} = ANY(${given([...states])})`]),
    ...(isResendOrdered === undefined ? [] : [`(${resendOrdered}) = ${given(isResendOrdered)}`]),
    ...(regions === undefined
      ? []
      : [
          `EXISTS (SELECT FROM application a WHERE a.application_id = l.application_id
                      AND ${ofRegions(given([...regions]))})`,
        ]),
  ];
  return tx.query<AffectedRow>(
    `SELECT l.application_id AS "applicationId", l.stage, l.round, ${state} AS state, n.owed_at AS "owedAt",
            lost.intended_at AS "lostAt", lost.route AS "lostRoute", l.listed_at AS "listedAt",
            CASE WHEN told.state IS NOT NULL THEN told.at
                 WHEN task.state = 'completed' THEN task.finished_at
                 WHEN n.state NOT IN ('delivered') THEN n.finished_at END AS "toldAt",
            coalesce(told.route, CASE WHEN task.state = 'completed' THEN task.staff_ref END) AS "toldBy",
            CASE WHEN task.state = 'open' THEN task.task_id END AS "taskId",
            CASE WHEN task.state = 'open' THEN task.due_at END AS "taskDueAt",
            ${resendOrdered} AS "isResendOrdered"
       ${list}
       JOIN attempt lost ON lost.attempt_id = l.attempt_id
      WHERE ${conditions.join(' AND ')}
      ORDER BY l.application_id, l.stage, l.round LIMIT ${given(most)}`,
    values,
    'anew',
  );
}

/** The whole list page by page: as long as it is, one page of it is in memory. The last page may be empty. */
export async function* affectedPages(
  tx: Queryable,
  incidentId: number,
  most: number,
  filter: AffectedFilter = {},
): AsyncGenerator<AffectedRow[]> {
  for (let behind: AffectedRow | undefined; ;) {
    const place = { most, ...(behind === undefined ? {} : { behind }) };
    const rows: AffectedRow[] = await affectedAfter(tx, incidentId, filter, place);
    yield rows;
    behind = rows.at(-1);
    if (rows.length < most) return;
  }
}

/** Of which incident an order to send once more is part: what it is about is not sent by. */
export async function targetOfResend(tx: Queryable, reportId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ target: string }>(
    `SELECT i.target FROM incident_notice l JOIN incident i USING (incident_id) WHERE l.resend_report_id = $1`,
    [reportId],
  );
  return row?.target;
}

/** Puts down that a notice on the list is sent once more. */
export const markResent = (
  tx: Queryable,
  incidentId: number,
  { applicationId, stage, round }: AffectedPlace,
  reportId: string,
): Promise<unknown> =>
  tx.query(
    `UPDATE incident_notice SET resend_report_id = $5
      WHERE incident_id = $1 AND application_id = $2 AND stage = $3 AND round = $4`,
    [incidentId, applicationId, stage, round, reportId],
  );
