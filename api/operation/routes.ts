/** Health, the description of the API, and what its refusals mean. */
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { catalogue } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { backlog } from '../../ledger/outbox/outbox.js';
import { takeJsonOnly } from '../body.js';
import type { Ledger } from '../../ledger/ledger.js';

const tags = ['operation'];
const open = { tags, security: [] } as const;

const readySchema = z.object({
  status: z.string(),
  toBeTold: z
    .object({ count: z.int(), oldestAt: z.number().nullable() })
    .optional()
    .meta({ description: 'messages that workflows have still to be told' }),
});

/** `/healthz`, `/readyz`, `/openapi.json`, `/docs` and `/problems/{code}`, all without a token. */
export async function operationRoutes(
  fastify: FastifyInstance,
  { ledger }: { readonly ledger: Ledger },
): Promise<void> {
  takeJsonOnly(fastify);
  const scope = fastify.withTypeProvider<ZodTypeProvider>();
  scope.get(
    '/healthz',
    {
      schema: { ...open, summary: 'The process lives', response: { 200: z.object({ status: z.string() }) } },
    },
    () => ({ status: 'alive' }),
  );
  scope.get(
    '/readyz',
    {
      schema: {
        ...open,
        summary: 'The ledger can be reached',
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      try {
        return { status: 'ready', toBeTold: await backlog(ledger) };
      } catch {
        return reply.code(503).send({ status: 'the ledger is not reachable' });
      }
    },
  );
  scope.get('/openapi.json', { schema: { hide: true } }, () => fastify.swagger());
  scope.get(
    '/problems/:code',
    {
      schema: {
        ...open,
        summary: 'What a refusal means',
        params: z.object({ code: z.string() }),
        response: {
          200: z.object({
            code: z.string(),
            status: z.int(),
            retryable: z.boolean(),
            zh: z.string(),
            en: z.string(),
          }),
        },
      },
    },
    (request) => {
      const { code } = request.params;
      if (!Object.hasOwn(catalogue, code)) throw new Refusal('not-found');
      const { httpStatus, ...entry } = catalogue[code as FailureCode];
      return { code, status: httpStatus, ...entry };
    },
  );
  await fastify.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { docExpansion: 'list', tryItOutEnabled: false },
  });
}
