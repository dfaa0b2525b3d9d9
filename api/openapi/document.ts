/** The OpenAPI 3.1 document, made of the very schemas that requests are judged by. */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { catalogue } from '../../domain/failure/catalogue.js';
import { sessionCookie } from '../identity/cookies.js';
import { problemSchema } from '../problem/problem.js';

/** What stands above every address of a kind. */
const tags = [
  { name: 'applications', description: 'What the loan system reports, and how an application stands' },
  { name: 'notices', description: 'Finding messages' },
  { name: 'inquiries', description: 'What callers asked about' },
  { name: 'tasks', description: 'What staff finish by hand' },
  { name: 'approvals', description: 'What needs a second pair of eyes, and what was done alone' },
  { name: 'routes', description: 'Who carries what, holds and weights' },
  { name: 'engineering', description: 'What runs, by which configuration' },
  { name: 'templates', description: 'What applicants read, from draft to retirement' },
  { name: 'alarms', description: 'What a supervisor should look at' },
  { name: 'incidents', description: 'Whom a provider left untold, until everybody is accounted for' },
  { name: 'live', description: 'How things stand and went lately, counted' },
  {
    name: 'reconciliations',
    description: 'The bank’s own list of decisions, compared with what was reported',
  },
  { name: 'webhooks', description: 'What the loan system is pushed, and what it has not taken' },
  { name: 'events', description: 'What happens, as it happens' },
  { name: 'receipts', description: 'Providers’ delivery reports' },
  { name: 'session', description: 'Signing in and out by browser, and who one is' },
  { name: 'operation', description: 'Health, and this document' },
];

/** Prepares a server so that its addresses are described as they are registered. */
export async function describe(fastify: FastifyInstance): Promise<void> {
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  await fastify.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bida 必达',
        version: '1',
        description:
          'Every key decision on a loan application reaches the applicant, exactly once per stage. PUT with natural keys is the idempotency: the same body again is answered 200, a different one 409 naming what differs. Refusals are problem documents (RFC 9457).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags,
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'An access token of the bank’s identity provider',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: sessionCookie,
            description:
              'The session of somebody who signed in by browser. What changes something carries the header `x-csrf-token` (see `GET /v1/session`) and comes from our own origin',
          },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: withRoles(createJsonSchemaTransform({})),
    transformObject: createJsonSchemaTransformObject({}),
  });
}

/** Says with each address who may use it, as the guard does. */
const withRoles =
  (transform: ReturnType<typeof createJsonSchemaTransform>): typeof transform =>
  (given) => {
    const { schema, url } = transform(given);
    const { roles } = given.route.config ?? {};
    // What describes itself in no way is for our own programs (the codec endpoint).
    if (given.route.schema === undefined) return { schema: { hide: true }, url };
    return roles === undefined ? { schema, url } : { schema: { ...schema, 'x-roles': [...roles] }, url };
  };

interface Refused {
  readonly description: string;
  readonly content: { readonly 'application/problem+json': { readonly schema: typeof problemSchema } };
}

/** Answers an address may give beside its good ones, by status and with their codes, for its description. */
export function refusals(...codes: readonly FailureCode[]): Record<number, Refused> {
  const always: readonly FailureCode[] = [
    'unauthenticated',
    'forbidden',
    'too-many-requests',
    'ledger-unavailable',
  ];
  const byStatus: Record<number, Refused> = {};
  for (const code of new Set([...codes, ...always])) {
    const { httpStatus, en } = catalogue[code];
    const before = byStatus[httpStatus]?.description;
    const said = `\`${code}\`: ${en}`;
    byStatus[httpStatus] = {
      description: before === undefined ? said : `${before}; ${said}`,
      content: { 'application/problem+json': { schema: problemSchema } },
    };
  }
  return byStatus;
}
