/** The shapes of the bank's own list of a day, and of what became of its decisions. */
import { z } from 'zod';
import { mostEntries } from '../../client/reconciliation/read.js';
import { entryKinds } from '../../domain/reconciliation/reconciliation.js';
import { instantSchema, stageSchema } from '../application/schemas.js';

export const dayParams = z.object({
  date: z.string().meta({ format: 'date', description: 'the bank’s local day; not in the future' }),
});

export const entryQuery = z.object({
  kind: z.enum(entryKinds).optional().meta({ description: 'these alone' }),
  after: z.string().min(1).max(400).optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(mostEntries).optional().meta({ description: '100 unless given' }),
});

export const takenListSchema = z
  .object({
    result: z.enum(['created', 'replaced', 'known']),
    version: z.int().meta({ description: 'counts the lists given for the day; the newest alone counts' }),
  })
  .meta({ id: 'TakenList' });

const count = z.int().min(0);

export const reconciliationSchema = z
  .object({
    date: z.iso.date(),
    lists: z
      .array(
        z.object({
          version: z.int(),
          regions: z.array(z.string()).meta({ description: 'of whoever gave it; none means every region' }),
          decisions: count,
          givenAt: instantSchema,
          givenBy: z.string(),
        }),
      )
      .meta({ description: 'those in force' }),
    counts: z.object({
      listed: count,
      agreed: count.meta({ description: 'reported as listed' }),
      neverReported: count.meta({ description: 'no report ever came: an alarm' }),
      reportRefused: count.meta({ description: 'reported and refused, so nobody is told: an alarm' }),
      decisionDiffers: count.meta({ description: 'reported with another decision' }),
      awaitingApproval: count.meta({
        description: 'reported; it corrects what may have been told, and waits for a supervisor',
      }),
      awaited: count.meta({ description: 'not reported yet, within the grace' }),
      overtaken: count.meta({ description: 'not reported, and a later stage or a withdrawal is on record' }),
      notOnList: count.meta({ description: 'reported as decided that day, and not on the list' }),
    }),
    entries: z.array(
      z.object({
        kind: z.enum(entryKinds),
        applicationId: z.string(),
        stage: stageSchema,
        round: z.int(),
        applicationKnown: z.boolean().meta({ description: 'whether the application itself was reported' }),
        decidedAt: instantSchema.optional(),
        listedAt: instantSchema.optional().meta({ description: 'since when the lists have named it' }),
        refusedCode: z.string().optional().meta({ description: 'why the newest report of it was refused' }),
        approvalId: z.uuid().optional().meta({ description: 'what it waits for' }),
      }),
    ),
    next: z.string().optional().meta({ description: 'where the next page begins; absent on the last' }),
  })
  .meta({ id: 'Reconciliation' });

/** What a list is answered with: how the day stands by it. */
export const reconciledSchema = reconciliationSchema.extend(takenListSchema.shape).meta({ id: 'Reconciled' });
