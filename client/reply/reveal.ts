/** Shows what an applicant replied by SMS to a member of staff: on record first, then shown. */
import { randomUUID } from 'node:crypto';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { reasonBodySchema } from '../../domain/report/schemas.js';
import { insertReveal } from '../../ledger/application/reveal.js';
import { appendEvent } from '../../ledger/event/append.js';
import { repliesOfApplication } from '../../ledger/reply/of-application.js';
import type { ReplyRow } from '../../ledger/reply/of-application.js';
import { replyPlace, revealPlace } from '../../runtime/sealing/places.js';
import { knownShape } from '../intake/intake.js';
import type { IntakeWorld } from '../intake/intake.js';
import { lockedApplication } from '../intake/known-application.js';
import { readBody } from '../intake/read-body.js';

export interface RevealedReply extends Omit<ReplyRow, 'sealed'> {
  readonly text: string;
}

/**
 * Everything the applicant replied, in clear, the newest first. Who saw it and when stands in the trail before it is
 * shown; why is kept sealed. A {@link Refusal} where the application is unknown or erased, or `staffRef` or the reason
 * is none.
 */
export async function revealReplies(
  { ledger, sealing, clock }: Pick<IntakeWorld, 'ledger' | 'sealing' | 'clock'>,
  applicationId: string,
  { reason, staffRef }: { readonly reason: unknown; readonly staffRef: string },
): Promise<readonly RevealedReply[]> {
  const id = knownShape(applicationId);
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const read = readBody(reasonBodySchema, { reason });
  return ledger.transaction(async (tx) => {
    const at = clock.now();
    // Held: an erasure comes before or after, and what was erased is not shown.
    const application = await lockedApplication(tx, id);
    const replies = await repliesOfApplication(tx, id);
    const dataKey = await sealing.openDataKey(application.wrappedKey, id);
    const revealId = randomUUID();
    const sealed = sealing.seal(dataKey, read, revealPlace(revealId));
    await insertReveal(tx, { revealId, applicationId: id, staffRef, sealed, revealedAt: at });
    const detail = { staffRef, replies: replies.length };
    await appendEvent(tx, { at, applicationId: id, kind: 'replies-revealed', detail });
    return replies.map(({ sealed: said, ...reply }) => ({
      ...reply,
      text: (sealing.open(dataKey, said, replyPlace(reply.replyId)) as { readonly text: string }).text,
    }));
  });
}
