/** The shapes in which incidents and compensation are told. */
import { z } from 'zod';
import { carriers, provinces } from '../../domain/contact/number-segment.js';
import { affectedStates } from '../../domain/incident/affected.js';
import { compensationAnswers, compensationStates } from '../../domain/incident/compensation.js';
import { providerMarks } from '../../domain/incident/incident.js';
import { incidentSteps } from '../../domain/incident/step.js';
import { instantSchema, stageSchema } from '../application/schemas.js';

export const incidentParams = z.object({
  incidentId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});
export const compensationParams = z.object({ compensationId: z.string() });

export const affectedStateSchema = z.enum(affectedStates).meta({ id: 'AffectedState' });
const compensationStateSchema = z.enum(compensationStates).meta({ id: 'CompensationState' });
const count = z.int().min(0);

const reason = z.string().meta({ description: '1 to 200 characters without a number of anybody' });
const range = {
  from: instantSchema.meta({ description: 'messages begun from then on' }),
  until: instantSchema.optional().meta({ description: 'and before that; without it, it goes on' }),
};

/** Opens one: by an alarm, which says what it is about, or by saying that. */
export const openingSchema = z.union([
  z.strictObject({ alarmId: z.int().min(1), ...range, reason }),
  z.strictObject({
    target: z
      .string()
      .regex(/^[a-z][a-z0-9/-]{1,40}$/)
      .meta({ description: '`sms/aliyun`, or `aliyun` for every route of that provider' }),
    province: z.enum(provinces).optional(),
    carrier: z.enum(carriers).optional().meta({ description: 'only beside a province' }),
    ...range,
    reason,
  }),
]);

export const openedSchema = z.object({
  incidentId: z.int(),
  meets: z.array(z.int()).meta({
    description: 'open ones that may be about some of the same messages; a notice stands on one list alone',
  }),
});

export const rangeSchema = z.strictObject({
  from: instantSchema.optional().meta({ description: 'earlier than it was' }),
  until: instantSchema.optional(),
});

export const markSchema = z.strictObject({
  mark: z.enum(providerMarks),
  at: instantSchema.optional().meta({ description: 'now, unless it is said' }),
});

export const proposalSchema = z.strictObject({ reason });

export const resendsSchema = z.object({
  ordered: count,
  refused: count.meta({ description: 'another message of theirs is under way, or they need none any more' }),
  isMore: z.boolean().meta({ description: 'whether the same again goes on with others' }),
});

export const incidentSchema = z
  .object({
    incidentId: z.int(),
    target: z.string(),
    province: z.enum(provinces).optional(),
    carrier: z.enum(carriers).optional(),
    from: instantSchema,
    until: instantSchema.optional(),
    alarm: z
      .object({
        alarmId: z.int(),
        kind: z.string(),
        openedAt: instantSchema,
        resolvedAt: instantSchema.optional(),
      })
      .optional(),
    openedBy: z.string().meta({ description: 'an account, or `system:monitor`' }),
    reason: z.string(),
    openedAt: instantSchema,
    dueAt: instantSchema,
    overdueAt: instantSchema.optional(),
    lookedAt: instantSchema.optional().meta({ description: 'when its list was last brought up to date' }),
    closedAt: instantSchema.optional(),
    closedBy: z.string().optional(),
    confirmedBy: z.string().optional(),
  })
  .meta({ id: 'Incident' });

export const wholeIncidentSchema = incidentSchema
  .extend({
    progress: z.object({ affected: count, accountedFor: count, untold: count, undecided: count }),
    counts: z.partialRecord(affectedStateSchema, count),
    compensation: z.partialRecord(compensationStateSchema, count),
    provider: z.partialRecord(z.enum(providerMarks), instantSchema),
    steps: z.array(
      z.object({
        at: instantSchema,
        step: z.enum(incidentSteps),
        by: z.string().optional(),
        detail: z.record(
          z.string(),
          z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
        ),
      }),
    ),
    offersCompensation: z.boolean().meta({ description: 'whether a rule for it is configured' }),
  })
  .meta({ id: 'WholeIncident' });

export const affectedSchema = z
  .object({
    applicationId: z.string(),
    stage: stageSchema,
    round: z.int(),
    state: affectedStateSchema,
    accountedFor: z.boolean(),
    owedAt: instantSchema,
    lostAt: instantSchema,
    lostRoute: z.string(),
    listedAt: instantSchema,
    toldAt: instantSchema.optional(),
    toldBy: z.string().optional().meta({ description: 'a route, or an account' }),
    taskId: z.uuid().optional(),
    taskDueAt: instantSchema.optional(),
    isResendOrdered: z.boolean(),
  })
  .meta({ id: 'AffectedNotice' });

export const compensationSchema = z
  .object({
    compensationId: z.uuid(),
    incidentId: z.int(),
    applicationId: z.string(),
    offer: z.string().meta({ description: 'what the loan system knows it by' }),
    state: compensationStateSchema,
    proposedAt: instantSchema,
    approvalId: z.uuid(),
    approvedAt: instantSchema.optional(),
    answeredAt: instantSchema.optional(),
    taskId: z.uuid().optional(),
    toldAt: instantSchema.optional(),
    toldBy: z.string().optional(),
  })
  .meta({ id: 'Compensation' });

export const answerSchema = z.strictObject({ result: z.enum(compensationAnswers) });

export const reportQuery = z.strictObject({
  format: z.enum(['html', 'csv']).default('html'),
  language: z.enum(['zh', 'en']).default('zh'),
});
