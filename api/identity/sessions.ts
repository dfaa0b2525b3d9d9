/** Sessions of people who signed in by their browser; kept in the ledger, so that any API process knows them. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../runtime/clock/clock.js';
import type { SignInConfiguration } from '../../runtime/configuration/configuration-schema.js';
import type { Ledger } from '../../ledger/ledger.js';
import { endSession, findSession, insertSession, prolongSession } from '../../ledger/session/session.js';
import { isRole } from './principal.js';
import type { Principal } from './principal.js';

/** Put off in steps: not every request writes. */
const mostStepMs = 60_000;

/** A session that is good now. */
export interface Session {
  /** What the cookie holds: 32 random bytes, base64url. */
  readonly id: string;
  readonly principal: Principal;
  /** What a page of ours sends with whatever changes something (`x-csrf-token`). */
  readonly csrfToken: string;
}

export interface Sessions {
  /** Begins one under an id nobody knew before. */
  begin(principal: Principal): Promise<string>;
  find(id: string): Promise<Session | undefined>;
  end(id: string): Promise<void>;
}

export const isSessionId = (text: string | undefined): text is string =>
  text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text);

/** Instants come from the clock given. */
export function sessionsOf(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  { idleMs, longestMs }: Pick<SignInConfiguration, 'idleMs' | 'longestMs'>,
): Sessions {
  const stepMs = Math.min(mostStepMs, idleMs / 10);
  return {
    begin: async ({ account, roles, regions }) => {
      const id = randomBytes(32).toString('base64url');
      const now = clock.now();
      const row = { account, roles: [...roles], regions: regions ?? null };
      await insertSession(
        ledger,
        hashOf(id),
        { ...row, idleUntil: now + idleMs, endsAt: now + longestMs },
        now,
      );
      return id;
    },
    find: async (id) => {
      const now = clock.now();
      const row = await findSession(ledger, hashOf(id), now);
      if (row === undefined) return undefined;
      if (now + idleMs - row.idleUntil >= stepMs) await prolongSession(ledger, hashOf(id), now + idleMs);
      const { account, regions } = row;
      const principal: Principal = {
        account,
        roles: new Set(row.roles.filter(isRole)),
        ...(regions === null ? {} : { regions }),
      };
      return { id, principal, csrfToken: csrfTokenOf(id) };
    },
    end: async (id) => {
      await endSession(ledger, hashOf(id), clock.now());
    },
  };
}

const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Made of the id, which only the cookie holds: nothing of it stands in the ledger. */
const csrfTokenOf = (id: string): string => createHmac('sha256', id).update('bida/csrf').digest('base64url');

/** Whether that is the session's token; how much of it is right takes no time to tell. */
export function isCsrfToken({ csrfToken }: Session, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const [own, other] = [Buffer.from(csrfToken), Buffer.from(given)];
  return own.length === other.length && timingSafeEqual(own, other);
}
