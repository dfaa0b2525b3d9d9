/** Tells a method an address does not take from an address that is not there. */
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './problem/problem.js';
import { isPushAddress, notFound } from './receipt/refusal.js';

/** Answers whatever matches no address: 405 with the methods it takes (RFC 9110), or 404; neither repeats the address. */
export function otherMethods(fastify: FastifyInstance): void {
  const known = new Map<string, { readonly shape: RegExp; readonly methods: Set<string> }>();
  fastify.addHook('onRoute', ({ url, method }) => {
    const shape = new RegExp(
      `^${url
        .replaceAll(/[.+?^$()[\]{}|\\]/g, '\\$&')
        .replaceAll(/:\w+/g, '[^/]+')
        .replaceAll('*', '.*')}$`,
    );
    const entry = known.get(url) ?? { shape, methods: new Set<string>() };
    for (const one of [method].flat()) entry.methods.add(one);
    known.set(url, entry);
  });
  fastify.setNotFoundHandler((request, reply) => {
    // Of the receipts' addresses nothing can be found out by trying.
    if (isPushAddress(request.url)) return notFound(reply);
    const [path = ''] = request.url.split('?');
    const methods = [...known.values()].flatMap((entry) =>
      entry.shape.test(path) ? [...entry.methods] : [],
    );
    // An address that takes the method, and has nothing there (a file that is none), is not there.
    if (methods.length === 0 || methods.includes(request.method))
      return sendProblem(request, reply, 'not-found');
    void reply.header('allow', [...new Set(methods)].sort().join(', '));
    return sendProblem(request, reply, 'method-not-allowed');
  });
}
