import type { Route } from '../../domain/attempt/route.js';
import { appendEvent } from '../event/append.js';
import type { Queryable } from '../ledger.js';

/** What was pushed as replies and could not be read; only how much, never what. */
export const insertMalformedReplies = (
  tx: Queryable,
  route: Route,
  count: number,
  at: number,
): Promise<void> => appendEvent(tx, { at, kind: 'reply-malformed', detail: { route, count } });
