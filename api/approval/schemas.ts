/** Approvals as they are told; values of an applicant are never in them. */
import { z } from 'zod';
import {
  approvalKinds,
  approvalStates,
  approvalSteps,
  reviewVerdicts,
} from '../../domain/approval/approval.js';
import { approvalDeeds } from '../../client/approval/what-may.js';
import { instantSchema, stageSchema } from '../application/schemas.js';

export const approvalParams = z.object({ approvalId: z.string().meta({ format: 'uuid' }) });
const reason = z.string().trim().min(1).max(500);

export const approvalSchema = z
  .object({
    approvalId: z.uuid(),
    kind: z.enum(approvalKinds),
    subject: z.string().meta({ description: 'the task, the application, the route or provider, the words' }),
    applicationId: z.string().optional(),
    state: z.enum(approvalStates),
    since: instantSchema.meta({ description: 'in this state' }),
    act: z
      .object({
        replaces: z.array(z.string()).optional().meta({ description: 'contacts by name, never a value' }),
        removes: z.array(z.string()).optional(),
        weight: z.number().optional(),
        until: instantSchema.optional().meta({ description: 'of a hold or weight' }),
        stage: stageSchema.optional().meta({ description: 'of a corrected decision' }),
        round: z.int().optional(),
        incidentId: z.int().optional().meta({ description: 'which one is closed, or compensated for' }),
        offer: z.string().optional().meta({ description: 'of a compensation' }),
        count: z.int().optional().meta({ description: 'of applicants it is offered to' }),
      })
      .meta({ description: 'what it would do, where the kind alone does not say it' }),
    would: z
      .object({ zh: z.string(), en: z.string() })
      .meta({ description: 'what it would do, or did, in a sentence; nothing of an applicant' }),
    closes: z
      .array(z.string())
      .optional()
      .meta({ description: 'of a hold that waits: channels it would leave without any route' }),
    reason: z
      .string()
      .optional()
      .meta({ description: 'where it is about no application; else it is sealed' }),
    proposedBy: z.string(),
    proposedAt: instantSchema,
    expiresAt: instantSchema
      .optional()
      .meta({ description: 'of a proposal: it may be decided on until then' }),
    decidedBy: z.string().optional(),
    reviewBy: instantSchema
      .optional()
      .meta({ description: 'of what was done alone: somebody else must have reviewed it by then' }),
    reviewedBy: z.string().optional(),
    verdict: z.enum(reviewVerdicts).optional(),
    carriedOutAt: instantSchema.optional(),
    cameToNothing: z
      .string()
      .optional()
      .meta({ description: 'why it could not be carried out any more: a code of the refusals' }),
  })
  .meta({ id: 'Approval' });

/** One approval with its steps, and what the caller may do about it. */
export const wholeApprovalSchema = approvalSchema
  .extend({
    steps: z
      .array(
        z.object({
          at: instantSchema,
          step: z.enum(approvalSteps),
          by: z.string().optional().meta({ description: 'an account; none where it came about by itself' }),
          reason: z.string().optional(),
          sealed: z.boolean().meta({ description: 'whether a reason was written that is sealed' }),
        }),
      )
      .meta({ description: 'the oldest first' }),
    may: z.array(z.enum(approvalDeeds)).meta({ description: 'what the caller may do about it now' }),
    mayNot: z.string().optional().meta({
      description: 'while it waits: why the caller may not decide or review; a code of the refusals',
    }),
  })
  .meta({ id: 'WholeApproval' });

export const breakGlassSchema = z.strictObject({ reason }).meta({
  id: 'BreakGlass',
  description: 'a supervisor acts at once and alone; somebody else must review it afterwards',
});

export const rejectionSchema = z
  .strictObject({ reason })
  .meta({ id: 'Rejection', description: 'why not; kept sealed where it is about an application' });

export const reviewSchema = z
  .strictObject({ verdict: z.enum(reviewVerdicts), reason: reason.optional() })
  .meta({ id: 'Review', description: 'an objection needs a reason' });

export const revealedApprovalSchema = z
  .object({
    values: z.unknown().optional().meta({
      description:
        'what is proposed, in clear: contacts as in `PATCH …/contacts`, a decision as it was reported',
    }),
    before: z.unknown().optional().meta({
      description:
        'what it would take the place of, in clear: those contacts, the decision of the round before',
    }),
    written: z.array(z.object({ step: z.enum(approvalSteps), by: z.string(), reason: z.string() })),
  })
  .meta({ id: 'RevealedApproval' });
