/** What is on record about an application in the order it happened, and what is to come. */
import { z } from 'zod';
import type { Planned } from '../../domain/explanation/planned.js';
import { plannedKinds } from '../../domain/explanation/planned-step.js';
import { timelineKinds } from '../../domain/explanation/timeline-entry.js';
import type { TimelineEntry } from '../../domain/explanation/timeline-entry.js';
import { instantSchema, stageSchema } from './schemas.js';
import { instantOf } from './view.js';

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
