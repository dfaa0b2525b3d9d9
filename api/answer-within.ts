import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long this address may take to answer, where that is not the usual; `Infinity` for one that goes on. */
    mostAnswerMs?: number;
  }
}

/** A caller hears of us within 5 s of its request, whatever keeps us. */
const mostAnswerMs = 4_500;

/** What is judged over the whole list of an incident takes as long as that is. */
export const wholeListWithinMs = 60_000;

/** How long the answer to a request may take, milliseconds. */
export const mostAnswerMsOf = ({ routeOptions }: FastifyRequest): number =>
  routeOptions.config.mostAnswerMs ?? mostAnswerMs;

/**
 * Answers for a handler in this scope that has not answered in its time after the request was read; what the handler
 * says later is heard by nobody.
 */
export function answerWithin(
  fastify: FastifyInstance,
  tooLate: (request: FastifyRequest, reply: FastifyReply) => void,
): void {
  fastify.addHook('preHandler', (request, reply, done) => {
    const mostMs = mostAnswerMsOf(request);
    if (Number.isFinite(mostMs)) {
      const timer = setTimeout(() => {
        if (!reply.sent) tooLate(request, reply);
      }, mostMs);
      reply.raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}
