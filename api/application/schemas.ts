/** The shapes in which applications, stages and what became of them are told. */
import { z } from 'zod';
import { evidences, outcomes, purposes, settlements } from '../../domain/attempt/attempt.js';
import { blockedStates } from '../../domain/contact/contact-state.js';
import { erasedBecause, erasureReasons } from '../../domain/erasure/erasure.js';
import { nextStepOf } from '../../domain/explanation/finding.js';
import type { Cause, NextStepWord } from '../../domain/explanation/finding.js';
import { failureClasses } from '../../domain/failure/failure-class.js';
import { closedBecause, taskKinds, taskOutcomes } from '../../domain/human-task/human-task.js';
import { finishedStates, unfinishedStates, waits } from '../../domain/notice/state.js';
import { stages } from '../../domain/stage/stage.js';

/** ISO 8601, UTC. */
export const instantSchema = z.iso.datetime();
export const stageSchema = z.enum(stages);
export const noticeStateSchema = z.enum([...unfinishedStates, ...finishedStates]);
export const contactStateSchema = z.enum(['good', 'bad-format', 'missing', ...blockedStates]);

/** What is said of an applicant who is looked for; each search describes it in words of its own. */
export const saidNumberSchema = z.string().trim().min(1).max(40).optional();
export const saidNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .optional()
  .meta({ description: 'the applicant’s, whole' });

/** Judged, and refused in words of their own, by the intake: these only describe. */
export const applicationParams = z.object({
  applicationId: z.string().meta({
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
    description: 'the loan system’s own; never anybody’s number',
  }),
});
export const stageParams = applicationParams.extend({
  stage: z.string().meta({ enum: [...stages] }),
});
export const roundParams = stageParams.extend({
  round: z.string().meta({ pattern: '^[1-9][0-9]?$', description: '1 to 99' }),
});

/** What the intake says of a report that it took. */
export const takenSchema = z
  .object({
    result: z.enum(['created', 'known']),
    told: z.boolean().meta({
      description: 'whether the workflow has been told; if not, it will be, by itself',
    }),
    mobile: contactStateSchema.optional(),
    contacts: z
      .record(z.string(), contactStateSchema)
      .optional()
      .meta({ description: 'each contact that was given, by name: `mobile`, `email`, `push-1` …' }),
    idNumber: z.string().optional().meta({ description: 'what the checksum says, where one was given' }),
  })
  .meta({ id: 'Taken' });

export const noticeSchema = z
  .object({
    stage: stageSchema,
    round: z.int(),
    state: noticeStateSchema,
    stateSince: instantSchema,
    waitingFor: z
      .object({ kind: z.enum(waits), until: instantSchema })
      .optional()
      .meta({ description: 'of an unfinished notice: what for, and until when at the latest' }),
    owedAt: instantSchema,
    decidedAt: instantSchema.optional(),
    everHeld: z.boolean(),
    finishedAt: instantSchema.optional(),
  })
  .meta({ id: 'Notice' });

export const attemptSchema = z
  .object({
    attemptId: z.uuid(),
    stage: stageSchema,
    round: z.int(),
    route: z.string().meta({ examples: ['sms/aliyun'] }),
    contact: z.string().meta({ description: 'by name and version, never its value', examples: ['mobile@1'] }),
    purpose: z.enum(purposes),
    words: z.string().meta({ examples: ['final-decision.approved.sms.zh-CN.person@1'] }),
    outcome: z.enum(outcomes),
    settlement: z.enum(settlements).optional(),
    evidence: z.enum(evidences),
    failure: z.enum(failureClasses).optional(),
    providerCode: z.string().optional(),
    carrierGuess: z.string().optional(),
    provinceGuess: z.string().optional(),
    intendedAt: instantSchema,
    answeredAt: instantSchema.optional(),
    settledAt: instantSchema.optional(),
    receiptDeadline: instantSchema.optional(),
  })
  .meta({ id: 'Attempt' });

export const receiptSchema = z
  .object({
    attemptId: z.uuid(),
    route: z.string(),
    settlement: z.enum(['delivered', 'undelivered']).optional(),
    failure: z.enum(failureClasses).optional(),
    providerCode: z.string(),
    verdict: z.string(),
    polled: z.boolean().meta({ description: 'asked for by us, since it was never pushed' }),
    reportedAt: instantSchema.optional(),
    receivedAt: instantSchema,
  })
  .meta({ id: 'Receipt' });

/** Enough to know somebody again; shown to staff and supervisors alone, and revealed by a call of its own. */
export const maskedSchema = z
  .object({
    name: z.string().meta({ examples: ['张*'] }),
    idNumber: z.string().optional(),
    mobile: z
      .string()
      .optional()
      .meta({ examples: ['138****1234'] }),
    landline: z.string().optional(),
    email: z
      .string()
      .optional()
      .meta({ examples: ['w***@example.com'] }),
    pushTokens: z.int().optional().meta({ description: 'how many' }),
  })
  .meta({ id: 'Masked', description: 'values masked, for staff and supervisors' });

export const taskSchema = z
  .object({
    taskId: z.uuid(),
    applicationId: z.string(),
    stage: stageSchema.optional(),
    round: z.int().optional(),
    kind: z.enum(taskKinds),
    because: z.string(),
    state: z.enum(['open', 'completed', 'closed']),
    openedAt: instantSchema,
    remindAt: instantSchema,
    dueAt: instantSchema,
    overdueAt: instantSchema.optional(),
    finishedAt: instantSchema.optional(),
    outcome: z.enum(taskOutcomes).optional(),
    staffRef: z.string().optional(),
    confirmedBy: z.string().optional(),
    identity: z.enum(['verified', 'not-verified']).optional(),
    closedBecause: z.enum(closedBecause).optional(),
    claim: z
      .object({ by: z.string(), at: instantSchema, until: instantSchema })
      .optional()
      .meta({ description: 'who has taken an open task on, and until when it is theirs' }),
    callAgainAt: instantSchema
      .optional()
      .meta({ description: 'of an open task: when whoever calls is to try again' }),
    callsMissed: z
      .int()
      .optional()
      .meta({ description: 'how often a call was in vain; absent where none was' }),
    proposal: z
      .object({ approvalId: z.uuid(), by: z.string(), until: instantSchema })
      .optional()
      .meta({ description: 'that it be closed as `unreachable` waits for a second person' }),
    correction: z
      .object({ approvalId: z.uuid(), round: z.int(), until: instantSchema })
      .optional()
      .meta({ description: 'a corrected decision of this stage waits for a supervisor' }),
  })
  .meta({ id: 'Task' });

const causes = Object.keys(nextStepOf) as [Cause, ...Cause[]];
const nextSteps = [...new Set(Object.values(nextStepOf))] as [NextStepWord, ...NextStepWord[]];
const saidSchema = z.object({
  cause: z.string().meta({ description: 'why the applicant has, or has not yet, been told' }),
  nextStep: z.string().meta({ description: 'what is to be done now' }),
  tellApplicant: z.string().meta({ description: 'to be read to an applicant who calls' }),
  evidence: z.array(z.string()).meta({ description: 'recorded facts, the oldest first' }),
});

/** The answer to “why did no message come?”. */
export const explanationSchema = z
  .object({
    cause: z.enum(causes),
    nextStep: z.enum(nextSteps),
    zh: saidSchema,
    en: saidSchema,
  })
  .meta({ id: 'Explanation' });

/** That, when and why an applicant's data was erased. */
export const erasureSchema = z
  .object({
    erasedAt: instantSchema,
    because: z.enum(erasedBecause),
    reason: z.enum(erasureReasons).optional(),
    reference: z.string().optional(),
    staffRef: z.string().optional(),
  })
  .meta({
    id: 'Erasure',
    description: 'the applicant’s data is no more; what is told is the record without it',
  });
