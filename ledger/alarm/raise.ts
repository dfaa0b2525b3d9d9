import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** That one was opened or resolved, in the trail, for whoever watches: in the same statement, so that neither is without the other. */
const told = (kind: 'alarm-opened' | 'alarm-resolved', from: string): string =>
  `INSERT INTO event (at, kind, detail)
   SELECT $3::timestamptz, '${kind}', jsonb_build_object('kind', $1::text, 'subject', $2::text) FROM ${from}`;

export interface Raising {
  /** How much it is about now, where that is counted: whoever has it in hand is told again once there is twice as much. */
  readonly extent?: number;
  /** False where it is only seen to stand, again and again, and has not happened once more. */
  readonly counts?: boolean;
}

/** Opens an alarm, or counts it once more where it is open; true if it was opened. */
export async function raiseAlarm(
  tx: Queryable,
  kind: AlarmKind,
  subject: string,
  at: number,
  { extent, counts = true }: Raising = {},
): Promise<boolean> {
  // Of a row that was there before, PostgreSQL says so by `xmax`.
  const [row] = await tx.query<{ opened: boolean }>(
    `WITH raised AS (
       INSERT INTO alarm (kind, subject, opened_at, last_at, extent) VALUES ($1, $2, $3, $3, $4)
       ON CONFLICT (kind, subject) WHERE resolved_at IS NULL
       DO UPDATE SET times = alarm.times + $5, last_at = excluded.last_at, extent = coalesce(excluded.extent, alarm.extent)
       RETURNING xmax = 0 AS opened
     ), told AS (${told('alarm-opened', 'raised WHERE opened')})
     SELECT opened FROM raised`,
    [kind, subject, instant(at), extent ?? null, counts ? 1 : 0],
  );
  return row?.opened === true;
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
  /** How much it is about now, where that is counted. */
  readonly extent: number | null;
}

/** Open alarms, the newest first. */
export const openAlarms = (tx: Queryable, most: number): Promise<AlarmRow[]> =>
  tx.query<AlarmRow>(
    `SELECT alarm_id AS "alarmId", kind, subject, opened_at AS "openedAt", last_at AS "lastAt", times, extent
       FROM alarm WHERE resolved_at IS NULL ORDER BY last_at DESC LIMIT $1`,
    [most],
  );

/** All open alarms of one kind. */
export const openAlarmsOf = (tx: Queryable, kind: AlarmKind): Promise<Pick<AlarmRow, 'subject'>[]> =>
  tx.query<Pick<AlarmRow, 'subject'>>(
    `SELECT subject FROM alarm WHERE kind = $1 AND resolved_at IS NULL ORDER BY alarm_id`,
    [kind],
  );

/** Which of these subjects an alarm of the kind was ever raised about. */
export async function everRaised(
  tx: Queryable,
  kind: AlarmKind,
  subjects: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ subject: string }>(
    `SELECT DISTINCT subject FROM alarm WHERE kind = $1 AND subject = ANY($2)`,
    [kind, [...subjects]],
  );
  return rows.map(({ subject }) => subject);
}

/** The number of an open alarm; undefined where none of the kind is open about the subject. */
export async function openAlarmId(
  tx: Queryable,
  kind: AlarmKind,
  subject: string,
): Promise<number | undefined> {
  const [row] = await tx.query<{ alarmId: number }>(
    `SELECT alarm_id AS "alarmId" FROM alarm WHERE kind = $1 AND subject = $2 AND resolved_at IS NULL`,
    [kind, subject],
  );
  return row?.alarmId;
}
