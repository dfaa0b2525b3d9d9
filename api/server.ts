/** The HTTP door. So far: receipts, the codec endpoint Temporal UI reads by, and health. */
import type { PayloadCodec } from '@temporalio/common';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { backlog } from '../ledger/outbox/outbox.js';
import { codecEndpoint } from '../runtime/codec/codec-endpoint.js';
import { notFound, problem } from './problem.js';
import { receiptDoor } from './receipt/door.js';
import type { ReceiptDoor } from './receipt/door.js';

export interface ServerOptions {
  readonly door: ReceiptDoor;
  readonly codec: PayloadCodec;
  /** Origins of Temporal UI. */
  readonly codecOrigins: readonly string[];
  /** How long a request may take to arrive whole, 10 s unless told; checked every tenth of it. */
  readonly requestTimeoutMs?: number;
}

/** Builds the server; the caller listens and closes. */
export async function createServer({
  door,
  codec,
  codecOrigins,
  requestTimeoutMs = 10_000,
}: ServerOptions): Promise<FastifyInstance> {
  const fastify = Fastify({
    // The address of a receipt holds its secret: requests are not logged as they come.
    logger: false,
    bodyLimit: 64 * 1024,
    requestTimeout: requestTimeoutMs,
    // Node looks for overdue requests every 30 s by default, and for none where headers may take longer.
    http: {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: requestTimeoutMs / 10,
    },
    forceCloseConnections: 'idle',
    // Fastify's own answers repeat the address.
    frameworkErrors: (_failure, _request, reply) => void notFound(reply),
  });
  fastify.setNotFoundHandler((_request, reply) => notFound(reply));
  fastify.setErrorHandler<Error & { statusCode?: number }>((failure, _request, reply) => {
    const status = failure.statusCode ?? 503;
    if (status >= 500) door.logger.error({ err: failure }, 'a request failed');
    return problem(
      reply,
      status,
      status >= 500 ? 'not available, try again' : 'the request could not be read',
    );
  });

  // Not as options: those are copied, and what is in force changes.
  await fastify.register((instance) => receiptDoor(instance, door));
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
