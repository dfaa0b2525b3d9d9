/** Shows what an applicant replied by SMS to a member of staff. */
import { repliesOfApplication } from '../../ledger/reply/of-application.js';
import type { ReplyRow } from '../../ledger/reply/of-application.js';
import { replyPlace } from '../../runtime/sealing/places.js';
import { onRecord } from './on-record.js';
import type { RevealWorld, Viewer } from './on-record.js';

export interface RevealedReply extends Omit<ReplyRow, 'sealed'> {
  readonly text: string;
}

/** Everything the applicant replied, in clear, the newest first. Throws like {@link onRecord}. */
export const revealReplies = (
  world: RevealWorld,
  applicationId: string,
  viewer: Viewer,
): Promise<readonly RevealedReply[]> =>
  onRecord(world, applicationId, viewer, async ({ tx, id, dataKey }) => {
    const replies = await repliesOfApplication(tx, id);
    const open = (sealed: Buffer, place: string) => world.sealing.open(dataKey, sealed, place);
    return {
      what: replies.map(({ sealed, ...reply }) => ({
        ...reply,
        text: (open(sealed, replyPlace(reply.replyId)) as { readonly text: string }).text,
      })),
      kind: 'replies-revealed',
      detail: { replies: replies.length },
    };
  });
