/** The door for what applicants answer by SMS: stored, then acknowledged in the provider's own words. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { recordReply } from '../../client/reply/record.js';
import type { ReplyWorld } from '../../client/reply/record.js';
import { usualComplaintMs, usualStaffTimes } from '../../domain/human-task/human-task.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import type { ReceiptDoor } from '../receipt/door.js';
import { entranceOf } from '../receipt/entrance.js';
import type { Address, EntranceTo } from '../receipt/entrance.js';
import {
  bytesOf,
  jsonOf,
  mostInOnePush,
  pushLimitBytes,
  sourceTeller,
  takePushes,
} from '../receipt/pushes.js';
import { notFound, problem } from '../receipt/refusal.js';
import { replyReaders } from './readers.js';
import type { ReplyReader } from './readers.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose replies a push brings; only at the replies door. */
    repliesEntrance: EntranceTo<ReplyReader> | undefined;
  }
}

/** Registers `POST /v1/replies/{channel}/{provider}/{secret}`; let in by secret and sources of the route's receipts. */
export async function replyDoor(
  fastify: FastifyInstance,
  door: ReceiptDoor,
  sealing: Sealing,
): Promise<void> {
  fastify.decorateRequest('repliesEntrance', undefined);
  takePushes(fastify, door.logger);
  const tellOfSource = sourceTeller(door);
  fastify.post<{ Params: Address }>(
    '/v1/replies/:channel/:provider/:secret',
    {
      schema: {
        tags: ['receipts'],
        security: [],
        summary:
          'What applicants answer by SMS, in the provider’s own shape, acknowledged in its own words once it is stored',
      },
      bodyLimit: pushLimitBytes,
      config: { rateLimit: false },
      // As at the receipts door: one answer before anything is read of the body.
      onRequest: async (request, reply) => {
        const found = entranceOf(door, request.params, request.ip, replyReaders);
        if ('refused' in found) {
          if (found.refused === 'source') tellOfSource(found.route, request.ip);
          return notFound(reply);
        }
        request.repliesEntrance = found;
        delete request.raw.headers['content-type'];
        return undefined;
      },
    },
    async (request, reply) => {
      const { repliesEntrance: entrance } = request;
      if (entrance === undefined) return notFound(reply);
      const { route, reader } = entrance;
      const body = bytesOf(request);
      const push = {
        route,
        headers: request.headers,
        body,
        keys: door.keys?.get(route) ?? [],
        now: door.clock.now(),
      };
      if (reader.isGenuine?.(push) === false) {
        door.logger.warn({ route }, 'a push without a good signature was refused');
        return problem(reply, 401, 'the signature could not be verified');
      }
      return receive(door, sealing, entrance, body, reply);
    },
  );
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
  if (malformed > 0) logger.warn({ route, malformed }, 'replies that could not be read were let go');
  if (unmatched > 0) logger.warn({ route, unmatched }, 'replies from numbers that are nobody’s here');
  return reply.code(200).send(reader.taken);
}
