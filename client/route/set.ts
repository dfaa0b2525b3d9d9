/** Sets something against the configuration file for a while: a short hold at once, all else with a second person. */
import type { ProposedActOf } from '../../domain/approval/act.js';
import { holdNeedsApproval } from '../../domain/approval/held-alone.js';
import { proposingFault } from '../../domain/approval/who-may.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { providerOf } from '../../domain/plan/override.js';
import type { OverrideSort, RouteOverride } from '../../domain/plan/override.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { markCarriedOut } from '../../ledger/approval/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import { heldAloneSince, lockOverrides } from '../../ledger/override/hold-alone.js';
import { insertOverride, overridesInForce } from '../../ledger/override/override.js';
import { isEndedSince, newestOverride } from '../../ledger/override/since.js';
import { actAloneIn, proposeIn } from '../approval/propose.js';
import type { Proposal } from '../approval/propose.js';
import { openReason, openReasonOf } from '../approval/reason.js';
import type { Act, BreakGlass } from '../approval/world.js';
import { closesOf, routesInForce, routesOf } from './override.js';
import type { OverrideWorld } from './override.js';

/** Who sets it, why, and until when (epoch milliseconds). */
export interface OverrideOrder {
  readonly actor: Actor;
  readonly reason: string;
  readonly expiresAt: number;
  readonly breakGlass?: BreakGlass;
}

/**
 * What came of it, and which channels are left without any route by it, or would be: `set` now, or `known` since the
 * very same of the same person is in force; with what is to be reviewed where it was done alone.
 */
export type OverrideAnswer = { readonly closes: readonly string[] } & (
  | {
      readonly result: 'set' | 'known';
      readonly overrideId: number;
      readonly approval?: ApprovalRow;
    }
  | { readonly result: 'proposed'; readonly approval: ApprovalRow }
);

const dayMs = 86_400_000;
const mostDays = 30;

/**
 * Holds a route, or every route of a provider: plans leave it out until the hold ends; what is on its way stays on its
 * way, and may still be asked after. What one person may not hold alone any longer waits for a second one. A
 * {@link Refusal} where nobody has such a route, or the order is none.
 */
export const holdRoute = (
  world: OverrideWorld,
  target: string,
  order: OverrideOrder,
): Promise<OverrideAnswer> => set(world, target, order);

/** Gives a route another share of its channel, with a second person; a {@link Refusal} as for {@link holdRoute}. */
export const weighRoute = async (
  world: OverrideWorld,
  route: string,
  weight: number,
  order: OverrideOrder,
): Promise<OverrideAnswer> => {
  if (!world.configuration.routes.some((one) => one.route === route)) throw new Refusal('route-unknown');
  if (!(weight > 0 && weight <= 1_000)) throw new Refusal('override-invalid', ['weight']);
  return set(world, route, order, weight);
};

async function set(
  world: OverrideWorld,
  target: string,
  { actor, reason, expiresAt, breakGlass }: OverrideOrder,
  weight?: number,
): Promise<OverrideAnswer> {
  const { ledger, clock, configuration } = world;
  if (!isStaffRef(actor.account)) throw new Refusal('staff-reference');
  if (routesOf(world, target).length === 0) throw new Refusal('route-unknown');
  const read = openReason.safeParse(reason);
  if (!read.success) throw new Refusal('override-invalid', ['reason']);
  const answer = await ledger.transaction(async (tx) => {
    await lockOverrides(tx);
    const at = clock.now();
    if (!(expiresAt > at && expiresAt <= at + mostDays * dayMs))
      throw new Refusal('override-invalid', ['expiresAt']);
    const sort = weight === undefined ? ('hold' as const) : ('weight' as const);
    const last = await lastInForce(tx, target, sort, at);
    const given = { sort, target, staffRef: actor.account, reason: read.data, setAt: at, expiresAt };
    if (last !== undefined && isSame(last, given, weight))
      return { result: 'known', overrideId: last.overrideId } as const;
    if (weight === undefined && !(await needsSecond(world, tx, target, { now: at, until: expiresAt }))) {
      const fault = proposingFault('route-hold', actor);
      if (fault !== undefined) throw new Refusal(fault);
      return { result: 'set', overrideId: await insertOverride(tx, given) } as const;
    }
    const place = { target, expiresAt, restsOn: await newestOverride(tx, target, sort) };
    const proposal: Proposal = {
      act:
        weight === undefined ? { kind: 'route-hold', ...place } : { kind: 'route-weight', weight, ...place },
      actor,
      reason: read.data,
      uselessAt: expiresAt,
    };
    if (breakGlass === undefined) {
      const { isOvertaken } = setRouteAct(world);
      const approval = await proposeIn(tx, configuration.approvals, proposal, at, (open) =>
        isOvertaken(tx, open, at),
      );
      return { result: 'proposed', approval } as const;
    }
    const why = { reason: openReasonOf(breakGlass.reason) };
    const approval = await actAloneIn(tx, configuration.approvals, proposal, at, why);
    const { approvalId } = approval;
    const set = { ...given, approvalId, ...(weight === undefined ? {} : { weight }) };
    const overrideId = await insertOverride(tx, set);
    await markCarriedOut(tx, approval, at);
    return { result: 'set', overrideId, approval } as const;
  });
  return { ...answer, closes: weight === undefined ? closesOf(await routesInForce(world), target) : [] };
}

/** Sets what a second person agreed to. */
export const setRouteAct = (world: Pick<OverrideWorld, 'configuration'>): Act => ({
  hold: (tx) => lockOverrides(tx),
  // That something ended by itself is no change; that somebody set or ended something of the sort is.
  isOvertaken: async (tx, { act, proposedAt }, at) => {
    const { kind, target, expiresAt, restsOn } = act as ProposedActOf<'route-hold' | 'route-weight'>;
    const sort = kind === 'route-hold' ? 'hold' : 'weight';
    return (
      expiresAt <= at ||
      routesOf(world, target).length === 0 ||
      (await newestOverride(tx, target, sort)) !== restsOn ||
      isEndedSince(tx, target, sort, proposedAt)
    );
  },
  carryOut: async (tx, approval, { at }) => {
    const act = approval.act as ProposedActOf<'route-hold' | 'route-weight'>;
    await insertOverride(tx, {
      sort: act.kind === 'route-hold' ? 'hold' : 'weight',
      target: act.target,
      staffRef: approval.proposedBy,
      reason: approval.reason ?? '',
      setAt: at,
      expiresAt: act.expiresAt,
      approvalId: approval.approvalId,
      ...(act.kind === 'route-weight' ? { weight: act.weight } : {}),
    });
    await markCarriedOut(tx, approval, at);
    return undefined;
  },
});

/** Of several alike the one set last counts. */
async function lastInForce(
  tx: Queryable,
  target: string,
  sort: OverrideSort,
  at: number,
): Promise<RouteOverride | undefined> {
  const inForce = await overridesInForce(tx, at);
  return inForce.findLast((one) => one.target === target && one.sort === sort);
}

const isSame = (
  last: RouteOverride,
  given: Pick<RouteOverride, 'staffRef' | 'reason' | 'expiresAt'>,
  weight: number | undefined,
): boolean =>
  last.weight === weight &&
  last.staffRef === given.staffRef &&
  last.reason === given.reason &&
  last.expiresAt === given.expiresAt;

/** What was held of the same routes counts, by whichever name they were held. */
async function needsSecond(
  world: OverrideWorld,
  tx: Queryable,
  target: string,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<boolean> {
  const routes = routesOf(world, target);
  const names = [...new Set([...routes, ...routes.map(providerOf)])];
  const aloneMs = world.configuration.approvals.holdAloneMs;
  return holdNeedsApproval(await heldAloneSince(tx, names, now - dayMs), { now, until, aloneMs });
}
