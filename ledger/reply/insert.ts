import type { Route } from '../../domain/attempt/route.js';
import type { ReplySaid } from '../../domain/reply/reply.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface NewReply extends ReplySaid {
  readonly replyId: string;
  readonly route: Route;
  /** By which a repetition of it is known. */
  readonly replyKey: Buffer;
  /** Whose it is and what it says, sealed; absent where it is nobody's here. */
  readonly of?: { readonly applicationId: string; readonly sealed: Buffer };
  readonly repliedAt?: number | undefined;
  readonly receivedAt: number;
}

/** Records a reply; false where it is on record. */
export async function insertReply(tx: Queryable, given: NewReply): Promise<boolean> {
  const { replyId, route, replyKey, of, unsubscribes, complains, repliedAt, receivedAt } = given;
  const rows = await tx.query(
    `INSERT INTO reply (reply_id, application_id, route, reply_key, unsubscribes, complains, sealed, replied_at, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (route, reply_key) DO NOTHING RETURNING 1`,
    [
      replyId,
      of?.applicationId ?? null,
      route,
      replyKey,
      unsubscribes,
      complains,
      of?.sealed ?? null,
      instant(repliedAt),
      instant(receivedAt),
    ],
  );
  return rows.length === 1;
}

/** A number's owner asked for no more SMS. */
export const suppressSms = (
  tx: Queryable,
  { replyId, mobileIndex, since }: { replyId: string; mobileIndex: Buffer; since: number },
): Promise<unknown> =>
  tx.query('INSERT INTO sms_suppression (reply_id, mobile_index, since) VALUES ($1, $2, $3)', [
    replyId,
    mobileIndex,
    instant(since),
  ]);
