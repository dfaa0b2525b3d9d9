import type { AlarmKind } from '../../domain/alarm/alarm.js';
import type { Queryable } from '../ledger.js';

/** Open alarms by kind; those that have any. */
export const countOpenAlarms = (
  tx: Queryable,
): Promise<{ readonly kind: AlarmKind; readonly count: number }[]> =>
  tx.query(`SELECT kind, count(*) AS count FROM alarm WHERE resolved_at IS NULL GROUP BY kind`);
