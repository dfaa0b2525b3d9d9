/** Has those of an incident who are still untold sent to once more, by another route than the one that lost their message. */
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { incidentName } from '../../domain/incident/incident.js';
import { affectedAfter } from '../../ledger/incident/affected.js';
import type { AffectedRow } from '../../ledger/incident/affected.js';
import { recordIncidentStep } from '../../ledger/incident/step.js';
import { orderResend } from '../intake/resend.js';
import { heldOpen } from './change.js';
import type { IncidentWorld } from './world.js';

export interface ResendsOrdered {
  readonly ordered: number;
  /** Not sent now: another message of theirs is under way, or they need none any more. */
  readonly refused: number;
  /** Whether there are others that this call did not come to: the same again goes on with them. */
  readonly isMore: boolean;
}

/** A person waits for it: at most so many, and none begun later than that, be it that Temporal keeps each waiting. */
const mostAtOnce = 200;
const beginsWithinMs = 2_000;

/**
 * Each is an order of its own, as if somebody had given it on the notice's page: recorded with its reason, under its send
 * policy, by a route that is none of the incident's. Whoever was sent to by an earlier call is left out, and stays with
 * staff until a receipt says that it arrived. A {@link Refusal} `incident-unknown`, `incident-closed` or `staff-reference`.
 */
export async function orderResends(
  world: IncidentWorld,
  incidentId: number,
  actor: Actor,
): Promise<ResendsOrdered> {
  if (!isStaffRef(actor.account)) throw new Refusal('staff-reference');
  const { ledger, clock } = world;
  await ledger.transaction((tx) => heldOpen(tx, incidentId));
  const enoughAt = performance.now() + beginsWithinMs;
  let [ordered, refused, isMore] = [0, 0, true];
  for (let behind: AffectedRow | undefined; isMore && ordered < mostAtOnce;) {
    const most = mostAtOnce - ordered;
    const page = { most, ...(behind === undefined ? {} : { behind }) };
    const rows: AffectedRow[] = await affectedAfter(ledger, incidentId, untold, page);
    for (const row of rows) {
      if (ordered + refused > 0 && performance.now() > enoughAt) break;
      if (await resend(world, incidentId, row, actor)) ordered += 1;
      else refused += 1;
      behind = row;
    }
    if (rows.length > 0 && performance.now() > enoughAt) break;
    isMore = rows.length === most;
  }
  if (ordered > 0)
    await ledger.transaction((tx) =>
      recordIncidentStep(tx, incidentId, 'resends-ordered', {
        at: clock.now(),
        staffRef: actor.account,
        detail: { ordered, refused },
      }),
    );
  await world.incidents.tell(incidentId);
  return { ordered, refused, isMore };
}

const untold = { states: ['with-staff'], isResendOrdered: false } as const;

async function resend(
  world: IncidentWorld,
  incidentId: number,
  { applicationId, stage, round }: AffectedRow,
  { account }: Actor,
): Promise<boolean> {
  try {
    const reason = incidentName(incidentId);
    await orderResend(world, applicationId, { stage, round, reason, staffRef: account, incidentId });
    return true;
  } catch (failure) {
    if (failure instanceof Refusal) return false;
    throw failure;
  }
}
