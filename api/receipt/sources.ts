import type { Route } from '../../domain/attempt/route.js';
import type { RouteConfiguration } from '../../runtime/configuration/route-schema.js';
import { addressList } from '../../runtime/network/address-list.js';
import type { AddressList } from '../../runtime/network/address-list.js';

/** Where the receipts of each route may come from; a route that says nothing is not in it. */
export const sourcesOf = (
  routes: readonly Pick<RouteConfiguration, 'route' | 'receiptSources'>[],
): ReadonlyMap<Route, AddressList> =>
  new Map(
    routes.flatMap(({ route, receiptSources }) =>
      receiptSources === undefined ? [] : [[route, addressList(receiptSources)] as const],
    ),
  );
