/** What is set against the configuration file for a while: who may route where, and how much. */
import type { Route } from '../../domain/attempt/route.js';
import { channelOf } from '../../domain/attempt/route.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { overridesOf, providerOf } from '../../domain/plan/override.js';
import type { OverrideSort, OverridesOfRoute, RouteOverride } from '../../domain/plan/override.js';
import { standingsSince } from '../../ledger/health/standings.js';
import type { StandingOnRecord } from '../../ledger/health/standings.js';
import type { Ledger } from '../../ledger/ledger.js';
import { lockOverrides } from '../../ledger/override/hold-alone.js';
import { endOverride, overridesInForce } from '../../ledger/override/override.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';

/** What overrides are set in. */
export interface OverrideWorld {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly configuration: Pick<Configuration, 'routes' | 'approvals'>;
}

/** A route as it is used now. */
export interface RouteInForce extends OverridesOfRoute {
  readonly route: Route;
  readonly protocol: string;
  /** Of the file. */
  readonly configuredWeight: number;
  /** Where it is in trouble, as the monitor saw it last; nowhere where there is none. */
  readonly troubles: readonly StandingOnRecord[];
}

/** Every configured route with what bears on it now. */
export async function routesInForce({
  ledger,
  clock,
  configuration,
}: OverrideWorld): Promise<RouteInForce[]> {
  const now = clock.now();
  const [inForce, standings] = await Promise.all([
    overridesInForce(ledger, now),
    standingsSince(ledger, now),
  ]);
  return configuration.routes.map(({ route, protocol, weight }) => ({
    route,
    protocol,
    configuredWeight: weight,
    ...overridesOf(route, inForce),
    troubles: standings.filter(({ scope, overAt }) => scope.route === route && overAt === undefined),
  }));
}

/** The configured routes a target names. */
export const routesOf = ({ configuration }: Pick<OverrideWorld, 'configuration'>, target: string): Route[] =>
  configuration.routes
    .map(({ route }) => route)
    .filter((route) => route === target || providerOf(route) === target);

/** Channels of a target's routes that have no route left which is not held. */
function closedChannels(routes: readonly RouteInForce[], target: string): string[] {
  const affected = routes.filter(({ route }) => route === target || providerOf(route) === target);
  const channels = new Set(affected.map(({ route }) => channelOf(route)));
  return [...channels].filter((channel) =>
    routes.every(({ route, hold }) => channelOf(route) !== channel || hold !== undefined),
  );
}

/** Channels that are, or would be, left without any open route by a hold of the target. */
export function closesOf(routes: readonly RouteInForce[], target: string): string[] {
  const hold = {
    overrideId: 0,
    sort: 'hold',
    target,
    staffRef: '',
    reason: '',
    setAt: 0,
    expiresAt: 0,
  } as const;
  const isMeant = (route: Route) => route === target || providerOf(route) === target;
  return closedChannels(
    routes.map((one) => (isMeant(one.route) ? { ...one, hold } : one)),
    target,
  );
}

/** Ends what was set of a sort for a target, before its time; answers how many. */
export async function endOverrides(
  world: OverrideWorld,
  target: string,
  sort: OverrideSort,
  staffRef: string,
): Promise<number> {
  const { ledger, clock } = world;
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  if (routesOf(world, target).length === 0) throw new Refusal('route-unknown');
  return ledger.transaction(async (tx) => {
    await lockOverrides(tx);
    const at = clock.now();
    const isMeant = (one: RouteOverride) => one.target === target && one.sort === sort;
    const ended = (await overridesInForce(tx, at)).filter(isMeant);
    if (ended.length === 0) throw new Refusal('override-none');
    for (const { overrideId } of ended) await endOverride(tx, overrideId, { staffRef, at });
    return ended.length;
  });
}
