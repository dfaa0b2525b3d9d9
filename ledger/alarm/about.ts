import type { AlarmKind } from '../../domain/alarm/alarm.js';
import type { Queryable } from '../ledger.js';

/** Open alarms about any of these subjects (an application, or a notice by its name). */
export const openAlarmsAbout = (
  tx: Queryable,
  subjects: readonly string[],
): Promise<{ kind: AlarmKind; subject: string }[]> =>
  tx.query(`SELECT kind, subject FROM alarm WHERE resolved_at IS NULL AND subject = ANY($1)`, [
    [...subjects],
  ]);
