import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A caller hears of us within 5 s of its request, whatever keeps us. */
export const mostAnswerMs = 4_500;

/**
 * Answers for a handler in this scope that has not answered `mostMs` after the request was read; what the handler says
 * later is heard by nobody.
 */
export function answerWithin(
  fastify: FastifyInstance,
  tooLate: (request: FastifyRequest, reply: FastifyReply) => void,
  mostMs = mostAnswerMs,
): void {
  fastify.addHook('preHandler', (request, reply, done) => {
    const timer = setTimeout(() => {
      if (!reply.sent) tooLate(request, reply);
    }, mostMs);
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  });
}
