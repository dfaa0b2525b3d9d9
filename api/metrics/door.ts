/** `GET /metrics`: for whoever watches the machines, and for nobody from outside. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../../domain/failure/catalogue.js';
import { mayReadMetrics } from '../../runtime/metrics/readers.js';
import { metricsContentType } from '../../runtime/metrics/state.js';
import type { AddressList } from '../../runtime/network/address-list.js';

export interface MetricsDoor {
  /** Who may read, as it is in force; this machine alone where nobody is named. */
  readonly sources: AddressList | undefined;
  readonly text: () => Promise<string>;
}

/** Whoever may not read is answered as if there were nothing. */
export async function metricsRoutes(fastify: FastifyInstance, door: MetricsDoor): Promise<void> {
  const scope = fastify.withTypeProvider<ZodTypeProvider>();
  scope.get(
    '/metrics',
    {
      schema: {
        tags: ['operation'],
        security: [],
        summary: 'Counts and figures in Prometheus’ text format',
        description:
          'Answered to this machine, or to the networks of `metrics.sources`; to everybody else it is not there. No applicant data is in it.',
        response: {
          200: {
            description: 'Prometheus’ text format 0.0.4',
            content: { 'text/plain': { schema: z.string() } },
          },
        },
      },
      onRequest: (request, _reply, done) => {
        done(
          mayReadMetrics(request.headers, request.ip, door.sources) ? undefined : new Refusal('not-found'),
        );
      },
    },
    async (_request, reply) => {
      const text = await door.text();
      return reply.type(metricsContentType).header('cache-control', 'no-store').send(text);
    },
  );
  return Promise.resolve();
}
