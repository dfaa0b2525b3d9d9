/**
 * Where a message that cannot be delivered comes back to: an address for each attempt (VERP) that nobody can make up,
 * since it ends in a keyed digest.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '../../domain/ids/ids.js';
import type { Secret } from '../configuration/secret.js';

/** Sixteen digits: with the reference the local part has 60 of the 64 characters RFC 5321 allows. */
const digits = 16;

const digestOf = (attemptId: string, secret: string): string =>
  createHmac('sha256', secret).update(`bounce ${attemptId}`).digest('hex').slice(0, digits);

/** `bounce+<attempt>+<digest>@<domain>`; the secret is the route's receipt secret, of several the newest. */
export const bounceAddressOf = (attemptId: string, domain: string, secret: Secret): string =>
  `bounce+${attemptId}+${digestOf(attemptId, secret.reveal())}@${domain}`;

/**
 * The attempt an address is of, or undefined where we did not make it, by this secret or one before it: a message may
 * come back days after it was sent. Case of the domain does not matter.
 */
export function attemptOfBounceAddress(address: string, domain: string, secret: Secret): string | undefined {
  const [, attemptId = '', digest = '', at = ''] =
    /^bounce\+([0-9a-f-]{36})\+([0-9a-f]{16})@([^@]+)$/i.exec(address) ?? [];
  const attempt = attemptId.toLowerCase();
  if (!isUuid(attempt) || at.toLowerCase() !== domain.toLowerCase()) return undefined;
  const given = Buffer.from(digest.toLowerCase());
  let isOurs = false;
  // With all of them, whichever fits: how long it takes tells nothing.
  for (const text of secret.revealAll())
    isOurs = timingSafeEqual(given, Buffer.from(digestOf(attempt, text))) || isOurs;
  return isOurs ? attempt : undefined;
}
