/** Messages about alarms: what was decided to be told to whom. */
import type { Piece } from '../../domain/alarm/telling.js';
import type { ToldAlarm } from '../../domain/alarm/message.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { joinApplication } from './application.js';

/** A copy of a message goes to each address of a responder; of the address only its digest is on record. */
export interface AlarmAddress {
  readonly digest: Buffer;
  readonly channel: 'email' | 'webhook';
}

export interface NewAlarmMessage {
  readonly messageId: string;
  readonly responder: string;
  readonly pieces: readonly Piece[];
  readonly addresses: readonly AlarmAddress[];
  readonly at: number;
  /** It was sent before it could be put on record. */
  readonly isTaken?: true;
}

/** One process at a time decides what is told; false where another does just now. To the end of the transaction. */
export async function decidesAlone(tx: Queryable): Promise<boolean> {
  const [row] = await tx.query<{ alone: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtext('bida alarm telling')) AS alone`,
  );
  return row?.alone === true;
}

/** When each responder was last sent a message. */
export async function lastMessages(
  tx: Queryable,
  responders: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ responder: string; at: number | null }>(
    `SELECT responder, (SELECT max(decided_at) FROM alarm_message WHERE responder = named.responder) AS at
       FROM unnest($1::text[]) AS named (responder)`,
    [[...responders]],
  );
  return new Map(rows.flatMap(({ responder, at }) => (at === null ? [] : [[responder, at] as const])));
}

/** Writes a message down with all it says, and a copy for each address. */
export async function insertMessage(tx: Queryable, message: NewAlarmMessage): Promise<void> {
  const { messageId, responder, pieces, addresses, at, isTaken = false } = message;
  const of = <Key extends keyof Piece>(key: Key): Piece[Key][] => pieces.map((piece) => piece[key]);
  await tx.query(`INSERT INTO alarm_message (message_id, responder, decided_at) VALUES ($1, $2, $3)`, [
    messageId,
    responder,
    instant(at),
  ]);
  await tx.query(
    `INSERT INTO alarm_told (message_id, responder, alarm_id, spell_id, what, escalation, step)
     SELECT $1, $2, * FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::int[], $7::int[])`,
    [messageId, responder, of('alarmId'), of('spellId'), of('what'), of('escalation'), of('step')],
  );
  const digests = addresses.map(({ digest }) => digest);
  await tx.query(
    `INSERT INTO alarm_address (address_digest, free_at) SELECT digest, $2 FROM unnest($1::bytea[]) AS given (digest)
     ON CONFLICT DO NOTHING`,
    [digests, instant(at)],
  );
  await tx.query(
    `INSERT INTO alarm_delivery (message_id, address_digest, channel, state, attempts, settled_at)
     SELECT $1, digest, channel, CASE WHEN $4 THEN 'taken' ELSE 'pending' END, CASE WHEN $4 THEN 1 ELSE 0 END,
            CASE WHEN $4 THEN $5::timestamptz END
       FROM unnest($2::bytea[], $3::text[]) AS given (digest, channel)`,
    [messageId, digests, addresses.map(({ channel }) => channel), isTaken, instant(at)],
  );
}

/** What a message tells of, as it stands now. */
export function alarmsOfMessage(tx: Queryable, messageId: string): Promise<ToldAlarm[]> {
  const values: unknown[] = [messageId];
  const given = (value: unknown): string => `$${values.push(value)}`;
  return tx.query<ToldAlarm>(
    `SELECT alarm.alarm_id AS "alarmId", alarm.kind, alarm.subject, a.application_id AS "applicationId",
            alarm.opened_at AS "openedAt", alarm.times, alarm.extent, alarm.resolved_at AS "resolvedAt", alarm.recurs,
            told.what, told.step,
            (SELECT acknowledged_by FROM alarm_acknowledgement hand WHERE hand.alarm_id = alarm.alarm_id
              ORDER BY acknowledgement_id DESC LIMIT 1) AS "acknowledgedBy"
       FROM alarm_told told JOIN alarm USING (alarm_id) ${joinApplication(given)}
      WHERE told.message_id = $1 ORDER BY alarm.alarm_id`,
    values,
  );
}
