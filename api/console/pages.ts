/** Serves the console from the API's own origin: its files, and the one page for each of its places. */
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFirstPage } from './built.js';
import { firstPage } from './first-page.js';
import { consolePlaces } from './places.js';

export interface ConsoleOptions {
  /** Of the console as it was built. */
  readonly folder: string;
  /** The bank's, as it is in force when asked. */
  readonly timeZone: () => string;
}

/** Everything here is open to anybody: it holds nothing but words and code, and what it asks for stands behind `/v1`. */
export async function consolePages(
  fastify: FastifyInstance,
  { folder, timeZone }: ConsoleOptions,
): Promise<void> {
  const built = readFirstPage(folder);
  // No other page reads or shows these, unlike the codec endpoint.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    void reply.header('cross-origin-resource-policy', 'same-origin');
    done();
  });
  // One address a file, found when the process starts: what a path says otherwise leads nowhere.
  await fastify.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    wildcard: false,
    index: false,
    decorateReply: false,
    preCompressed: true,
    globIgnore: ['**/*.{br,gz}'],
    // Their names change with what is in them.
    immutable: true,
    maxAge: '365d',
  });
  const answer = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { html, policy } = firstPage(built, timeZone());
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html);
  };
  for (const place of consolePlaces) {
    fastify.get(place, { schema: { hide: true } }, answer);
    if (place !== '/') fastify.get(`${place}/*`, { schema: { hide: true } }, answer);
  }
}
