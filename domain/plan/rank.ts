import { hash32 } from '../ids/hash.js';

/**
 * Ranks routes by weight: each application draws its own order, and over many applications the
 * shares of first places follow the weights. The draw is a hash of application and route
 * (weighted rendezvous hashing), so that another weight moves as few applications as possible.
 */
export function rankByWeight<R extends { readonly route: string; readonly weight: number }>(
  routes: readonly R[],
  applicationId: string,
): R[] {
  const lot = ({ route, weight }: R) =>
    -Math.log((hash32(`${applicationId} ${route}`) + 1) / 2 ** 32) / weight;
  return routes
    .map((route) => ({ route, lot: lot(route) }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ route }) => route);
}
