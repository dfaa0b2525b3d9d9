/** Refusals as problem documents (RFC 9457), from the one catalogue; nothing an applicant said is in them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { catalogue } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';

/** After how many seconds whoever was told to come again may. */
const comeAgainS = 5;

const codes = Object.keys(catalogue) as [FailureCode, ...FailureCode[]];

/** The shape of every refusal. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'where this code is explained, relative to the API' }),
    title: z.string().meta({ description: 'in the language asked for by Accept-Language, zh or en' }),
    status: z.int(),
    code: z.enum(codes).meta({ description: 'what a program acts on; docs/failures.md has them all' }),
    faults: z
      .array(z.string())
      .optional()
      .meta({ description: 'fields or parameters and what was expected there, never what was sent' }),
    requestId: z.string().meta({ description: 'names this request in our log' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

/** Answers with the catalogue's entry for a code; whoever may come again is told when. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: FailureCode,
  faults: readonly string[] = [],
): FastifyReply {
  const { httpStatus, retryable, zh, en } = catalogue[code];
  if (retryable && !reply.hasHeader('retry-after')) void reply.header('retry-after', String(comeAgainS));
  void reply.header('cache-control', 'no-store');
  const document = {
    type: `/problems/${code}`,
    title: speaksChinese(request) ? zh : en,
    status: httpStatus,
    code,
    ...(faults.length === 0 ? {} : { faults }),
    requestId: request.id,
  };
  // A string passes the route's own response schema by.
  return reply.code(httpStatus).type('application/problem+json').send(JSON.stringify(document));
}

/** Whether the first language asked for is Chinese. */
const speaksChinese = ({ headers }: FastifyRequest): boolean =>
  /^\s*zh\b/i.test(headers['accept-language'] ?? '');
