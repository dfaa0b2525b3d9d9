/** The HTTP door. So far: receipts, the codec endpoint Temporal UI reads by, and health. */
import type { PayloadCodec } from '@temporalio/common';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { backlog } from '../ledger/outbox/outbox.js';
import { codecEndpoint } from '../runtime/codec/codec-endpoint.js';
import { receiptDoor } from './receipt/door.js';
import type { ReceiptDoor } from './receipt/door.js';

export interface ServerOptions {
  readonly door: ReceiptDoor;
  readonly codec: PayloadCodec;
  /** Origins of Temporal UI. */
  readonly codecOrigins: readonly string[];
}

/** Builds the server; the caller listens and closes. */
export async function createServer({ door, codec, codecOrigins }: ServerOptions): Promise<FastifyInstance> {
  const fastify = Fastify({
    // The address of a receipt holds its secret: requests are not logged as they come.
    logger: false,
    bodyLimit: 64 * 1024,
    requestTimeout: 10_000,
    forceCloseConnections: 'idle',
  });
  // Providers send JSON under whatever content type they like.
  fastify.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, JSON.parse(body as string));
    } catch {
      done(null, undefined);
    }
  });
  fastify.setErrorHandler<Error & { statusCode?: number }>((failure, _request, reply) => {
    const status = failure.statusCode ?? 500;
    if (status >= 500) door.logger.error({ err: failure }, 'a request failed');
    const title = status >= 500 ? 'not available, try again' : 'the request could not be read';
    // Aliyun reads `code`: anything but 0 makes it push again.
    return reply.code(status).type('application/problem+json').send({ title, status, code: 1 });
  });

  receiptDoor(fastify, door);
  await fastify.register(codecEndpoint, { prefix: '/codec', codec, allowedOrigins: codecOrigins });
  fastify.get('/healthz', () => ({ status: 'alive' }));
  fastify.get('/readyz', async (_request, reply) => {
    try {
      return { status: 'ready', toBeTold: await backlog(door.ledger) };
    } catch {
      return reply.code(503).send({ status: 'the ledger is not reachable' });
    }
  });
  return fastify;
}
