/** What people write about an approval: sealed where it is about an application, in clear without numbers elsewhere. */
import { z } from 'zod';
import { Refusal } from '../../domain/failure/catalogue.js';
import { holdsPersonalNumber } from '../../domain/ids/ids.js';
import { reasonBodySchema } from '../../domain/report/schemas.js';
import { findApplication } from '../../ledger/application/find.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import type { StepTaken } from '../../ledger/approval/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { ApprovalStep } from '../../domain/approval/approval.js';
import { approvalStepPlace } from '../../runtime/sealing/places.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import { openable } from '../intake/known-application.js';
import { readBody } from '../intake/read-body.js';

/** A reason that stands in clear for whoever looks. */
export const openReason = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !holdsPersonalNumber(text));

/** The same, read; a {@link Refusal} `body-invalid` where it is none. */
export function openReasonOf(given: unknown): string {
  const read = openReason.safeParse(given);
  if (read.success) return read.data;
  throw new Refusal('body-invalid', ['reason: expected 1 to 200 characters without a number of anybody']);
}

/** A reason sealed with the application's own key, for a step of an approval. */
export async function sealedReason(
  tx: Queryable,
  sealing: Sealing,
  applicationId: string,
  { step, at, reason }: { readonly step: ApprovalStep; readonly at: number; readonly reason: unknown },
): Promise<(approvalId: string) => Buffer> {
  const body = readBody(reasonBodySchema, { reason });
  const { wrappedKey } = openable(await findApplication(tx, applicationId));
  const dataKey = await sealing.openDataKey(wrappedKey, applicationId);
  return (approvalId) => sealing.seal(dataKey, body, approvalStepPlace(approvalId, step, at));
}

/** What somebody wrote at a step of an approval that stands: in clear, or sealed where it is about an application. */
export async function writtenReason(
  tx: Queryable,
  sealing: Sealing,
  { approvalId, applicationId }: Pick<ApprovalRow, 'approvalId' | 'applicationId'>,
  given: { readonly step: ApprovalStep; readonly at: number; readonly reason: unknown },
): Promise<Pick<StepTaken, 'reason' | 'sealed'>> {
  if (applicationId === null) return { reason: openReasonOf(given.reason) };
  const sealedFor = await sealedReason(tx, sealing, applicationId, given);
  return { sealed: sealedFor(approvalId) };
}
