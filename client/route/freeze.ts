/** Has the monitor leave shares as they are for a while, or as the configuration has them. */
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { lockOverrides } from '../../ledger/override/hold-alone.js';
import { endOverride, insertOverride, overridesInForce } from '../../ledger/override/override.js';
import { openReason } from '../approval/reason.js';
import { routesOf } from './override.js';
import type { OverrideWorld } from './override.js';

/** Who freezes shares, why, and until when (epoch milliseconds). */
export interface FreezeOrder {
  readonly staffRef: string;
  readonly reason: string;
  readonly expiresAt: number;
  /** Whether the shares that the monitor moved are set back first: the provider says that it is well again. */
  readonly restore?: boolean;
}

export interface Frozen {
  readonly overrideId: number;
  /** Shares that were set back. */
  readonly restored: number;
}

const mostMs = 7 * 86_400_000;

/**
 * From now on, and until it expires or is ended, no share of the routes that a target names is moved by itself; trouble
 * is seen and told as before. One person may do it alone: it opens nothing that was held, and what it leaves as it was
 * somebody else can still change. A {@link Refusal} where nobody has such a route, or the order is none.
 */
export async function freezeShares(
  world: OverrideWorld,
  target: string,
  { staffRef, reason, expiresAt, restore = false }: FreezeOrder,
): Promise<Frozen> {
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const routes: readonly string[] = routesOf(world, target);
  if (routes.length === 0) throw new Refusal('route-unknown');
  const read = openReason.safeParse(reason);
  if (!read.success) throw new Refusal('override-invalid', ['reason']);
  return world.ledger.transaction(async (tx) => {
    await lockOverrides(tx);
    const at = world.clock.now();
    if (!(expiresAt > at && expiresAt <= at + mostMs)) throw new Refusal('override-invalid', ['expiresAt']);
    const inForce = await overridesInForce(tx, at);
    const before = inForce.filter((one) => one.sort === 'freeze' && one.target === target);
    const moved = restore ? inForce.filter((one) => one.sort === 'share' && routes.includes(one.target)) : [];
    for (const { overrideId } of [...before, ...moved]) await endOverride(tx, overrideId, { staffRef, at });
    const overrideId = await insertOverride(tx, {
      sort: 'freeze',
      target,
      staffRef,
      reason: read.data,
      setAt: at,
      expiresAt,
    });
    return { overrideId, restored: moved.length };
  });
}
