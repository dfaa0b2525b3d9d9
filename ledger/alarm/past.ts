import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface PastAlarm {
  readonly kind: AlarmKind;
  readonly subject: string;
  readonly openedAt: number;
  readonly resolvedAt: number;
}

/** When an open alarm was raised last; undefined where none is open. */
export async function lastRaised(
  tx: Queryable,
  kind: AlarmKind,
  subject: string,
): Promise<number | undefined> {
  const [row] = await tx.query<{ at: number }>(
    `SELECT last_at AS at FROM alarm WHERE kind = $1 AND subject = $2 AND resolved_at IS NULL`,
    [kind, subject],
  );
  return row?.at;
}

/** Puts an alarm on record that stood while nothing could be, with the trail; a spell of its own. Answers its number. */
export async function insertPastAlarm(
  tx: Queryable,
  { kind, subject, openedAt, resolvedAt }: PastAlarm,
): Promise<number> {
  const [row] = await tx.query<{ alarmId: number }>(
    `WITH past AS (
       INSERT INTO alarm (kind, subject, opened_at, last_at, resolved_at)
       VALUES ($1, $2, $3::timestamptz, $4::timestamptz, $4) RETURNING alarm_id),
     told AS (
       INSERT INTO event (at, kind, detail)
       SELECT moment.at, moment.kind, jsonb_build_object('kind', $1::text, 'subject', $2::text)
         FROM past, (VALUES ($3::timestamptz, 'alarm-opened'), ($4::timestamptz, 'alarm-resolved')) AS moment (at, kind))
     SELECT alarm_id AS "alarmId" FROM past`,
    [kind, subject, instant(openedAt), instant(resolvedAt)],
  );
  if (row === undefined) throw new Error('an alarm that was written is not there');
  await tx.query(`UPDATE alarm SET spell_id = alarm_id WHERE alarm_id = $1`, [row.alarmId]);
  return row.alarmId;
}
