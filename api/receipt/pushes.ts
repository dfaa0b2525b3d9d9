/** What every door for providers' pushes has in common: whatever goes wrong, no provider takes it for an acknowledgement. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Route } from '../../domain/attempt/route.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { maskedAddress } from '../../runtime/network/address-list.js';
import { answerWithin } from '../answer-within.js';
import { problem } from './refusal.js';

/** A push holds at most this many of what it brings; Aliyun's hold far fewer. */
export const mostInOnePush = 1_000;
export const pushLimitBytes = 1024 * 1024;

/** Takes whatever comes as bytes, and tells what goes wrong in words of no provider's; for a scope of its own. */
export function takePushes(fastify: FastifyInstance, logger: Logger): void {
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

export const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

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
export function sourceTeller({
  ledger,
  clock,
  logger,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly logger: Logger;
}): (route: Route, source: string) => void {
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
