/**
 * The door for providers' delivery reports: stored, then acknowledged in the provider's own words,
 * and only then the stories are told. Aliyun waits 700 ms for its answer.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { soonTeller } from '../../client/relay/tell-soon.js';
import type { ToTell } from '../../client/relay/tell-soon.js';
import type { Stories } from '../../client/story/stories.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { appendMalformed } from '../../ledger/event/append-malformed.js';
import type { EntranceTo } from './entrance.js';
import { jsonOf, mostInOnePush, pushDoor } from './pushes.js';
import type { PushWorld } from './pushes.js';
import { receiptReaders } from './readers.js';
import type { ReceiptReader } from './readers.js';
import { problem } from './refusal.js';
import { recordPush } from './record-push.js';
import { ReceiptRecorder } from './recorder.js';

type Entrance = EntranceTo<ReceiptReader>;

export interface ReceiptDoor extends PushWorld {
  readonly stories: Stories;
  /** How long staff have for a notice that a bounce opens again; a day where it is not said. */
  readonly staff?: StaffTimes;
  /** How long they have for a complaint; a day where it is not said. */
  readonly complaintDueMs?: number;
}

/** Registers `POST /v1/receipts/{channel}/{provider}/{secret}`; answers in the words of the route's protocol. */
export async function receiptDoor(fastify: FastifyInstance, door: ReceiptDoor): Promise<void> {
  const taking = { recorder: new ReceiptRecorder(door), tellSoon: soonTeller(door) };
  pushDoor(fastify, door, {
    of: 'receipts',
    summary:
      'A provider’s delivery reports, in its own shape, acknowledged in its own words once they are stored',
    readers: receiptReaders,
    receive: (entrance, body, reply) => receive(door, taking, entrance, body, reply),
  });
  return Promise.resolve();
}

/** What pushes have in common: they are recorded together, and told in turn. */
interface Taking {
  readonly recorder: ReceiptRecorder;
  readonly tellSoon: (toTell: ToTell) => void;
}

async function receive(
  door: ReceiptDoor,
  { recorder, tellSoon }: Taking,
  { route, reader }: Entrance,
  body: Buffer,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { ledger, clock, logger } = door;
  const json = jsonOf(body);
  if (json === undefined) {
    await appendMalformed(ledger, 'receipt', route, 1, clock.now());
    logger.warn({ route }, 'a push that is not JSON was counted, and is asked for again');
    return problem(reply, 400, 'the request could not be read');
  }
  const { receipts, malformed } = reader.read(json);
  if (receipts.length > mostInOnePush) return problem(reply, 413, 'too many receipts in one push');
  const recorded = await recordPush(recorder, route, receipts);
  if (malformed > 0) {
    await appendMalformed(ledger, 'receipt', route, malformed, clock.now());
    logger.warn({ route, malformed }, 'receipts that could not be read were counted');
  }
  const unmatched = recorded.filter(({ verdict }) => verdict === 'unmatched').length;
  if (unmatched > 0) logger.warn({ route, unmatched }, 'receipts for messages nobody here sent');
  for (const { tell } of recorded) if (tell !== undefined) tellSoon(tell);
  return reply.code(200).send(reader.taken);
}
