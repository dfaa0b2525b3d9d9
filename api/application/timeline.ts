/** What is on record about an application, in the order it happened. */
import { z } from 'zod';
import { timelineKinds } from '../../domain/explanation/timeline-entry.js';
import type { TimelineEntry } from '../../domain/explanation/timeline-entry.js';
import { instantSchema, stageSchema } from './schemas.js';
import { instantOf } from './view.js';

const placed = {
  stage: stageSchema.optional(),
  round: z.int().optional(),
  zh: z.string().meta({ description: 'one sentence, without the instant' }),
  en: z.string(),
};

export const timelineEntrySchema = z
  .object({
    at: instantSchema,
    kind: z.enum(timelineKinds),
    ...placed,
    attemptId: z.uuid().optional().meta({ description: 'the attempt that shows it, among `attempts`' }),
    taskId: z.uuid().optional().meta({ description: 'the task that shows it, among `tasks`' }),
    approvalId: z.uuid().optional(),
  })
  .meta({ id: 'TimelineEntry', description: 'one fact on record; each stands once' });

export const timelineEntryView = ({ at, ...entry }: TimelineEntry): z.input<typeof timelineEntrySchema> => ({
  at: instantOf(at),
  ...entry,
});
