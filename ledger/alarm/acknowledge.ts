import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface HeldAlarm {
  readonly kind: AlarmKind;
  readonly subject: string;
  readonly resolvedAt: number | null;
  readonly extent: number | null;
}

/** Holds an alarm: of two who acknowledge it one comes first. */
export async function lockAlarm(tx: Queryable, alarmId: number): Promise<HeldAlarm | undefined> {
  const [row] = await tx.query<HeldAlarm>(
    `SELECT kind, subject, resolved_at AS "resolvedAt", extent FROM alarm WHERE alarm_id = $1 FOR NO KEY UPDATE`,
    [alarmId],
  );
  return row;
}

/** Who has it in hand from now on. */
export interface Acknowledgement {
  readonly alarmId: number;
  readonly by: string;
  readonly at: number;
  readonly note?: string;
  /** How much the alarm is about now. */
  readonly extent: number | null;
}

/** Puts on record that somebody has it in hand, in the trail too. */
export const insertAcknowledgement = (
  tx: Queryable,
  { alarmId, by, at, note, extent }: Acknowledgement,
): Promise<unknown> =>
  tx.query(
    `WITH acknowledged AS (
       INSERT INTO alarm_acknowledgement (alarm_id, acknowledged_by, acknowledged_at, note, extent)
       VALUES ($1, $2, $3::timestamptz, $4, $5) RETURNING alarm_id)
     INSERT INTO event (at, kind, detail)
     SELECT $3::timestamptz, 'alarm-acknowledged',
            jsonb_build_object('kind', alarm.kind, 'subject', alarm.subject, 'staffRef', $2::text)
       FROM acknowledged JOIN alarm USING (alarm_id)`,
    [alarmId, by, instant(at), note ?? null, extent],
  );
