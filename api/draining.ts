import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Requests under way have so long to be answered when the server closes. */
const drainMs = 3_000;

/**
 * Lets the server close: what is under way is answered, for a while. Node closes idle connections by itself, but holds
 * one over which nothing ever came for busy, and has stopped looking for those that take too long.
 */
export function drainWhenClosing(fastify: FastifyInstance): void {
  const connections = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  let late: NodeJS.Timeout | undefined;
  fastify.addHook('preClose', (done) => {
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    late = setTimeout(() => fastify.server.closeAllConnections(), drainMs);
    done();
  });
  fastify.addHook('onClose', (_instance, done) => {
    clearTimeout(late);
    done();
  });
}
