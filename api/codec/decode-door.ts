/** Where Temporal UI has payloads decoded: read-only, for pages of its origin and for engineers alone. */
import cookie from '@fastify/cookie';
import type { PayloadCodec } from '@temporalio/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/failure/catalogue.js';
import { CodecFault } from '../../runtime/codec/payload-codec.js';
import { DecodeRequestFault, decodeRequest } from '../../runtime/codec/remote-protocol.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { BrowserDoor } from '../identity/browser-door.js';
import { sessionIdOf } from '../identity/cookies.js';
import { bearerOf } from '../identity/guard.js';
import type { Authenticate, Principal } from '../identity/principal.js';

export interface DecodeDoorOptions {
  readonly codec: PayloadCodec;
  /** Origins of the pages that may read, such as `http://127.0.0.1:8233`; compared exactly. */
  readonly allowedOrigins: readonly string[];
  readonly logger: Logger;
  /** Who tells who calls; without it whoever reaches this port may read, which is for loopback only. */
  readonly identity?: { readonly authenticate: Authenticate; readonly browser?: BrowserDoor };
}

/** A page of history is many payloads in one request. */
const bodyLimitBytes = 32 * 1024 * 1024;

/**
 * `POST /decode` in Temporal's remote codec protocol and its CORS preflight, under whatever prefix it is registered;
 * there is no `/encode`. An engineer calls with a bearer token (the UI passes its own on), or with the session's cookie
 * (the UI includes credentials): then a page of an allowed origin must have sent it. Refused with `unauthenticated`,
 * `forbidden`, `cross-site-request` for another origin; 400 not the protocol, 422 a payload that cannot be opened.
 */
export async function decodeDoor(fastify: FastifyInstance, options: DecodeDoorOptions): Promise<void> {
  const { codec, allowedOrigins, logger, identity } = options;
  await fastify.register(cookie);

  const refuse = (reply: FastifyReply, status: number, title: string) =>
    reply.code(status).type('application/problem+json').send({ title, status });

  // Before anything else, so that the page may read what it is refused for. A request without an origin comes from no page.
  const judgeOrigin = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { origin } = request.headers;
    void reply.header('vary', 'Origin');
    if (origin === undefined) return Promise.resolve();
    if (!allowedOrigins.includes(origin)) throw new Refusal('cross-site-request');
    void reply
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-credentials', 'true');
    return Promise.resolve();
  };

  fastify.options('/decode', { onRequest: judgeOrigin }, (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'POST, OPTIONS')
      .header(
        'access-control-allow-headers',
        'x-namespace, content-type, authorization, authorization-extras',
      )
      .header('access-control-max-age', '600')
      .send(),
  );

  const callers = new WeakMap<FastifyRequest, Principal>();
  fastify.post(
    '/decode',
    {
      bodyLimit: bodyLimitBytes,
      // Before the body is read: whoever has no right is not listened to.
      onRequest: async (request, reply) => {
        await judgeOrigin(request, reply);
        if (identity === undefined) return;
        const caller = await callerOf(request, identity);
        if (!caller.roles.has('engineer')) throw new Refusal('forbidden');
        callers.set(request, caller);
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      try {
        const answer = await decodeRequest(codec, request.body);
        // A line of the log and no event: payloads hold references and enums alone, and a page of history is many requests.
        logger.info(
          { account: callers.get(request)?.account, payloads: answer.payloads.length, requestId: request.id },
          'payloads were decoded',
        );
        return answer;
      } catch (error) {
        if (error instanceof DecodeRequestFault) return refuse(reply, 400, error.message);
        if (error instanceof CodecFault) return refuse(reply, 422, error.message);
        throw error;
      }
    },
  );
}

async function callerOf(
  request: FastifyRequest,
  { authenticate, browser }: NonNullable<DecodeDoorOptions['identity']>,
): Promise<Principal> {
  const { authorization, origin } = request.headers;
  // A header that names nobody is not passed over for the cookie beside it.
  if (authorization !== undefined) {
    const token = bearerOf(request);
    if (token === undefined) throw new Refusal('unauthenticated');
    return authenticate(token);
  }
  const id = sessionIdOf(request);
  const session = id === undefined ? undefined : await browser?.sessions.find(id);
  if (session === undefined) throw new Refusal('unauthenticated');
  // Which origin was judged above; whoever sends a cookie must be a page.
  if (origin === undefined) throw new Refusal('cross-site-request');
  return session.principal;
}
