/**
 * The door for providers' delivery reports: stored, then acknowledged in the provider's own words,
 * and only then the stories are told. Aliyun waits 700 ms for its answer.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tellNow } from '../../client/relay/relay.js';
import type { Stories } from '../../client/story/stories.js';
import { isRoute } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { insertMalformedReceipts } from '../../ledger/receipt/insert-malformed.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { Protocol } from '../../runtime/configuration/route-schema.js';
import type { Secret } from '../../runtime/configuration/secret.js';
import type { SigningKey } from '../../runtime/signing/gateway-signature.js';
import { notFound, problem } from './refusal.js';
import { receiptReaders } from './readers.js';
import type { ReceiptReader } from './readers.js';
import { recordPush } from './record-push.js';

/** What comes of the configuration may be another from one push to the next. */
export interface ReceiptDoor {
  readonly ledger: Ledger;
  readonly stories: Stories;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The secret at the end of each route's address. */
  readonly secrets: ReadonlyMap<Route, Secret>;
  /** How each route's receipts are written; one that is not here has no door. */
  readonly protocols: ReadonlyMap<Route, Protocol>;
  /** The keys of routes whose receipts are signed; without a key nothing signed is taken. */
  readonly keys?: ReadonlyMap<Route, readonly SigningKey[]>;
  /** How long staff have for a notice that a bounce opens again; a day where it is not said. */
  readonly staff?: StaffTimes;
}

/** A push holds at most this many receipts; Aliyun's hold far fewer. */
const mostReceipts = 1_000;
const bodyLimitBytes = 1024 * 1024;

interface Address {
  readonly channel: string;
  readonly provider: string;
  readonly secret: string;
}

/** Registers `POST /v1/receipts/{channel}/{provider}/{secret}`; answers in the words of the route's protocol. */
export async function receiptDoor(fastify: FastifyInstance, door: ReceiptDoor): Promise<void> {
  // Providers send JSON under whatever content type they like; what is not JSON is counted below.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    '*',
    // As bytes: a signature is of these, not of what is read from them.
    { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
    (_request, body, done) => done(null, body),
  );
  // Whatever goes wrong is told in the form that no provider takes for an acknowledgement.
  fastify.setErrorHandler<Error & { statusCode?: number }>((failure, _request, reply) => {
    const status = failure.statusCode ?? 503;
    if (status >= 500) door.logger.error({ err: failure }, 'a push could not be taken');
    return problem(
      reply,
      status,
      status >= 500 ? 'not available, try again' : 'the request could not be read',
    );
  });
  fastify.post<{ Params: Address }>(
    '/v1/receipts/:channel/:provider/:secret',
    {
      schema: {
        tags: ['receipts'],
        security: [],
        summary:
          'A provider’s delivery reports, in its own shape, acknowledged in its own words once they are stored',
      },
      bodyLimit: bodyLimitBytes,
      // One answer for a wrong route and a wrong secret, before anything is read of the body:
      // neither can be found out by trying.
      onRequest: async (request, reply) => {
        if (entranceOf(door, request.params) === undefined) return notFound(reply);
        // A content type that is none would be refused before any parser is asked.
        delete request.raw.headers['content-type'];
        return undefined;
      },
    },
    async (request, reply) => {
      const entrance = entranceOf(door, request.params);
      if (entrance === undefined) return notFound(reply);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!isGenuine(door, entrance, request.headers, body)) {
        door.logger.warn({ route: entrance.route }, 'a push without a good signature was refused');
        return problem(reply, 401, 'the signature could not be verified');
      }
      return receive(door, entrance, body, reply);
    },
  );
  return Promise.resolve();
}

async function receive(
  door: ReceiptDoor,
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
  if (receipts.length > mostReceipts) return problem(reply, 413, 'too many receipts in one push');
  const recorded = await recordPush(ledger, route, receipts, clock, door.staff);
  if (malformed > 0) {
    await insertMalformedReceipts(ledger, route, malformed, clock.now());
    logger.warn({ route, malformed }, 'receipts that could not be read were counted');
  }
  const unmatched = recorded.filter(({ verdict }) => verdict === 'unmatched').length;
  if (unmatched > 0) logger.warn({ route, unmatched }, 'receipts for messages nobody here sent');
  for (const { tell } of recorded)
    if (tell !== undefined) void tellNow(door, tell.applicationId, tell.outboxId, tell.message);
  return reply.code(200).send(reader.taken);
}

/** What a body says, or undefined where it is no JSON (it was cut off, or is not the provider's). */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

interface Entrance {
  readonly route: Route;
  readonly reader: ReceiptReader;
}

/** The route an address names and how its receipts are read, if it ends in that route's secret. */
function entranceOf(
  { secrets, protocols }: ReceiptDoor,
  { channel, provider, secret }: Address,
): Entrance | undefined {
  const route = `${channel}/${provider}`;
  if (!isRoute(route)) return undefined;
  const known = isSecretOf(secrets.get(route), secret);
  const protocol = protocols.get(route);
  const reader = protocol === undefined ? undefined : receiptReaders[protocol];
  return known && reader !== undefined ? { route, reader } : undefined;
}

const isGenuine = (
  { keys, clock }: ReceiptDoor,
  { route, reader }: Entrance,
  headers: FastifyRequest['headers'],
  body: Buffer,
): boolean =>
  reader.isGenuine?.({ route, headers, body, keys: keys?.get(route) ?? [], now: clock.now() }) ?? true;

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** In constant time, whatever the lengths. */
function isSecretOf(expected: Secret | undefined, given: string): boolean {
  const same = timingSafeEqual(hash(expected?.reveal() ?? ''), hash(given));
  return expected !== undefined && same;
}
