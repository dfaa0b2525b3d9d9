import type { InquiryChannel } from '../../domain/inquiry/inquiry.js';
import type { Stage } from '../../domain/stage/stage.js';
import { appendEvent } from '../event/append.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface NewInquiry {
  readonly inquiryId: string;
  readonly applicationId: string;
  readonly stage?: Stage;
  readonly round?: number;
  readonly channel: InquiryChannel;
  /** As it was explained at that moment. */
  readonly cause: string;
  readonly staffRef: string;
  readonly askedAt: number;
}

/** Puts an inquiry on record, with its line of the trail. */
export async function insertInquiry(tx: Queryable, given: NewInquiry): Promise<void> {
  const { inquiryId, applicationId, stage, round, channel, cause, staffRef, askedAt } = given;
  await tx.query(
    `INSERT INTO inquiry (inquiry_id, application_id, stage, round, channel, cause, staff_ref, asked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [inquiryId, applicationId, stage ?? null, round ?? null, channel, cause, staffRef, instant(askedAt)],
  );
  await appendEvent(tx, {
    at: askedAt,
    applicationId,
    ...(stage === undefined ? {} : { stage }),
    ...(round === undefined ? {} : { round }),
    kind: 'inquiry-recorded',
    detail: { staffRef, channel, cause },
  });
}
