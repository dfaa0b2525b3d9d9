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
import { plannedSchema, timelineEntrySchema } from './timeline.js';

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
    notices: z.array(noticeSchema.extend({ explanation: explanationSchema })),
    attempts: z.array(attemptSchema),
    receipts: z.array(receiptSchema),
    tasks: z.array(taskSchema),
    timeline: z
      .array(timelineEntrySchema)
      .meta({ description: 'all that is on record, of all stages, the oldest first' }),
    planned: z.array(plannedSchema).meta({ description: 'what is to come, the soonest first' }),
    inquiries: z.int().meta({ description: 'how often somebody asked about it' }),
  })
  .meta({ id: 'Application' });
