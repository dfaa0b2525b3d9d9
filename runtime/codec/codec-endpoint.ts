import type { PayloadCodec } from '@temporalio/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CodecFault } from './payload-codec.js';
import { DecodeRequestFault, decodeRequest } from './remote-protocol.js';

export interface CodecEndpointOptions {
  readonly codec: PayloadCodec;
  /** Origins of the pages that may read, such as `http://127.0.0.1:8233`; compared exactly. */
  readonly allowedOrigins: readonly string[];
}

/** A page of history is many payloads in one request. */
const bodyLimitBytes = 32 * 1024 * 1024;

/**
 * The read-only codec endpoint that Temporal UI decodes payloads with: `POST /decode` and its CORS
 * preflight, under whatever prefix it is registered. There is no `/encode`. Errors are problem+json:
 * 403 another origin, 400 not the protocol, 422 a payload that cannot be opened.
 */
export async function codecEndpoint(fastify: FastifyInstance, options: CodecEndpointOptions): Promise<void> {
  const { codec, allowedOrigins } = options;

  const refuse = (reply: FastifyReply, status: number, title: string) =>
    reply.code(status).type('application/problem+json').send({ title, status });

  // A request without an origin comes from no page, and whoever reaches this port may read.
  const judgeOrigin = async (request: FastifyRequest, reply: FastifyReply) => {
    const { origin } = request.headers;
    void reply.header('vary', 'Origin');
    if (origin === undefined) return;
    if (!allowedOrigins.includes(origin)) return refuse(reply, 403, 'this origin may not decode payloads');
    void reply.header('access-control-allow-origin', origin);
    return undefined;
  };

  fastify.options('/decode', { onRequest: judgeOrigin }, (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'POST, OPTIONS')
      .header('access-control-allow-headers', 'x-namespace, content-type, authorization')
      .header('access-control-max-age', '600')
      .send(),
  );

  fastify.post('/decode', { onRequest: judgeOrigin, bodyLimit: bodyLimitBytes }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    try {
      return await decodeRequest(codec, request.body);
    } catch (error) {
      if (error instanceof DecodeRequestFault) return refuse(reply, 400, error.message);
      if (error instanceof CodecFault) return refuse(reply, 422, error.message);
      throw error;
    }
  });

  return Promise.resolve();
}
