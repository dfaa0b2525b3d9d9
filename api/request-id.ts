import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { holdsPersonalNumber } from '../domain/ids/ids.js';

/** The caller's own name for a request where it can stand in a log, else one of ours. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(given) && !holdsPersonalNumber(given)
    ? given
    : randomUUID();
}
