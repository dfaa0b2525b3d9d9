/** What is on record about an application in the order it happened, and what is to come. */
import { z } from 'zod';
import type { Planned } from '../../domain/explanation/planned.js';
import { plannedKinds } from '../../domain/explanation/planned-step.js';
import { timelineKinds } from '../../domain/explanation/timeline-entry.js';
import type { TimelineEntry } from '../../domain/explanation/timeline-entry.js';
import type { TimelineOnRecord } from '../../client/application/read.js';
import { attemptSchema, instantSchema, stageSchema } from './schemas.js';
import { attemptView, instantOf } from './view.js';

const placed = {
  stage: stageSchema.optional(),
  round: z.int().optional(),
  zh: z.string().meta({ description: 'one sentence, without the instant' }),
  en: z.string(),
  attemptId: z.uuid().optional().meta({ description: 'the attempt that shows it, among `attempts`' }),
  taskId: z.uuid().optional().meta({ description: 'the task that shows it, among `tasks`' }),
  approvalId: z.uuid().optional(),
};

export const timelineEntrySchema = z
  .object({
    at: instantSchema,
    kind: z.enum(timelineKinds),
    ...placed,
  })
  .meta({ id: 'TimelineEntry', description: 'one fact on record; each stands once' });

export const timelineEntryView = ({ at, ...entry }: TimelineEntry): z.input<typeof timelineEntrySchema> => ({
  at: instantOf(at),
  ...entry,
});

export const earlierSchema = z
  .int()
  .meta({ description: 'how many entries there are before these; `before` of the next part' });

/** Part of a timeline, and the attempts its entries name. */
export const timelineSchema = z
  .object({
    timeline: z.array(timelineEntrySchema).meta({ description: 'the oldest first' }),
    attempts: z.array(attemptSchema),
    earlier: earlierSchema,
  })
  .meta({ id: 'Timeline' });

export const timelineView = ({
  timeline: { entries, earlier },
  attempts,
}: TimelineOnRecord): z.input<typeof timelineSchema> => ({
  timeline: entries.map(timelineEntryView),
  attempts: attempts.map(attemptView),
  earlier,
});

/** What an address of a timeline may ask for. */
export const timelineQuery = z.object({
  before: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .meta({ description: '`earlier` of what is known: the entries just before are told, 100 at most' }),
});

export const plannedSchema = z
  .object({
    at: instantSchema.meta({ description: 'when, or by when' }),
    kind: z.enum(plannedKinds),
    ...placed,
  })
  .meta({
    id: 'Planned',
    description: 'one thing to come, as far as the record and the escalation tell; never a guess',
  });

export const plannedView = ({ at, ...step }: Planned): z.input<typeof plannedSchema> => ({
  at: instantOf(at),
  ...step,
});
