/** What callers ask about: put on record with the answer of that moment, and counted. */
import { z } from 'zod';
import { inquiryCounts } from '../../client/inquiry/counts.js';
import { recordInquiry } from '../../client/inquiry/record.js';
import { knownShape } from '../../client/intake/intake.js';
import { inquiryChannels } from '../../domain/inquiry/inquiry.js';
import { explanationSchema, instantSchema, stageSchema } from '../application/schemas.js';
import { instantOf } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';

const tags = ['inquiries'];

const inquirySchema = z
  .strictObject({
    applicationId: z.string().max(200),
    stage: stageSchema
      .optional()
      .meta({ description: 'what was asked about; else the application as a whole' }),
    round: z.int().min(1).max(99).optional(),
    channel: z.enum(inquiryChannels).default('phone'),
  })
  .refine(({ stage, round }) => round === undefined || stage !== undefined, {
    path: ['round'],
    message: 'Invalid input: expected a stage with it',
  })
  .meta({ id: 'Inquiry' });

const { cause: causeSchema } = explanationSchema.shape;
const recordedSchema = z
  .object({
    inquiryId: z.uuid(),
    askedAt: instantSchema,
    cause: causeSchema.meta({ description: 'as it was explained at that moment' }),
  })
  .meta({ id: 'InquiryRecorded' });

const countsSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    counts: z.array(z.object({ day: z.iso.date(), cause: causeSchema, count: z.int() })),
  })
  .meta({
    id: 'InquiryCounts',
    description: 'the oldest day first; days and causes without any are left out',
  });

const day = (description: string) => z.string().max(10).optional().meta({ format: 'date', description });

/** `POST /v1/inquiries`, `GET /v1/inquiries/counts`. */
export function inquiries(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/inquiries',
    {
      config: { roles: ['staff', 'supervisor'] },
      schema: {
        tags,
        summary: 'Somebody asked about an application: put on record, with the cause of that moment',
        body: inquirySchema,
        response: {
          201: recordedSchema,
          ...refusals('body-invalid', 'application-unknown', 'application-id-shape'),
        },
      },
    },
    async (request, reply) => {
      const { account, regions } = callerOf(request);
      const { applicationId, stage, round, channel } = request.body;
      const asked = { ...(stage === undefined ? {} : { stage }), ...(round === undefined ? {} : { round }) };
      const { inquiryId, askedAt, explanation } = await recordInquiry(
        world,
        knownShape(applicationId),
        asked,
        { staffRef: account, channel, ...(regions === undefined ? {} : { regions }) },
      );
      const { cause } = explanation;
      return reply.code(201).send({ inquiryId, askedAt: instantOf(askedAt), cause });
    },
  );

  scope.get(
    '/v1/inquiries/counts',
    {
      config: { roles: ['supervisor', 'auditor'] },
      schema: {
        tags,
        summary: 'How often was asked, by day of the bank and by cause; the last thirty days unless said',
        querystring: z.strictObject({
          from: day('the first day'),
          to: day('the last day, today unless said'),
        }),
        response: { 200: countsSchema, ...refusals('request-invalid') },
      },
    },
    async (request) => {
      const { from, to } = request.query;
      const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      const counted = await inquiryCounts(world, days, callerOf(request).regions);
      return { ...counted, counts: [...counted.counts] };
    },
  );
}
