/** What is set against the configuration file for a while: who may route where, and how much. */
import { z } from 'zod';
import type { Route } from '../../domain/attempt/route.js';
import { channelOf } from '../../domain/attempt/route.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { holdsPersonalNumber } from '../../domain/ids/ids.js';
import { overridesOf, providerOf } from '../../domain/plan/override.js';
import type { OverridesOfRoute, RouteOverride } from '../../domain/plan/override.js';
import type { Ledger } from '../../ledger/ledger.js';
import { endOverride, insertOverride, overridesInForce } from '../../ledger/override/override.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';

/** What overrides are set in. */
export interface OverrideWorld {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly configuration: Pick<Configuration, 'routes'>;
}

/** Who sets one, why, and until when (epoch milliseconds). */
export interface OverrideOrder {
  readonly staffRef: string;
  readonly reason: string;
  readonly expiresAt: number;
}

/** A route as it is used now. */
export interface RouteInForce extends OverridesOfRoute {
  readonly route: Route;
  readonly protocol: string;
  /** Of the file. */
  readonly configuredWeight: number;
}

/** What was set, and which channels are left without any route by it. */
export interface OverrideSet {
  readonly overrideId: number;
  readonly closes: readonly string[];
}

const mostDays = 30;
/** It stands in clear, for whoever looks at the routes. */
const reasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !holdsPersonalNumber(text));

/** Every configured route with what bears on it now. */
export async function routesInForce({
  ledger,
  clock,
  configuration,
}: OverrideWorld): Promise<RouteInForce[]> {
  const inForce = await overridesInForce(ledger, clock.now());
  return configuration.routes.map(({ route, protocol, weight }) => ({
    route,
    protocol,
    configuredWeight: weight,
    ...overridesOf(route, inForce),
  }));
}

/**
 * Holds a route, or every route of a provider: plans leave it out until the hold ends; what is on its way stays on its
 * way, and may still be asked after. A {@link Refusal} where nobody has such a route, or the order is none.
 */
export const holdRoute = (world: OverrideWorld, target: string, order: OverrideOrder): Promise<OverrideSet> =>
  set(world, target, order);

/** Gives a route another share of its channel; a {@link Refusal} as for {@link holdRoute}. */
export const weighRoute = async (
  world: OverrideWorld,
  route: string,
  weight: number,
  order: OverrideOrder,
): Promise<OverrideSet> => {
  if (!world.configuration.routes.some((one) => one.route === route)) throw new Refusal('route-unknown');
  if (!(weight > 0 && weight <= 1_000)) throw new Refusal('override-invalid', ['weight']);
  return set(world, route, order, weight);
};

async function set(
  world: OverrideWorld,
  target: string,
  { staffRef, reason, expiresAt }: OverrideOrder,
  weight?: number,
): Promise<OverrideSet> {
  const { ledger, clock } = world;
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  if (routesOf(world, target).length === 0) throw new Refusal('route-unknown');
  const at = clock.now();
  const read = reasonSchema.safeParse(reason);
  if (!read.success) throw new Refusal('override-invalid', ['reason']);
  if (!(expiresAt > at && expiresAt <= at + mostDays * 86_400_000))
    throw new Refusal('override-invalid', ['expiresAt']);
  const given = { target, staffRef, reason: read.data, setAt: at, expiresAt };
  const overrideId = await ledger.transaction((tx) =>
    insertOverride(tx, weight === undefined ? given : { ...given, weight }),
  );
  return {
    overrideId,
    closes: weight === undefined ? closedChannels(await routesInForce(world), target) : [],
  };
}

const routesOf = ({ configuration }: OverrideWorld, target: string): Route[] =>
  configuration.routes
    .map(({ route }) => route)
    .filter((route) => route === target || providerOf(route) === target);

/** Channels of a target's routes that have no route left which is not held. */
export function closedChannels(routes: readonly RouteInForce[], target: string): string[] {
  const affected = routes.filter(({ route }) => route === target || providerOf(route) === target);
  const channels = new Set(affected.map(({ route }) => channelOf(route)));
  return [...channels].filter((channel) =>
    routes.every(({ route, hold }) => channelOf(route) !== channel || hold !== undefined),
  );
}

/** Whether this very order of this very person is in force: a hold where no weight is given. */
export async function isSet(
  { ledger, clock }: OverrideWorld,
  target: string,
  { staffRef, reason, expiresAt }: OverrideOrder,
  weight?: number,
): Promise<boolean> {
  const inForce = await overridesInForce(ledger, clock.now());
  // Of several alike the one set last counts.
  const last = inForce.findLast(
    (one) => one.target === target && (one.weight === undefined) === (weight === undefined),
  );
  return (
    last !== undefined &&
    last.weight === weight &&
    last.staffRef === staffRef &&
    last.reason === reason.trim() &&
    last.expiresAt === expiresAt
  );
}

/** Ends holds (`hold`) or other weights (`weight`) of a target before their time; answers how many. */
export async function endOverrides(
  world: OverrideWorld,
  target: string,
  kind: 'hold' | 'weight',
  staffRef: string,
): Promise<number> {
  const { ledger, clock } = world;
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  if (routesOf(world, target).length === 0) throw new Refusal('route-unknown');
  return ledger.transaction(async (tx) => {
    const at = clock.now();
    const isMeant = (one: RouteOverride) =>
      one.target === target && (one.weight === undefined) === (kind === 'hold');
    const ended = (await overridesInForce(tx, at)).filter(isMeant);
    if (ended.length === 0) throw new Refusal('override-none');
    for (const { overrideId } of ended) await endOverride(tx, overrideId, { staffRef, at });
    return ended.length;
  });
}
