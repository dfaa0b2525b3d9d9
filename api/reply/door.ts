/** The door for what applicants answer by SMS: stored, then acknowledged in the provider's own words. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { recordReply } from '../../client/reply/record.js';
import type { ReplyWorld } from '../../client/reply/record.js';
import { usualComplaintMs, usualStaffTimes } from '../../domain/human-task/human-task.js';
import { appendMalformed } from '../../ledger/event/append-malformed.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import type { ReceiptDoor } from '../receipt/door.js';
import type { EntranceTo } from '../receipt/entrance.js';
import { jsonOf, mostInOnePush, pushDoor } from '../receipt/pushes.js';
import { problem } from '../receipt/refusal.js';
import { replyReaders } from './readers.js';
import type { ReplyReader } from './readers.js';

/** Registers `POST /v1/replies/{channel}/{provider}/{secret}`; let in by secret and sources of the route's receipts. */
export async function replyDoor(
  fastify: FastifyInstance,
  door: ReceiptDoor,
  sealing: Sealing,
): Promise<void> {
  pushDoor(fastify, door, {
    of: 'replies',
    summary:
      'What applicants answer by SMS, in the provider’s own shape, acknowledged in its own words once it is stored',
    readers: replyReaders,
    receive: (entrance, body, reply) => receive(door, sealing, entrance, body, reply),
  });
  return Promise.resolve();
}

async function receive(
  door: ReceiptDoor,
  sealing: Sealing,
  { route, reader }: EntranceTo<ReplyReader>,
  body: Buffer,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { ledger, clock, logger, complaintDueMs = usualComplaintMs } = door;
  const json = jsonOf(body);
  if (json === undefined) {
    logger.warn({ route }, 'a push of replies is not JSON, and is asked for again');
    return problem(reply, 400, 'the request could not be read');
  }
  const { replies, malformed } = reader.read(json);
  if (replies.length > mostInOnePush) return problem(reply, 413, 'too many replies in one push');
  const { remindBeforeMs } = door.staff ?? usualStaffTimes;
  const world: ReplyWorld = { ledger, sealing, clock, staff: { complaintDueMs, remindBeforeMs } };
  let unmatched = 0;
  // In turn: what an applicant says last stands last.
  for (const one of replies) if ((await recordReply(world, route, one)) === 'unmatched') unmatched += 1;
  if (malformed > 0) {
    await appendMalformed(ledger, 'reply', route, malformed, clock.now());
    logger.warn({ route, malformed }, 'replies that could not be read were counted');
  }
  if (unmatched > 0) logger.warn({ route, unmatched }, 'replies from numbers that are nobody’s here');
  return reply.code(200).send(reader.taken);
}
