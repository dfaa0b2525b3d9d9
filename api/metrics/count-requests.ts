/** Tells how each request was answered, by the address as it is written in our own routes: what callers put into it is never told. */
import type { FastifyInstance } from 'fastify';
import type { Tally } from '../../runtime/metrics/tally.js';

const isStream = (contentType: unknown): boolean =>
  typeof contentType === 'string' && contentType.startsWith('text/event-stream');

/** `/v1/tasks/{taskId}`, as docs/openapi.json writes it. */
const asDocumented = (url: string | undefined): string | undefined => url?.replaceAll(/:(\w+)/g, '{$1}');

/** To be called before any route is there. A stream lasts as long as somebody listens, and is not counted. */
export function countRequests(fastify: FastifyInstance, tally: Tally): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    if (!isStream(reply.raw.getHeader('content-type')))
      tally.requestAnswered({
        method: request.method,
        address: asDocumented(request.routeOptions.url),
        status: reply.statusCode,
        tookMs: reply.elapsedTime,
      });
    done();
  });
}
