import { z } from 'zod';
import {
  approvalKinds,
  usualExpiryMs,
  usualHoldAloneMs,
  usualReviewMs,
} from '../../domain/approval/approval.js';
import type { ApprovalKind } from '../../domain/approval/approval.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const expirySchema = (kind: ApprovalKind) =>
  z
    .int()
    .min(minuteMs)
    .max(90 * dayMs)
    .default(usualExpiryMs[kind]);

/** What a second person must agree to, and how long they have for it. */
export const approvalsSchema = z.strictObject({
  /**
   * Whether a corrected decision waits for a supervisor where the applicant has heard, or may have heard, what it
   * corrects. For a bank whose own process has two pairs of eyes before anything is reported: `false`.
   */
  correctedDecisions: z.boolean().default(true),
  /** How long a proposal may be decided on, by what it proposes; then it must be proposed anew. */
  expireAfterMs: z
    .strictObject(
      Object.fromEntries(approvalKinds.map((kind) => [kind, expirySchema(kind)])) as Record<
        ApprovalKind,
        ReturnType<typeof expirySchema>
      >,
    )
    .prefault({}),
  /** How long one supervisor alone may keep a route or provider held, all in all within a day; 0: not at all. */
  holdAloneMs: z.int().min(0).max(dayMs).default(usualHoldAloneMs),
  /** Until when what somebody did alone must have been reviewed by somebody else, before it becomes an alarm. */
  reviewWithinMs: z
    .int()
    .min(minuteMs)
    .max(30 * dayMs)
    .default(usualReviewMs),
});
