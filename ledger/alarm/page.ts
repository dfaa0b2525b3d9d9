import { alarmsAbout } from '../../domain/alarm/alarm.js';
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';
import type { AlarmRow } from './raise.js';

export interface AlarmFilter {
  readonly openOnly: boolean;
  readonly kind?: AlarmKind;
  /** Of applications of these branch regions, or of none: a route's alarm is everybody's. */
  readonly regions?: readonly string[];
}

export interface AlarmShown extends AlarmRow {
  readonly resolvedAt: number | null;
  /** The application it is about, where it is about one on record. */
  readonly applicationId: string | null;
}

/** Alarms by when they were opened, the newest first; `most` of them before a number. */
export function alarmsBefore(
  tx: Queryable,
  { openOnly, kind, regions }: AlarmFilter,
  { before, most }: { readonly before?: number; readonly most: number },
): Promise<AlarmShown[]> {
  const values: unknown[] = [
    alarmsAbout('application'),
    alarmsAbout('notice'),
    alarmsAbout('task'),
    alarmsAbout('attempt'),
    alarmsAbout('approval'),
  ];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    ...(openOnly ? ['alarm.resolved_at IS NULL'] : []),
    ...(kind === undefined ? [] : [`alarm.kind = ${given(kind)}`]),
    ...(before === undefined ? [] : [`alarm.alarm_id < ${given(before)}`]),
    ...(regions === undefined ? [] : [ofRegions(given([...regions]))]),
  ];
  return tx.query<AlarmShown>(
    `SELECT alarm.alarm_id AS "alarmId", alarm.kind, alarm.subject, alarm.opened_at AS "openedAt",
            alarm.last_at AS "lastAt", alarm.times, alarm.resolved_at AS "resolvedAt",
            a.application_id AS "applicationId"
       FROM alarm
       LEFT JOIN application a ON a.application_id = CASE
              WHEN alarm.kind = ANY($1) THEN alarm.subject
              WHEN alarm.kind = ANY($2) THEN split_part(alarm.subject, '/', 1)
              WHEN alarm.kind = ANY($3) THEN (SELECT application_id FROM human_task WHERE task_id = ${uuidIn('$3')})
              WHEN alarm.kind = ANY($4) THEN (SELECT application_id FROM attempt WHERE attempt_id = ${uuidIn('$4')})
              WHEN alarm.kind = ANY($5) THEN (SELECT application_id FROM approval WHERE approval_id = ${uuidIn('$5')})
            END
      ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
      ORDER BY alarm.alarm_id DESC LIMIT ${given(most)}`,
    values,
    'anew',
  );
}

/** The subject where it is an id of ours; of other kinds it is never read as one. */
const uuidIn = (kinds: string): string =>
  `CASE WHEN alarm.kind = ANY(${kinds}) AND alarm.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        THEN alarm.subject::uuid END`;
