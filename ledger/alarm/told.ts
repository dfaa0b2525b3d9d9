import type { Piece } from '../../domain/alarm/telling.js';
import type { Queryable } from '../ledger.js';

/** That somebody was told of an alarm, or of one of the same spell; instants in epoch milliseconds. */
export interface ToldOfAlarm extends Pick<Piece, 'what' | 'step'> {
  /** Of which alarm that was asked about. */
  readonly alarmId: number;
  readonly responder: string;
  readonly decidedAt: number;
  readonly channel: 'email' | 'webhook' | null;
  readonly state: 'pending' | 'taken' | 'given-up' | null;
  /** When it was taken, or given up. */
  readonly settledAt: number | null;
  readonly trouble: string | null;
}

/** Who was told what of these alarms, by which way, in the order in which it was decided. */
export const toldOfAlarms = (tx: Queryable, alarmIds: readonly number[]): Promise<ToldOfAlarm[]> =>
  tx.query<ToldOfAlarm>(
    `SELECT alarm.alarm_id AS "alarmId", told.responder, told.what, told.step, message.decided_at AS "decidedAt",
            copy.channel, copy.state, copy.settled_at AS "settledAt", copy.trouble
       FROM alarm JOIN alarm_told told USING (spell_id) JOIN alarm_message message USING (message_id)
       LEFT JOIN alarm_delivery copy USING (message_id)
      WHERE alarm.alarm_id = ANY($1) ORDER BY message.decided_at, told.message_id, copy.channel, copy.address_digest`,
    [[...alarmIds]],
  );
