/** Erasure of an applicant's data on request: a supervisor's act, on record, and only once the application is over. */
import { isErasureReason, isFileReference, unendedInWords } from '../../domain/erasure/erasure.js';
import type { ErasureReason } from '../../domain/erasure/erasure.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { lockApplication } from '../../ledger/application/find.js';
import { eraseApplication } from '../../ledger/erasure/erase.js';
import type { Erasure, ErasureOrder } from '../../ledger/erasure/erase.js';
import { erasureOf } from '../../ledger/erasure/find.js';
import { unendedOf } from '../../ledger/erasure/unended.js';
import type { Queryable } from '../../ledger/ledger.js';
import { knownShape } from '../intake/intake.js';
import type { IntakeWorld } from '../intake/intake.js';
import { allAcknowledged } from '../relay/acknowledgements.js';

export type ErasureWorld = Pick<IntakeWorld, 'ledger' | 'stories' | 'clock' | 'logger'>;

export interface ErasureRequest {
  readonly reason: string;
  /** The bank's own file on it; nobody's number. */
  readonly reference?: string;
  readonly staffRef: string;
}

/**
 * Erases an applicant's data for good; the record of facts stays. Asked again it answers what stands, whoever asks.
 * Refused with `application-unknown`; `application-unfinished`, naming what must end first; `temporal-unavailable`
 * where nobody can say whether the workflow has ended: nothing is erased then.
 */
export async function eraseOnRequest(
  world: ErasureWorld,
  applicationId: string,
  { reason, reference, staffRef }: ErasureRequest,
): Promise<Erasure> {
  const id = knownShape(applicationId);
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  if (!isErasureReason(reason))
    throw new Refusal('body-invalid', ['reason: expected one of the known reasons']);
  if (reference !== undefined && !isFileReference(reference))
    throw new Refusal('body-invalid', [
      'reference: expected 1 to 40 letters, digits or . _ / -, nobody’s number',
    ]);
  const order = requestOrder(reason, reference, staffRef);
  // What was told a moment ago is not in the way.
  await allAcknowledged(world.ledger, world.logger);
  return world.ledger.transaction(async (tx) => {
    const at = world.clock.now();
    const application = await lockApplication(tx, id);
    if (application === undefined) throw new Refusal('application-unknown');
    const before = await erasureOf(tx, id);
    if (before !== undefined) return before;
    await expectOver(world, tx, id, at);
    await eraseApplication(tx, id, order, at);
    return {
      applicationId: id,
      erasedAt: at,
      reason,
      staffRef,
      because: 'request',
      reference: reference ?? null,
    };
  });
}

const requestOrder = (
  reason: ErasureReason,
  reference: string | undefined,
  staffRef: string,
): ErasureOrder => ({
  because: 'request',
  reason,
  staffRef,
  ...(reference === undefined ? {} : { reference }),
});

/** With the application held: nothing can be reported of it meanwhile, so that no story can be begun again either. */
async function expectOver(world: ErasureWorld, tx: Queryable, id: ApplicationId, at: number): Promise<void> {
  const unended = await unendedOf(tx, id, at);
  if (unended.length === 0 && (await isRunning(world, id))) unended.push({ what: 'story' });
  if (unended.length > 0) throw new Refusal('application-unfinished', unended.map(unendedInWords));
}

async function isRunning({ stories, logger }: ErasureWorld, id: ApplicationId): Promise<boolean> {
  try {
    return await stories.isRunning(id);
  } catch (failure) {
    logger.warn({ err: failure }, 'whether a workflow runs could not be asked');
    throw new Refusal('temporal-unavailable');
  }
}

/**
 * Erases once more what had been erased before the ledger was restored from a backup, which brings keys back: as of
 * the same instant and for the same reasons. `known` where it is erased already; a {@link Refusal} as above.
 */
export async function eraseAgain(world: ErasureWorld, given: Erasure): Promise<'erased' | 'known'> {
  await allAcknowledged(world.ledger, world.logger);
  return world.ledger.transaction(async (tx) => {
    const id = knownShape(given.applicationId);
    const application = await lockApplication(tx, id);
    if (application === undefined) throw new Refusal('application-unknown');
    if ((await erasureOf(tx, id)) !== undefined) return 'known';
    await expectOver(world, tx, id, world.clock.now());
    const { because, reason, reference, staffRef, erasedAt } = given;
    const order: ErasureOrder =
      because === 'request' && reason !== null && staffRef !== null
        ? requestOrder(reason, reference ?? undefined, staffRef)
        : { because: 'retention' };
    await eraseApplication(tx, id, order, erasedAt);
    return 'erased';
  });
}
