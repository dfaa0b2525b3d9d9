import type { IncidentScope } from '../../domain/incident/incident.js';
import type { CarrierGuess, ProvinceGuess } from '../../domain/contact/number-segment.js';
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** An incident as it is on record; instants in epoch milliseconds. */
export interface IncidentRow {
  readonly incidentId: number;
  readonly target: string;
  readonly province: ProvinceGuess | null;
  readonly carrier: CarrierGuess | null;
  readonly fromAt: number;
  readonly untilAt: number | null;
  readonly alarmId: number | null;
  /** Of that alarm. */
  readonly alarmKind: AlarmKind | null;
  readonly alarmOpenedAt: number | null;
  readonly alarmResolvedAt: number | null;
  readonly openedBy: string;
  readonly reason: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly reminders: number;
  readonly overdueAt: number | null;
  /** When its list was last brought up to date. */
  readonly lookedAt: number | null;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  readonly confirmedBy: string | null;
}

const columns = `i.incident_id AS "incidentId", i.target, i.province, i.carrier, i.from_at AS "fromAt",
  i.until_at AS "untilAt", i.alarm_id AS "alarmId", alarm.kind AS "alarmKind", alarm.opened_at AS "alarmOpenedAt",
  alarm.resolved_at AS "alarmResolvedAt", i.opened_by AS "openedBy", i.reason, i.opened_at AS "openedAt",
  i.due_at AS "dueAt", i.reminders, i.overdue_at AS "overdueAt", i.looked_at AS "lookedAt", i.closed_at AS "closedAt",
  i.closed_by AS "closedBy", p.decided_by AS "confirmedBy"`;
const from = `incident i LEFT JOIN alarm ON alarm.alarm_id = i.alarm_id
  LEFT JOIN approval p ON p.approval_id = i.approval_id`;

/** What it is about, as the rules have it. */
export const scopeOf = ({ target, province, carrier, fromAt, untilAt }: IncidentRow): IncidentScope => ({
  target,
  from: fromAt,
  ...(province === null ? {} : { province }),
  ...(carrier === null ? {} : { carrier }),
  ...(untilAt === null ? {} : { until: untilAt }),
});

export async function findIncident(tx: Queryable, incidentId: number): Promise<IncidentRow | undefined> {
  const [row] = await tx.query<IncidentRow>(`SELECT ${columns} FROM ${from} WHERE i.incident_id = $1`, [
    incidentId,
  ]);
  return row;
}

/** Incidents, the newest first; `most` of them before a number. */
export const incidentsBefore = (
  tx: Queryable,
  {
    state,
    before,
    most,
  }: { readonly state: 'open' | 'closed' | 'all'; readonly before?: number; readonly most: number },
): Promise<IncidentRow[]> =>
  tx.query<IncidentRow>(
    `SELECT ${columns} FROM ${from}
      WHERE i.incident_id < $1 ${inState[state]} ORDER BY i.incident_id DESC LIMIT $2`,
    [before ?? Number.MAX_SAFE_INTEGER, most],
  );

const inState = { open: 'AND i.closed_at IS NULL', closed: 'AND i.closed_at IS NOT NULL', all: '' };

/** Those that are not closed, the oldest first. */
export const openIncidents = (tx: Queryable): Promise<IncidentRow[]> =>
  tx.query<IncidentRow>(`SELECT ${columns} FROM ${from} WHERE i.closed_at IS NULL ORDER BY i.incident_id`);

/** Any number would do; every process must use the same one, and no other lock may. */
const lockSpace = 7_350_007;

/**
 * Whoever opens, changes or closes one goes after another, and whoever lists notices: no notice comes to stand on two
 * lists, and none is listed once its incident is closed. To the end of the transaction.
 */
export const lockIncidents = (tx: Queryable): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock($1)', [lockSpace]);

export interface NewIncident extends IncidentScope {
  readonly alarmId?: number;
  readonly openedBy: string;
  readonly reason: string;
  readonly openedAt: number;
  readonly dueAt: number;
}

/** Writes one down; answers its number. */
export async function insertIncident(tx: Queryable, given: NewIncident): Promise<number> {
  const [row] = await tx.query<{ incidentId: number }>(
    `INSERT INTO incident (target, province, carrier, from_at, until_at, alarm_id, opened_by, reason, opened_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING incident_id AS "incidentId"`,
    [
      given.target,
      given.province ?? null,
      given.carrier ?? null,
      instant(given.from),
      instant(given.until),
      given.alarmId ?? null,
      given.openedBy,
      given.reason,
      instant(given.openedAt),
      instant(given.dueAt),
    ],
  );
  if (row === undefined) throw new Error('an inserted incident was not returned');
  return row.incidentId;
}

/** Changes of which messages it is about. */
export const setRange = (
  tx: Queryable,
  incidentId: number,
  { from: begin, until }: { readonly from: number; readonly until?: number },
): Promise<unknown> =>
  tx.query('UPDATE incident SET from_at = $2, until_at = $3 WHERE incident_id = $1', [
    incidentId,
    instant(begin),
    instant(until),
  ]);

export const markClosed = (
  tx: Queryable,
  incidentId: number,
  { at, by, approvalId }: { readonly at: number; readonly by: string; readonly approvalId: string },
): Promise<unknown> =>
  tx.query(
    'UPDATE incident SET closed_at = $2, closed_by = $3, approval_id = $4 WHERE incident_id = $1 AND closed_at IS NULL',
    [incidentId, instant(at), by, approvalId],
  );
