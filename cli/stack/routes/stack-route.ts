/** What the stack needs of one of its routes: an entry in the rooms' configuration, and an account with the simulator. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Route } from '../../../domain/attempt/route.js';
import { keysDirectory, readOrMake } from '../keys/keep.js';
import type { Timing } from '../timing.js';

/** What the configuration of a route rests on, beside its own secrets. */
export interface RouteFacts {
  /** Origin of the simulated providers that speak HTTP. */
  readonly simulatorUrl: string;
  readonly smtpPort: number;
  readonly timing?: Timing;
}

/** What our accounts with the providers were granted: the signature shown, and the approved templates’ codes. */
export interface ApprovedWords {
  readonly signName: string;
  readonly templates: readonly string[];
  /** Of what a call says. */
  readonly announcements: readonly string[];
}

/** A route with its secrets, made the first time they are asked for. */
export interface StackRoute {
  readonly route: Route;
  /** At the end of the address to which its provider pushes receipts. */
  readonly receiptSecret: string;
  /** How the rooms reach the provider. Secrets are named by file, never by value. */
  readonly settings: (facts: RouteFacts) => object;
  /** How contacts are checked under the same account; absent where its provider checks none. */
  readonly checks?: (facts: RouteFacts) => object;
  /** The account as the provider knows it: of keys, the public half. */
  readonly account: (receiptUrl: string, words: ApprovedWords, bouncePort: number) => object;
}

/** A secret, and the file (mode 0600) that keeps it. */
export interface KeptSecret {
  readonly value: string;
  readonly file: string;
}

/** The secrets of one route, each in a file named for it. */
export interface RouteSecrets {
  /** @param kind what the file's name ends in; `make` makes the secret the first time (24 random bytes) */
  readonly keep: (kind: string, make?: () => string) => KeptSecret;
}

/** Opens a route by the secrets kept for it. */
export type OpenStackRoute = (route: Route, secrets: RouteSecrets) => StackRoute;

/** The secrets of one route under `<state>/keys`. */
export const routeSecrets = (stateDir: string, route: Route): RouteSecrets => ({
  keep: (kind, make = () => randomBytes(24).toString('base64url')) => {
    const name = `${route.replace('/', '-')}.${kind}`;
    return { value: readOrMake(stateDir, name, make), file: join(keysDirectory(stateDir), name) };
  },
});
