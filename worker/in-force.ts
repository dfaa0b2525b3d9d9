/** What a worker has in force: the configuration as it was read, and the clients it is carried out with. */
import type { Carrier } from '../activities/send/carrier.js';
import { openRoutesBeside } from '../activities/send/open-routes.js';
import type { OpenRoute } from '../activities/send/open-routes.js';
import { openCheckersBeside } from '../activities/verify/open-checkers.js';
import type { OpenChecker } from '../activities/verify/open-checkers.js';
import type { InForce } from '../activities/world.js';
import type { Route } from '../domain/attempt/route.js';
import type { NumberSegments } from '../domain/contact/number-segment.js';
import type { ReadConfiguration } from '../runtime/configuration/in-force.js';
import { addressList } from '../runtime/network/address-list.js';
import type { AddressList } from '../runtime/network/address-list.js';

export interface WorkerInForce extends InForce {
  readonly configurationVersion: string;
  readonly segments: NumberSegments;
  readonly formerRoutes: ReadonlyMap<Route, OpenRoute>;
  readonly checkers: readonly OpenChecker[];
  /** From where metrics may be read; from this machine where nothing is said. */
  readonly metricsSources: AddressList | undefined;
}

type Client = Pick<Carrier, 'close'>;

/**
 * Opens what was read beside what is in force until then: what did not change is kept, what was replaced is given
 * to `retire`. Nothing of what is in force is touched where something cannot be opened.
 */
export function openInForce(
  { configuration, rules, segments, version }: ReadConfiguration,
  before: WorkerInForce | undefined,
  now: () => number,
  retire: (client: Client) => void,
): WorkerInForce {
  const known = new Map([...(before?.formerRoutes ?? []), ...(before?.routes ?? [])]);
  const { routes, fresh } = openRoutesBeside(known, configuration.routes, now);
  let checkers: readonly OpenChecker[];
  try {
    checkers = openCheckersBeside(before?.checkers ?? [], configuration, now);
  } catch (failure) {
    for (const carrier of fresh) carrier.close();
    throw failure;
  }
  const { workers } = configuration.stories;
  for (const { pacer, settings } of routes.values()) pacer.keep(settings.perSecond / workers);
  const formerRoutes = new Map([...known].filter(([route]) => !routes.has(route)));
  const { sources } = configuration.metrics;
  const opened = {
    configuration,
    configurationVersion: version,
    rules,
    segments,
    routes,
    formerRoutes,
    checkers,
    metricsSources: sources === undefined ? undefined : addressList(sources),
  };
  const kept = new Set(clientsOf(opened));
  const replaced = before === undefined ? [] : clientsOf(before).filter((client) => !kept.has(client));
  for (const client of replaced) retire(client);
  return opened;
}

/** Every client that may still be asked or called. */
export const clientsOf = ({ routes, formerRoutes, checkers }: WorkerInForce): readonly Client[] => [
  ...[...routes.values(), ...formerRoutes.values()].flatMap(({ carrier, earlier = [] }) => [
    carrier,
    ...earlier.map((account) => account.carrier),
  ]),
  ...checkers,
];
