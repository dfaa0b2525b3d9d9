/** Whether an address leads anywhere: one answer for a wrong route, a wrong secret and a wrong source. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isRoute } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';
import type { Protocol } from '../../runtime/configuration/route-schema.js';
import { mostSecrets } from '../../runtime/configuration/secret.js';
import type { Secret } from '../../runtime/configuration/secret.js';
import type { AddressList } from '../../runtime/network/address-list.js';

export interface Entrances {
  /** The secret at the end of each route's address; while it changes, those before it. */
  readonly secrets: ReadonlyMap<Route, Secret>;
  /** How each route's receipts are written; one that is not here has no door. */
  readonly protocols: ReadonlyMap<Route, Protocol>;
  /** Where each route's receipts may come from; from anywhere where nothing is said. */
  readonly sources?: ReadonlyMap<Route, AddressList>;
}

/** What follows `/v1/receipts/` or `/v1/replies/` in an address. */
export interface Address {
  readonly channel: string;
  readonly provider: string;
  readonly secret: string;
}

export interface EntranceTo<Reader> {
  readonly route: Route;
  readonly reader: Reader;
}

/** Why there is none; whoever asks is not told which. */
type NoEntrance =
  { readonly refused: 'nothing-there' } | { readonly refused: 'source'; readonly route: Route };

/**
 * The route an address names and how its pushes are read, if it ends in a secret of that route's and the sender's
 * network address is one of its sources.
 */
export function entranceOf<Reader>(
  { secrets, protocols, sources }: Entrances,
  { channel, provider, secret }: Address,
  source: string,
  readers: Readonly<Record<Protocol, Reader | undefined>>,
): EntranceTo<Reader> | NoEntrance {
  const route = `${channel}/${provider}`;
  if (!isRoute(route)) return { refused: 'nothing-there' };
  const isKnown = isSecretOf(secrets.get(route), secret);
  const protocol = protocols.get(route);
  const reader = protocol === undefined ? undefined : readers[protocol];
  if (!isKnown || reader === undefined) return { refused: 'nothing-there' };
  return (sources?.get(route)?.has(source) ?? true) ? { route, reader } : { refused: 'source', route };
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** In constant time, whatever the lengths, however many secrets are good and whichever of them it is. */
function isSecretOf(expected: Secret | undefined, given: string): boolean {
  const known = expected?.revealAll() ?? [];
  const digest = hash(given);
  const places = Array.from({ length: mostSecrets }, (_, place) => {
    const fits = timingSafeEqual(hash(known[place] ?? ''), digest);
    return fits && place < known.length;
  });
  return places.includes(true);
}
