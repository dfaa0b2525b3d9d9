/** The HTTP door, put together: limits and refusals first, then what stands behind a token, and what does not. */
import helmet from '@fastify/helmet';
import type { PayloadCodec } from '@temporalio/common';
import Fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/failure/catalogue.js';
import { decodeDoor } from './codec/decode-door.js';
import { consolePages } from './console/pages.js';
import type { ConsoleOptions } from './console/pages.js';
import { bodyLimitBytes, headersLimitBytes, limitRates } from './limits.js';
import { otherMethods } from './other-methods.js';
import { isSignInByPerson, tellOnPage } from './identity/refused-sign-in.js';
import { signInRoutes } from './identity/session-routes.js';
import { countRequests } from './metrics/count-requests.js';
import { metricsRoutes } from './metrics/door.js';
import type { MetricsDoor } from './metrics/door.js';
import { operationRoutes } from './operation/routes.js';
import { drainWhenClosing } from './draining.js';
import { describe } from './openapi/document.js';
import { failureCodeOf } from './problem/failure-code.js';
import { sendProblem } from './problem/problem.js';
import { receiptDoor } from './receipt/door.js';
import { isPushAddress, notFound } from './receipt/refusal.js';
import type { ReceiptDoor } from './receipt/door.js';
import { replyDoor } from './reply/door.js';
import type { Sealing } from '../runtime/sealing/sealing.js';
import { requestIdOf } from './request-id.js';
import { v1 } from './v1.js';
import type { V1Options } from './v1.js';

export interface ServerOptions {
  readonly door: ReceiptDoor;
  /** What stands behind a token; a server without it takes receipts alone. */
  readonly bank?: V1Options;
  /** The staff's pages; served where people can sign in. */
  readonly console?: ConsoleOptions;
  /** Seals what applicants answer; without it no replies are taken. */
  readonly sealing?: Sealing;
  /** What is counted, for whoever watches; without it none of it is told. */
  readonly metrics?: MetricsDoor;
  readonly codec: PayloadCodec;
  /** Origins of Temporal UI. */
  readonly codecOrigins: readonly string[];
  /** Whether an address is a proxy of ours, which says on whose behalf it comes; nobody is unless it is given. */
  readonly isTrustedProxy?: (address: string) => boolean;
  /** How long a request may take to arrive whole, 10 s unless told; checked every tenth of it. */
  readonly requestTimeoutMs?: number;
}

/** Builds the server; the caller listens and closes. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { door, bank, sealing, codec, codecOrigins, isTrustedProxy, requestTimeoutMs = 10_000 } = options;
  const { ledger, logger } = door;
  const fastify = Fastify({
    // The address of a receipt holds its secret: requests are not logged as they come.
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    genReqId: requestIdOf,
    trustProxy: isTrustedProxy ?? false,
    // Node looks for overdue requests every 30 s by default, and for none where headers may take longer.
    http: {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: requestTimeoutMs / 10,
      maxHeaderSize: headersLimitBytes,
    },
    // A path parameter longer than this is nobody's.
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // Fastify's own answers repeat the address.
    frameworkErrors: (failure, request, reply) =>
      void (isPushAddress(request.url) ? notFound(reply) : refuse(failure, request, reply)),
  });
  const refuse = (failure: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const code = failureCodeOf(failure);
    if (code === 'internal-fault')
      logger.error({ err: failure, requestId: request.id }, 'a request failed by a fault of ours');
    else if (code.endsWith('-unavailable'))
      logger.warn({ err: failure, requestId: request.id }, 'a request was put off');
    if (options.console !== undefined && isSignInByPerson(request)) return tellOnPage(request, reply, code);
    return sendProblem(request, reply, code, faultsOf(failure));
  };
  fastify.setErrorHandler(refuse);
  drainWhenClosing(fastify);
  countRequests(fastify, door.tally);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
    // Temporal UI reads the codec endpoint from another origin; CORS says which may.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  await limitRates(fastify);
  await describe(fastify);
  otherMethods(fastify);

  // Not as options: those are copied, and what is in force changes.
  await fastify.register((instance) => receiptDoor(instance, door));
  if (sealing !== undefined) await fastify.register((instance) => replyDoor(instance, door, sealing));
  await fastify.register(decodeDoor, {
    prefix: '/codec',
    codec,
    allowedOrigins: codecOrigins,
    logger,
    ...(bank === undefined ? {} : { identity: bank }),
  });
  if (bank !== undefined) await fastify.register(v1, bank);
  if (bank?.browser !== undefined) {
    await fastify.register(signInRoutes, bank.browser);
    if (options.console !== undefined) await fastify.register(consolePages, options.console);
  }
  await fastify.register(operationRoutes, { ledger });
  const { metrics } = options;
  // Not as options either.
  if (metrics !== undefined) await fastify.register((instance) => metricsRoutes(instance, metrics));
  return fastify;
}

/** What may be told of where a request is wrong: our own words, never the request's. */
function faultsOf(failure: unknown): readonly string[] {
  if (failure instanceof Refusal) return failure.fields;
  const { validation = [], validationContext = '' } = failure as Partial<FastifyError>;
  return validation.map(({ keyword, instancePath, message = 'invalid' }) => {
    const path = instancePath.replaceAll('/', '.').replace(/^\./, '');
    // A field nobody here knows may be called anything.
    const said = keyword === 'unrecognized_keys' ? 'has field(s) that are not known here' : message;
    return `${path === '' ? `(${validationContext})` : path}: ${said}`;
  });
}
