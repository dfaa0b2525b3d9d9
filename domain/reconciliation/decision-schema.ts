/** The shape of the bank's list, one decision at a time: a list may have a hundred thousand of them. */
import { z } from 'zod';
import { stages } from '../stage/stage.js';
import { decisions } from './reconciliation.js';

/** More decisions than any bank takes in a day on one loan system. */
export const mostDecisions = 200_000;

export const listedDecisionSchema = z
  .strictObject({
    applicationId: z.string(),
    stage: z.enum(stages),
    round: z.int().min(1).max(99).optional(),
    decidedAt: z.iso.datetime({ offset: true }).optional(),
    decision: z.enum(decisions).optional(),
  })
  .refine(({ stage, decision }) => decision === undefined || stage === 'final-decision', {
    path: ['decision'],
    message: 'Invalid input: expected none, since only a final decision has one',
  });

export const decisionListSchema = z.strictObject({
  decisions: z.array(listedDecisionSchema).max(mostDecisions),
});
