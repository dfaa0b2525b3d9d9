/** When a contact is checked: beside the story when it is reported, and before a send when the answer is old. */
import { mayBeVerified } from '../../domain/contact/consent.js';
import type { Consent } from '../../domain/contact/consent.js';
import type { CheckPorts, SendOrder, WrongContactBecause } from '../../workflows/loan-application/ports.js';
import type { World } from '../world.js';
import { verifyMobile } from './verify-mobile.js';
import type { VerifiedMobile } from './verify-mobile.js';

/** In vain so often, and the contact counts as unchecked. */
const tries = 3;
/** A doubt about a number is a reason to ask at once, but not for every message that failed for it. */
const afreshMs = 60_000;
/** A notice does not wait longer than this for a checker. */
const mostBeforeSendMs = 2_000;

export const createVerifyActivities = (world: World): CheckPorts => ({
  verifyContacts: async ({ applicationId, afresh = false }) => {
    const { timeoutMs } = world.configuration.checks;
    const order = { applicationId, ...(afresh ? { maxAgeMs: afreshMs } : {}) };
    const verified = await verifyMobile(world, order, { tries, timeoutMs });
    const wrong = verified && wrongBecause(verified);
    return wrong === undefined ? {} : { wrong };
  },
});

/** How long checks may hold a send up; undefined for a contact that nobody checks, or nobody may. */
export function checkTimeoutOf(
  world: Pick<World, 'checkers' | 'configuration'>,
  contact: string,
  consent: Consent | undefined,
): number | undefined {
  const { checkers = [] } = world;
  if (!contact.startsWith('mobile@')) return undefined;
  if (!checkers.some(({ kind }) => mayBeVerified(consent, kind))) return undefined;
  return Math.min(world.configuration.checks.timeoutMs, mostBeforeSendMs);
}

/**
 * Just before a send: asks once where what is known of the number is old. Answers why it must not be sent to, where
 * that came out now; whatever else happens, the send goes on.
 */
export async function verifyBeforeSend(
  world: World,
  { notice, route }: SendOrder,
): Promise<WrongContactBecause | undefined> {
  const timeoutMs = route.checkTimeoutMs;
  if (timeoutMs === undefined) return undefined;
  const order = { applicationId: notice.applicationId, contact: route.contact };
  const verified = await verifyMobile(world, order, { tries: 1, timeoutMs });
  const wrong = verified && wrongBecause(verified);
  return wrong?.because;
}

function wrongBecause({ state, version }: VerifiedMobile) {
  switch (state) {
    case 'not-this-person':
      return { version, because: 'not-this-person' } as const;
    case 'not-in-service':
      return { version, because: 'wrong-number' } as const;
    case 'good':
    case 'bad-format':
      return undefined;
  }
}
