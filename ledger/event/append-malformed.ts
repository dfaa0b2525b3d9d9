import type { Route } from '../../domain/attempt/route.js';
import type { Queryable } from '../ledger.js';
import { appendEvent } from './append.js';

/** Counts what a provider pushed by a route and could not be read; what it held is not kept. */
export const appendMalformed = (
  tx: Queryable,
  what: 'receipt' | 'reply',
  route: Route,
  count: number,
  at: number,
): Promise<void> => appendEvent(tx, { at, kind: `${what}-malformed`, detail: { route, count } });
