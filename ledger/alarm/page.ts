import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';
import { joinApplication } from './application.js';
import type { AlarmRow } from './raise.js';

export interface AlarmFilter {
  /** Those that stand, those that are over, or all. */
  readonly state: 'open' | 'resolved' | 'all';
  readonly kinds?: readonly AlarmKind[];
  /** Of applications of these branch regions, or of none: a route's alarm is everybody's. */
  readonly regions?: readonly string[];
}

export interface AlarmShown extends AlarmRow {
  readonly resolvedAt: number | null;
  /** The application it is about, where it is about one on record. */
  readonly applicationId: string | null;
  /** It came back before it had been over for long. */
  readonly recurs: boolean;
  /** Who had it in hand last, of it or of the same spell. */
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
  readonly note: string | null;
  readonly acknowledgedExtent: number | null;
}

const inState = { open: ['alarm.resolved_at IS NULL'], resolved: ['alarm.resolved_at IS NOT NULL'], all: [] };

/** Alarms by when they were opened, the newest first; `most` of them before a number. */
export function alarmsBefore(
  tx: Queryable,
  { state, kinds, regions }: AlarmFilter,
  { before, most }: { readonly before?: number; readonly most: number },
): Promise<AlarmShown[]> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  return shown(
    tx,
    values,
    given,
    [
      ...inState[state],
      ...(kinds === undefined ? [] : [`alarm.kind = ANY(${given([...kinds])})`]),
      ...(before === undefined ? [] : [`alarm.alarm_id < ${given(before)}`]),
      ...(regions === undefined ? [] : [ofRegions(given([...regions]))]),
    ],
    most,
  );
}

/** One alarm, where somebody bound to these regions may see it. */
export async function findAlarm(
  tx: Queryable,
  alarmId: number,
  regions?: readonly string[],
): Promise<AlarmShown | undefined> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const [row] = await shown(
    tx,
    values,
    given,
    [
      `alarm.alarm_id = ${given(alarmId)}`,
      ...(regions === undefined ? [] : [ofRegions(given([...regions]))]),
    ],
    1,
  );
  return row;
}

const shown = (
  tx: Queryable,
  values: unknown[],
  given: (value: unknown) => string,
  conditions: readonly string[],
  most: number,
): Promise<AlarmShown[]> =>
  tx.query<AlarmShown>(
    `SELECT alarm.alarm_id AS "alarmId", alarm.kind, alarm.subject, alarm.opened_at AS "openedAt",
            alarm.last_at AS "lastAt", alarm.times, alarm.extent, alarm.recurs, alarm.resolved_at AS "resolvedAt",
            a.application_id AS "applicationId", hand.acknowledged_by AS "acknowledgedBy",
            hand.acknowledged_at AS "acknowledgedAt", hand.note, hand.extent AS "acknowledgedExtent"
       FROM alarm ${joinApplication(given)}
       LEFT JOIN LATERAL (
         SELECT acknowledged_by, acknowledged_at, note, extent FROM alarm_acknowledgement
          WHERE alarm_id IN (SELECT alarm.alarm_id UNION ALL
                             SELECT other.alarm_id FROM alarm other WHERE other.spell_id = alarm.spell_id)
          ORDER BY acknowledgement_id DESC LIMIT 1) hand ON true
      ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
      ORDER BY alarm.alarm_id DESC LIMIT ${given(most)}`,
    values,
    'anew',
  );
