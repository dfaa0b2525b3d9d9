import type { Route } from '../../domain/attempt/route.js';
import type { ReplySaid } from '../../domain/reply/reply.js';
import type { Queryable } from '../ledger.js';

export interface ReplyRow extends ReplySaid {
  readonly replyId: string;
  readonly route: Route;
  /** When the applicant sent it, as the provider has it. */
  readonly repliedAt: number | null;
  readonly receivedAt: number;
  /** What it says; empty once the application's data was erased. */
  readonly sealed: Buffer;
}

/** An application has few; of more than these the newest are told. */
export const mostReplies = 200;

/** What an applicant replied, the newest first. */
export const repliesOfApplication = (tx: Queryable, applicationId: string): Promise<ReplyRow[]> =>
  tx.query<ReplyRow>(
    `SELECT reply_id AS "replyId", route, unsubscribes, complains, sealed, replied_at AS "repliedAt",
            received_at AS "receivedAt"
       FROM reply WHERE application_id = $1 ORDER BY received_at DESC, reply_id LIMIT $2`,
    [applicationId, mostReplies],
  );
