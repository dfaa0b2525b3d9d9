import type { CompensationState } from '../../domain/incident/compensation.js';
import { isUuid } from '../../domain/ids/ids.js';
import { ofRegions } from '../application/regions.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** A compensation as it stands; instants in epoch milliseconds. */
export interface CompensationRow {
  readonly compensationId: string;
  readonly incidentId: number;
  readonly applicationId: string;
  readonly offer: string;
  readonly state: CompensationState;
  readonly proposedAt: number;
  readonly approvalId: string;
  readonly approvedAt: number | null;
  readonly answeredAt: number | null;
  readonly taskId: string | null;
  /** When staff told the applicant of it, and who; null until then. */
  readonly toldAt: number | null;
  readonly toldBy: string | null;
}

const state = `CASE WHEN c.state = 'proposed' AND p.state = 'rejected' THEN 'declined'
  WHEN c.state = 'granted' AND t.state = 'completed' THEN 'told' ELSE c.state END`;
const columns = `c.compensation_id AS "compensationId", c.incident_id AS "incidentId",
  c.application_id AS "applicationId", c.offer, ${state} AS state, c.proposed_at AS "proposedAt",
  c.approval_id AS "approvalId", c.approved_at AS "approvedAt", c.answered_at AS "answeredAt", c.task_id AS "taskId",
  CASE WHEN t.state = 'completed' THEN t.finished_at END AS "toldAt",
  CASE WHEN t.state = 'completed' THEN t.staff_ref END AS "toldBy"`;
const from = `compensation c JOIN approval p USING (approval_id) LEFT JOIN human_task t ON t.task_id = c.task_id`;

/** Of an incident, by application; `most` of them behind one. */
export function compensationsAfter(
  tx: Queryable,
  incidentId: number,
  {
    behind = '',
    most,
    regions,
  }: { readonly behind?: string; readonly most: number; readonly regions?: readonly string[] },
): Promise<CompensationRow[]> {
  const bound =
    regions === undefined
      ? ''
      : `AND EXISTS (SELECT FROM application a WHERE a.application_id = c.application_id AND ${ofRegions('$4')})`;
  return tx.query<CompensationRow>(
    `SELECT ${columns} FROM ${from} WHERE c.incident_id = $1 AND c.application_id > $2 ${bound}
      ORDER BY c.application_id LIMIT $3`,
    [incidentId, behind, most, ...(regions === undefined ? [] : [[...regions]])],
  );
}

/** How many of an incident stand where. */
export async function compensationCounts(
  tx: Queryable,
  incidentId: number,
): Promise<Partial<Record<CompensationState, number>>> {
  const rows = await tx.query<{ state: CompensationState; count: number }>(
    `SELECT ${state} AS state, count(*) AS count FROM ${from} WHERE c.incident_id = $1 GROUP BY 1`,
    [incidentId],
  );
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

/** The one of this id; a text that is no id of ours is not put to PostgreSQL, whose log would quote it. */
export async function findCompensation(
  tx: Queryable,
  compensationId: string,
): Promise<CompensationRow | undefined> {
  if (!isUuid(compensationId)) return undefined;
  const [row] = await tx.query<CompensationRow>(
    `SELECT ${columns} FROM ${from} WHERE c.compensation_id = $1`,
    [compensationId],
  );
  return row;
}

/** Finds it and holds it: answers are taken one after another. */
export async function lockCompensation(
  tx: Queryable,
  compensationId: string,
): Promise<CompensationRow | undefined> {
  if (!isUuid(compensationId)) return undefined;
  await tx.query('SELECT 1 FROM compensation WHERE compensation_id = $1 FOR UPDATE', [compensationId]);
  return findCompensation(tx, compensationId);
}

/** Puts applicants on the list; whoever is on it stays as they are. */
export const insertCompensations = (
  tx: Queryable,
  given: {
    readonly incidentId: number;
    readonly approvalId: string;
    readonly offer: string;
    readonly at: number;
    readonly of: readonly { readonly compensationId: string; readonly applicationId: string }[];
  },
): Promise<unknown> =>
  tx.query(
    `INSERT INTO compensation (compensation_id, incident_id, application_id, offer, state, proposed_at, approval_id)
     SELECT id, $3, application_id, $4, 'proposed', $5, $6
       FROM unnest($1::uuid[], $2::text[]) AS given (id, application_id) ON CONFLICT DO NOTHING`,
    [
      given.of.map(({ compensationId }) => compensationId),
      given.of.map(({ applicationId }) => applicationId),
      given.incidentId,
      given.offer,
      instant(given.at),
      given.approvalId,
    ],
  );

/** Has those that were proposed and not agreed to be part of another proposal. */
export const proposeAgain = (tx: Queryable, incidentId: number, approvalId: string): Promise<unknown> =>
  tx.query(`UPDATE compensation SET approval_id = $2 WHERE incident_id = $1 AND state = 'proposed'`, [
    incidentId,
    approvalId,
  ]);

/** A second person agreed: each is handed to the loan system, in the same statement. */
export async function approveCompensations(tx: Queryable, approvalId: string, at: number): Promise<number> {
  const rows = await tx.query(
    `WITH approved AS (
       UPDATE compensation SET state = 'approved', approved_at = $2
        WHERE approval_id = $1 AND state = 'proposed' RETURNING compensation_id, application_id
     ), announced AS (
       INSERT INTO announcement (kind, application_id, compensation_id, occurred_at)
       SELECT 'compensation.approved', application_id, compensation_id, $2 FROM approved
     ) SELECT 1 FROM approved`,
    [approvalId, instant(at)],
  );
  return rows.length;
}

/** What the loan system answered; with whose task it is to tell the applicant, where it was granted. */
export const answerCompensation = (
  tx: Queryable,
  compensationId: string,
  {
    state: answer,
    at,
    taskId,
  }: { readonly state: 'granted' | 'refused'; readonly at: number; readonly taskId?: string },
): Promise<unknown> =>
  tx.query('UPDATE compensation SET state = $2, answered_at = $3, task_id = $4 WHERE compensation_id = $1', [
    compensationId,
    answer,
    instant(at),
    taskId ?? null,
  ]);

/** Those of these applications. */
export const compensationsOfApplications = (
  tx: Queryable,
  incidentId: number,
  applicationIds: readonly string[],
): Promise<CompensationRow[]> =>
  tx.query<CompensationRow>(
    `SELECT ${columns} FROM ${from} WHERE c.incident_id = $1 AND c.application_id = ANY($2)`,
    [incidentId, [...applicationIds]],
  );
