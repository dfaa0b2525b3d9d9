/** What every door for providers' pushes has in common: whatever goes wrong, no provider takes it for an acknowledgement. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '../../domain/attempt/route.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { Tally } from '../../runtime/metrics/tally.js';
import { maskedAddress } from '../../runtime/network/address-list.js';
import type { Protocol } from '../../runtime/configuration/route-schema.js';
import type { SigningKey } from '../../runtime/signing/gateway-signature.js';
import { answerWithin } from '../answer-within.js';
import { entranceOf } from './entrance.js';
import type { Address, Entrances, EntranceTo } from './entrance.js';
import type { ArrivedPush } from './readers.js';
import { notFound, problem } from './refusal.js';

/** A push holds at most this many of what it brings; Aliyun's hold far fewer. */
export const mostInOnePush = 1_000;
const pushLimitBytes = 1024 * 1024;

/** What comes of the configuration may be another from one push to the next. */
export interface PushWorld extends Entrances {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tally: Tally;
  /** The keys of routes whose pushes are signed; without a key nothing signed is taken. */
  readonly keys?: ReadonlyMap<Route, readonly SigningKey[]>;
}

export interface Pushes<Reader> {
  /** What is pushed, as its address has it: `/v1/receipts/{channel}/{provider}/{secret}`. */
  readonly of: 'receipts' | 'replies';
  readonly summary: string;
  readonly readers: Readonly<Record<Protocol, Reader | undefined>>;
  /** Stores what a push brings and answers; what it throws is told in words of no provider's. */
  readonly receive: (
    entrance: EntranceTo<Reader>,
    body: Buffer,
    reply: FastifyReply,
  ) => Promise<FastifyReply>;
}

/** Opens the door for one kind of pushes; for a scope of its own. */
export function pushDoor<Reader extends { isGenuine?(push: ArrivedPush): boolean }>(
  fastify: FastifyInstance,
  world: PushWorld,
  { of, summary, readers, receive }: Pushes<Reader>,
): void {
  takePushes(fastify, world.logger);
  const tellOfSource = sourceTeller(world);
  /** Whose push it is, from when its address was read until its body is. */
  const entrances = new WeakMap<FastifyRequest, EntranceTo<Reader>>();
  fastify.post<{ Params: Address }>(
    `/v1/${of}/:channel/:provider/:secret`,
    {
      schema: { tags: ['receipts'], security: [], summary },
      bodyLimit: pushLimitBytes,
      // A provider that is told to come later has its pushes lost; whoever has no secret is not listened to.
      config: { rateLimit: false },
      // One answer for a wrong route and a wrong secret, before anything is read of the body:
      // neither can be found out by trying.
      onRequest: async (request, reply) => {
        const found = entranceOf(world, request.params, request.ip, readers);
        if ('refused' in found) {
          if (found.refused === 'source') tellOfSource(found.route, request.ip);
          return notFound(reply);
        }
        entrances.set(request, found);
        // A content type that is none would be refused before any parser is asked.
        delete request.raw.headers['content-type'];
        return undefined;
      },
    },
    async (request, reply) => {
      const entrance = entrances.get(request);
      if (entrance === undefined) return notFound(reply);
      const { route, reader } = entrance;
      const body = bytesOf(request);
      const keys = world.keys?.get(route) ?? [];
      const push = { route, headers: request.headers, body, keys, now: world.clock.now() };
      if (reader.isGenuine?.(push) === false) {
        world.logger.warn({ route }, 'a push without a good signature was refused');
        return problem(reply, 401, 'the signature could not be verified');
      }
      return receive(entrance, body, reply);
    },
  );
}

/** Takes whatever comes as bytes, and tells what goes wrong in words of no provider's; for a scope of its own. */
function takePushes(fastify: FastifyInstance, logger: Logger): void {
  answerWithin(fastify, (_request, reply) => void problem(reply, 503, 'not available, try again'));
  // Providers send JSON under whatever content type they like; what is not JSON is counted by the door.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    '*',
    // As bytes: a signature is of these, not of what is read from them.
    { parseAs: 'buffer', bodyLimit: pushLimitBytes },
    (_request, body, done) => done(null, body),
  );
  fastify.setErrorHandler<Error & { statusCode?: number }>((failure, _request, reply) => {
    const status = failure.statusCode ?? 503;
    if (status >= 500) logger.error({ err: failure }, 'a push could not be taken');
    return problem(
      reply,
      status,
      status >= 500 ? 'not available, try again' : 'the request could not be read',
    );
  });
}

const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** What a body says, or undefined where it is no JSON (it was cut off, or is not the provider's). */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Whoever knows the secret and comes from elsewhere has stolen it, or the provider has moved and its pushes are lost:
 * either way somebody must know. Nobody waits for it, so that the answer takes as long as that to a wrong secret.
 */
function sourceTeller({ ledger, clock, logger }: PushWorld): (route: Route, source: string) => void {
  /** One at a time: a flood must not fill the ledger's queue. */
  const telling = new Set<Route>();
  return (route, source) => {
    logger.warn(
      { route, source: maskedAddress(source) },
      'a push with the secret came from no source of its route',
    );
    if (telling.has(route)) return;
    telling.add(route);
    raiseAlarm(ledger, 'receipt-source-refused', route, clock.now())
      .catch((failure: unknown) => logger.warn({ err: failure, route }, 'an alarm could not be raised'))
      .finally(() => telling.delete(route));
  };
}
