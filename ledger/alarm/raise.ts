import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** That one was opened or resolved, in the trail, for whoever watches: in the same statement, so that neither is without the other. */
const told = (kind: 'alarm-opened' | 'alarm-resolved', from: string): string =>
  `INSERT INTO event (at, kind, detail)
   SELECT $3::timestamptz, '${kind}', jsonb_build_object('kind', $1::text, 'subject', $2::text) FROM ${from}`;

/** Opens an alarm, or counts it once more where it is open; true if it was opened. */
export async function raiseAlarm(
  tx: Queryable,
  kind: AlarmKind,
  subject: string,
  at: number,
): Promise<boolean> {
  const [row] = await tx.query<{ times: number }>(
    `WITH raised AS (
       INSERT INTO alarm (kind, subject, opened_at, last_at) VALUES ($1, $2, $3, $3)
       ON CONFLICT (kind, subject) WHERE resolved_at IS NULL
       DO UPDATE SET times = alarm.times + 1, last_at = excluded.last_at RETURNING times
     ), told AS (${told('alarm-opened', 'raised WHERE times = 1')})
     SELECT times FROM raised`,
    [kind, subject, instant(at)],
  );
  return row?.times === 1;
}

/** Resolves an open alarm whose reason is gone. */
export const resolveAlarm = (tx: Queryable, kind: AlarmKind, subject: string, at: number): Promise<unknown> =>
  tx.query(
    `WITH resolved AS (
       UPDATE alarm SET resolved_at = $3 WHERE kind = $1 AND subject = $2 AND resolved_at IS NULL RETURNING kind
     ) ${told('alarm-resolved', 'resolved')}`,
    [kind, subject, instant(at)],
  );

export interface AlarmRow {
  readonly alarmId: number;
  readonly kind: AlarmKind;
  readonly subject: string;
  readonly openedAt: number;
  readonly lastAt: number;
  readonly times: number;
}

/** Open alarms, the newest first. */
export const openAlarms = (tx: Queryable, most: number): Promise<AlarmRow[]> =>
  tx.query<AlarmRow>(
    `SELECT alarm_id AS "alarmId", kind, subject, opened_at AS "openedAt", last_at AS "lastAt", times
       FROM alarm WHERE resolved_at IS NULL ORDER BY last_at DESC LIMIT $1`,
    [most],
  );

/** All open alarms of one kind. */
export const openAlarmsOf = (tx: Queryable, kind: AlarmKind): Promise<Pick<AlarmRow, 'subject'>[]> =>
  tx.query<Pick<AlarmRow, 'subject'>>(
    `SELECT subject FROM alarm WHERE kind = $1 AND resolved_at IS NULL ORDER BY alarm_id`,
    [kind],
  );
