/**
 * The door for providers' delivery reports: stored, then acknowledged in the provider's own words,
 * and only then the stories are told. Aliyun waits 700 ms for its answer.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { soonTeller } from '../../client/relay/tell-soon.js';
import type { ToTell } from '../../client/relay/tell-soon.js';
import type { Stories } from '../../client/story/stories.js';
import type { Route } from '../../domain/attempt/route.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { insertMalformedReceipts } from '../../ledger/receipt/insert-malformed.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { SigningKey } from '../../runtime/signing/gateway-signature.js';
import { entranceOf } from './entrance.js';
import type { Address, Entrances, EntranceTo } from './entrance.js';
import { bytesOf, jsonOf, mostInOnePush, pushLimitBytes, sourceTeller, takePushes } from './pushes.js';
import { receiptReaders } from './readers.js';
import type { ReceiptReader } from './readers.js';
import { notFound, problem } from './refusal.js';
import { recordPush } from './record-push.js';
import { ReceiptRecorder } from './recorder.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose receipts a push brings; only at the receipts door. */
    entrance: Entrance | undefined;
  }
}

type Entrance = EntranceTo<ReceiptReader>;

/** What comes of the configuration may be another from one push to the next. */
export interface ReceiptDoor extends Entrances {
  readonly ledger: Ledger;
  readonly stories: Stories;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The keys of routes whose receipts are signed; without a key nothing signed is taken. */
  readonly keys?: ReadonlyMap<Route, readonly SigningKey[]>;
  /** How long staff have for a notice that a bounce opens again; a day where it is not said. */
  readonly staff?: StaffTimes;
  /** How long they have for a complaint; a day where it is not said. */
  readonly complaintDueMs?: number;
}

/** Registers `POST /v1/receipts/{channel}/{provider}/{secret}`; answers in the words of the route's protocol. */
export async function receiptDoor(fastify: FastifyInstance, door: ReceiptDoor): Promise<void> {
  fastify.decorateRequest('entrance', undefined);
  takePushes(fastify, door.logger);
  const tellOfSource = sourceTeller(door);
  const taking = { recorder: new ReceiptRecorder(door), tellSoon: soonTeller(door) };
  fastify.post<{ Params: Address }>(
    '/v1/receipts/:channel/:provider/:secret',
    {
      schema: {
        tags: ['receipts'],
        security: [],
        summary:
          'A provider’s delivery reports, in its own shape, acknowledged in its own words once they are stored',
      },
      bodyLimit: pushLimitBytes,
      // A provider that is told to come later has its receipts lost; whoever has no secret is not listened to.
      config: { rateLimit: false },
      // One answer for a wrong route and a wrong secret, before anything is read of the body:
      // neither can be found out by trying.
      onRequest: async (request, reply) => {
        const found = entranceOf(door, request.params, request.ip, receiptReaders);
        if ('refused' in found) {
          if (found.refused === 'source') tellOfSource(found.route, request.ip);
          return notFound(reply);
        }
        request.entrance = found;
        // A content type that is none would be refused before any parser is asked.
        delete request.raw.headers['content-type'];
        return undefined;
      },
    },
    async (request, reply) => {
      const { entrance } = request;
      if (entrance === undefined) return notFound(reply);
      const body = bytesOf(request);
      if (!isGenuine(door, entrance, request.headers, body)) {
        door.logger.warn({ route: entrance.route }, 'a push without a good signature was refused');
        return problem(reply, 401, 'the signature could not be verified');
      }
      return receive(door, taking, entrance, body, reply);
    },
  );
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
    await insertMalformedReceipts(ledger, route, 1, clock.now());
    logger.warn({ route }, 'a push that is not JSON was counted, and is asked for again');
    return problem(reply, 400, 'the request could not be read');
  }
  const { receipts, malformed } = reader.read(json);
  if (receipts.length > mostInOnePush) return problem(reply, 413, 'too many receipts in one push');
  const recorded = await recordPush(recorder, route, receipts);
  if (malformed > 0) {
    await insertMalformedReceipts(ledger, route, malformed, clock.now());
    logger.warn({ route, malformed }, 'receipts that could not be read were counted');
  }
  const unmatched = recorded.filter(({ verdict }) => verdict === 'unmatched').length;
  if (unmatched > 0) logger.warn({ route, unmatched }, 'receipts for messages nobody here sent');
  for (const { tell } of recorded) if (tell !== undefined) tellSoon(tell);
  return reply.code(200).send(reader.taken);
}

const isGenuine = (
  { keys, clock }: ReceiptDoor,
  { route, reader }: Entrance,
  headers: FastifyRequest['headers'],
  body: Buffer,
): boolean =>
  reader.isGenuine?.({ route, headers, body, keys: keys?.get(route) ?? [], now: clock.now() }) ?? true;
