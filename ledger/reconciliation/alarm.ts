/** One alarm a day for whatever of the day's lists was never reported, however much it is. */
import type { NoticeKey } from '../../domain/ids/ids.js';
import { raiseAlarm, resolveAlarm } from '../alarm/raise.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { countUnreported, isAnyUnreported } from './judged.js';

/** However much it is, so much is enough to know. */
const mostCounted = 10_000;

/** Raises or resolves the alarm of a day as its lists stand at `at`. */
export async function judgeDay(
  tx: Queryable,
  day: string,
  { at, graceMs }: { readonly at: number; readonly graceMs: number },
): Promise<void> {
  const extent = await countUnreported(tx, day, at - graceMs, mostCounted);
  if (extent > 0) await raiseAlarm(tx, 'decision-unreported', day, at, { extent });
  else await resolveAlarm(tx, 'decision-unreported', day, at);
}

/**
 * Resolves the alarms whose last reason was that this stage had not been reported. Almost always one look at a small
 * index finds none; where others of the day are still missing, if only within their grace, the sweep goes on looking.
 */
export async function resolveReported(
  tx: Queryable,
  { applicationId, stage, round }: NoticeKey,
  at: number,
): Promise<void> {
  const days = await tx.query<{ day: string }>(
    `SELECT alarm.subject AS day FROM reconciled_decision decision
       JOIN reconciliation list USING (reconciliation_id)
       JOIN alarm ON alarm.kind = 'decision-unreported' AND alarm.subject = list.day::text AND alarm.resolved_at IS NULL
      WHERE NOT decision.known AND decision.application_id = $1 AND decision.stage = $2 AND decision.round = $3`,
    [applicationId, stage, round],
  );
  for (const { day } of days)
    if (!(await isAnyUnreported(tx, day, at))) await resolveAlarm(tx, 'decision-unreported', day, at);
}

/** Lists whose grace is over and that were not looked at since; the oldest first. */
export const listsToJudge = (
  tx: Queryable,
  putUntil: number,
): Promise<{ reconciliationId: number; day: string }[]> =>
  tx.query(
    `SELECT reconciliation_id AS "reconciliationId", day::text FROM reconciliation list
      WHERE put_at <= $1 AND NOT EXISTS (SELECT FROM reconciliation_judged judged
                                          WHERE judged.reconciliation_id = list.reconciliation_id)
      ORDER BY put_at LIMIT 100`,
    [instant(putUntil)],
  );

/** Remembers that a list was looked at after its grace. */
export const markJudged = (tx: Queryable, reconciliationId: number, at: number): Promise<unknown> =>
  tx.query(
    `INSERT INTO reconciliation_judged (reconciliation_id, judged_at) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    [reconciliationId, instant(at)],
  );
