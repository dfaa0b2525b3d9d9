/** An applicant's reply by SMS: kept with the application it answers, and what it asks for is done. */
import { randomUUID } from 'node:crypto';
import type { Route } from '../../domain/attempt/route.js';
import { checkMobile } from '../../domain/contact/check.js';
import { readReply } from '../../domain/reply/reply.js';
import type { ArrivedReply } from '../../domain/reply/reply.js';
import { lockApplication } from '../../ledger/application/find.js';
import { appendEvent } from '../../ledger/event/append.js';
import { openTask } from '../../ledger/human-task/open.js';
import type { Queryable } from '../../ledger/ledger.js';
import { insertReply, suppressSms } from '../../ledger/reply/insert.js';
import { answeredApplication, applicationsWithNumber } from '../../ledger/reply/match.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { replyPlace } from '../../runtime/sealing/places.js';
import type { IntakeWorld } from '../intake/intake.js';

export interface ReplyWorld extends Pick<IntakeWorld, 'ledger' | 'sealing' | 'clock'> {
  /** How long staff have for a complaint, and how long before its end they are reminded; milliseconds. */
  readonly staff: { readonly complaintDueMs: number; readonly remindBeforeMs: number };
}

/** `known`: it was recorded before; `unmatched`: no application here has or had the number. */
export type ReplyRecorded = 'recorded' | 'known' | 'unmatched';

/**
 * Committed when it resolves. TD and its like keep SMS from this number, whichever application it is of; 投诉 opens a
 * task. Of a number that is nobody's here no word is kept, only that something of its kind came.
 */
export function recordReply(world: ReplyWorld, route: Route, reply: ArrivedReply): Promise<ReplyRecorded> {
  const { ledger, sealing, clock } = world;
  const { mobile, text, providerReplyId, repliedAt } = reply;
  const mobileIndex = sealing.index('mobile', checkMobile(mobile).national ?? mobile);
  const replyKey = sealing.digest(
    canonicalJson(
      providerReplyId === undefined ? { mobile, text, repliedAt: repliedAt ?? null } : { providerReplyId },
    ),
  );
  const said = readReply(text);
  return ledger.transaction(async (tx) => {
    const at = clock.now();
    const replyId = randomUUID();
    const row = { replyId, route, replyKey, ...said, repliedAt, receivedAt: at };
    const applicationId = await answeredApplication(tx, mobileIndex);
    // Held: an erasure comes before or after.
    const application = applicationId === undefined ? undefined : await lockApplication(tx, applicationId);
    if (application === undefined || application.wrappedKey === null)
      return (await insertReply(tx, row)) ? 'unmatched' : 'known';
    const { applicationId: id, wrappedKey } = application;
    const sealed = sealing.seal(await sealing.openDataKey(wrappedKey, id), { text }, replyPlace(replyId));
    if (!(await insertReply(tx, { ...row, of: { applicationId: id, sealed } }))) return 'known';
    await appendEvent(tx, { at, applicationId: id, kind: 'reply-received', detail: { route, ...said } });
    if (said.unsubscribes) {
      await suppressSms(tx, { replyId, mobileIndex, since: at });
      for (const one of await applicationsWithNumber(tx, mobileIndex))
        await appendEvent(tx, { at, applicationId: one, kind: 'sms-unsubscribed' });
    }
    if (said.complains) await openComplaint(tx, id, at, world.staff);
    return 'recorded';
  });
}

/** One at a time: a further complaint while a person is at it is on record, and theirs to read. */
async function openComplaint(
  tx: Queryable,
  applicationId: string,
  at: number,
  { complaintDueMs, remindBeforeMs }: ReplyWorld['staff'],
): Promise<void> {
  const task = { taskId: randomUUID(), kind: 'complaint', because: 'applicant-complained' } as const;
  const dueAt = at + complaintDueMs;
  const remindAt = Math.max(at, dueAt - remindBeforeMs);
  if (!(await openTask(tx, { ...task, applicationId, openedAt: at, remindAt, dueAt }))) return;
  const { taskId, kind, because } = task;
  await appendEvent(tx, { at, applicationId, taskId, kind: 'task-opened', detail: { kind, because, dueAt } });
}
