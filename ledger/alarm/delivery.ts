/** Copies of messages on their way to an address each. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import type { AlarmAddress } from './message.js';

/** A copy somebody has taken on: nobody else sends it until then. */
export interface ClaimedCopy {
  readonly messageId: string;
  readonly responder: string;
  readonly decidedAt: number;
  readonly digest: Buffer;
  readonly channel: AlarmAddress['channel'];
  readonly claimedUntil: number;
}

/** Addresses to which something may go now, whoever sends it; takes no lock. */
export const addressesWaiting = (tx: Queryable, now: number): Promise<{ digest: Buffer }[]> =>
  tx.query<{ digest: Buffer }>(
    `SELECT address_digest AS digest FROM alarm_address address
      WHERE free_at <= $1 AND EXISTS (SELECT FROM alarm_delivery copy
              WHERE copy.address_digest = address.address_digest AND copy.state = 'pending'
                AND (copy.claimed_until IS NULL OR copy.claimed_until <= $1))`,
    [instant(now)],
  );

export interface Claim {
  readonly now: number;
  /** Until when the copy is nobody else's. */
  readonly until: number;
  /** The next may go there from then on. */
  readonly freeAt: number;
}

/**
 * Takes on what goes to an address next, in the transaction given; nothing where another process does so just now, or the
 * address is to be left alone. What failed before comes after what was not tried yet, so that one message no other holds up.
 */
export async function claimCopy(
  tx: Queryable,
  digest: Buffer,
  { now, until, freeAt }: Claim,
): Promise<ClaimedCopy | undefined> {
  const [free] = await tx.query(
    `SELECT 1 FROM alarm_address WHERE address_digest = $1 AND free_at <= $2 FOR NO KEY UPDATE SKIP LOCKED`,
    [digest, instant(now)],
  );
  if (free === undefined) return undefined;
  const [row] = await tx.query<Omit<ClaimedCopy, 'digest' | 'claimedUntil'>>(
    `UPDATE alarm_delivery copy SET claimed_until = $3 FROM alarm_message message
      WHERE message.message_id = copy.message_id AND copy.address_digest = $1 AND copy.message_id = (
        SELECT one.message_id FROM alarm_delivery one JOIN alarm_message its USING (message_id)
         WHERE one.address_digest = $1 AND one.state = 'pending'
           AND (one.claimed_until IS NULL OR one.claimed_until <= $2)
         ORDER BY one.attempts, its.decided_at, one.message_id LIMIT 1)
     RETURNING copy.message_id AS "messageId", message.responder, message.decided_at AS "decidedAt", copy.channel`,
    [digest, instant(now), instant(until)],
  );
  if (row === undefined) return undefined;
  await tx.query(`UPDATE alarm_address SET free_at = $2 WHERE address_digest = $1`, [
    digest,
    instant(freeAt),
  ]);
  return { ...row, digest, claimedUntil: until };
}

/** It was taken: on record with the trail; answers how often the address had failed before. */
export async function settleTaken(tx: Queryable, copy: ClaimedCopy, at: number): Promise<number> {
  const failures = await failuresOf(tx, copy.digest);
  await tx.query(`UPDATE alarm_address SET failures = 0 WHERE address_digest = $1 AND failures > 0`, [
    copy.digest,
  ]);
  await tx.query(
    `WITH taken AS (
       UPDATE alarm_delivery SET state = 'taken', settled_at = $3::timestamptz, attempts = attempts + 1, claimed_until = NULL,
              trouble = NULL
        WHERE message_id = $1 AND address_digest = $2 AND state = 'pending' RETURNING channel)
     INSERT INTO event (at, kind, detail)
     SELECT $3::timestamptz, 'alarm-told', jsonb_build_object('responder', $4::text, 'channel', channel) FROM taken`,
    [copy.messageId, copy.digest, instant(at), copy.responder],
  );
  return failures;
}

/** Holds an address, and answers how often in a row nothing was taken there. */
async function failuresOf(tx: Queryable, digest: Buffer): Promise<number> {
  const [row] = await tx.query<{ failures: number }>(
    `SELECT failures FROM alarm_address WHERE address_digest = $1 FOR NO KEY UPDATE`,
    [digest],
  );
  return row?.failures ?? 0;
}

/**
 * It was not taken: tried again once the address is free, or given up. Answers how often in a row nothing was taken there;
 * undefined where somebody else had taken the copy on by then.
 */
export async function settleFailed(
  tx: Queryable,
  copy: ClaimedCopy,
  failed: { readonly at: number; readonly trouble: string; readonly giveUp: boolean },
  freeAfter: (failures: number) => number,
): Promise<number | undefined> {
  const failures = (await failuresOf(tx, copy.digest)) + 1;
  const rows = await tx.query(
    `UPDATE alarm_delivery SET attempts = attempts + 1, claimed_until = NULL, trouble = $4,
            state = CASE WHEN $5 THEN 'given-up' ELSE state END, settled_at = CASE WHEN $5 THEN $6::timestamptz END
      WHERE message_id = $1 AND address_digest = $2 AND state = 'pending' AND claimed_until = $3 RETURNING 1`,
    [
      copy.messageId,
      copy.digest,
      instant(copy.claimedUntil),
      failed.trouble,
      failed.giveUp,
      instant(failed.at),
    ],
  );
  if (rows.length === 0) return undefined;
  await tx.query(`UPDATE alarm_address SET failures = $2, free_at = $3 WHERE address_digest = $1`, [
    copy.digest,
    failures,
    instant(freeAfter(failures)),
  ]);
  return failures;
}

/** Gives back what was taken on and not sent after all. */
export const giveBackCopy = (
  tx: Queryable,
  { messageId, digest, claimedUntil }: ClaimedCopy,
): Promise<unknown> =>
  tx.query(
    `UPDATE alarm_delivery SET claimed_until = NULL
      WHERE message_id = $1 AND address_digest = $2 AND state = 'pending' AND claimed_until = $3`,
    [messageId, digest, instant(claimedUntil)],
  );
