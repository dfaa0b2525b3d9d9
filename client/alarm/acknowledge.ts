/** Somebody takes an alarm in hand: nobody else is woken for it unless it gets worse, or comes back after its end. */
import { endedBy } from '../../domain/alarm/nature.js';
import { isWorse } from '../../domain/alarm/spell.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { insertAcknowledgement, lockAlarm } from '../../ledger/alarm/acknowledge.js';
import { findAlarm } from '../../ledger/alarm/page.js';
import type { AlarmShown } from '../../ledger/alarm/page.js';
import { resolveAlarm } from '../../ledger/alarm/raise.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import { openReason } from '../approval/reason.js';

export interface AcknowledgeOrder {
  readonly alarmId: number;
  /** Whoever takes it: an account. */
  readonly staffRef: string;
  /** What they say of it, for whoever looks. */
  readonly note?: string;
  /** And the branch regions they are bound to. */
  readonly regions?: readonly string[];
}

/** Whether somebody has it, and it is no worse since. */
export const isInHand = ({ acknowledgedBy, extent, acknowledgedExtent }: AlarmShown): boolean =>
  acknowledgedBy !== null && !isWorse(extent, acknowledgedExtent);

/**
 * Puts it on record; what tells of something that happened once is over by that. The same person again is answered alike. A
 * {@link Refusal} `alarm-unknown`, `alarm-over`, `alarm-acknowledged`, `staff-reference`, or `body-invalid` for a note that
 * is none.
 */
export async function acknowledgeAlarm(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  { alarmId, staffRef, note, regions }: AcknowledgeOrder,
): Promise<AlarmShown> {
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const said = note === undefined ? undefined : noteOf(note);
  return ledger.transaction(async (tx) => {
    const held = await lockAlarm(tx, alarmId);
    const shown = held === undefined ? undefined : await findAlarm(tx, alarmId, regions);
    if (held === undefined || shown === undefined) throw new Refusal('alarm-unknown');
    if (isInHand(shown) && shown.acknowledgedBy?.toLowerCase() === staffRef.toLowerCase()) return shown;
    if (held.resolvedAt !== null) throw new Refusal('alarm-over');
    if (isInHand(shown)) throw new Refusal('alarm-acknowledged');
    const at = clock.now();
    const { kind, subject, extent } = held;
    await insertAcknowledgement(tx, {
      ...{ alarmId, by: staffRef, at, extent },
      ...(said === undefined ? {} : { note: said }),
    });
    if (endedBy(kind) === 'acknowledgement') await resolveAlarm(tx, kind, subject, at);
    const now = await findAlarm(tx, alarmId, regions);
    if (now === undefined) throw new Error('an alarm that is held is not there');
    return now;
  });
}

function noteOf(note: string): string {
  const read = openReason.safeParse(note);
  if (read.success) return read.data;
  throw new Refusal('body-invalid', ['note: expected 1 to 200 characters without a number of anybody']);
}
