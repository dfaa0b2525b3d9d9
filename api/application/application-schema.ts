/** The shape in which an application is told with everything on record about it. */
import { z } from 'zod';
import { legalBases, purposes as consentPurposes } from '../../domain/contact/consent.js';
import {
  attemptSchema,
  contactStateSchema,
  erasureSchema,
  explanationSchema,
  instantSchema,
  maskedSchema,
  noticeSchema,
  receiptSchema,
  taskSchema,
} from './schemas.js';
import { earlierSchema, plannedSchema, timelineEntrySchema } from './timeline.js';

/** An application and everything on record about it. */
export const applicationSchema = z
  .object({
    applicationId: z.string(),
    applicantType: z.enum(['person', 'company']),
    product: z.string(),
    region: z.string().optional(),
    reportedAt: instantSchema,
    withdrawnAt: instantSchema.optional(),
    erasure: erasureSchema.optional(),
    contactVersion: z.int(),
    contacts: z.record(z.string(), contactStateSchema).meta({ description: 'by name, never a value' }),
    masked: maskedSchema.optional(),
    consent: z
      .array(
        z.object({
          purpose: z.enum(consentPurposes),
          allowed: z.boolean(),
          revoked: z.boolean().meta({ description: 'it was allowed once, and is not now' }),
          basis: z.enum(legalBases),
          givenAt: instantSchema.optional(),
          reportedAt: instantSchema,
        }),
      )
      .meta({
        description:
          'by channel and check, with legal basis and dates; empty where the bank keeps consent itself',
      }),
    explanation: explanationSchema,
    notices: z.array(
      noticeSchema.extend({
        explanation: explanationSchema,
        attemptsMade: z.int().meta({ description: 'how many there are, also where not all are told' }),
      }),
    ),
    attempts: z.array(attemptSchema).meta({ description: 'the latest 200, and those the timeline names' }),
    receipts: z.array(receiptSchema).meta({ description: 'on these attempts' }),
    tasks: z.array(taskSchema),
    timeline: z
      .array(timelineEntrySchema)
      .meta({ description: 'what is on record, of all stages: the latest 100 to 199, the oldest first' }),
    earlier: earlierSchema,
    planned: z.array(plannedSchema).meta({ description: 'what is to come, the soonest first' }),
    inquiries: z.int().meta({ description: 'how often somebody asked about it' }),
  })
  .meta({ id: 'Application' });
