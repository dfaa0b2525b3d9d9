/** Who calls, and what they may do. */

import type { Role } from '../../domain/identity/role.js';

export { isRole, roles } from '../../domain/identity/role.js';
export type { Role } from '../../domain/identity/role.js';

/** A caller whose token was verified. */
export interface Principal {
  /** The account, as it stands on record: a staff reference, never a person's number. */
  readonly account: string;
  readonly roles: ReadonlySet<Role>;
  /** Branch regions it is bound to; every region where the token names none. */
  readonly regions?: readonly string[];
}

/**
 * Verifies a bearer token, or throws a Refusal: `unauthenticated`, `forbidden` where it names no role of ours,
 * `identity-unavailable` where the identity provider cannot be asked; the token itself is in no error.
 */
export type Authenticate = (token: string) => Promise<Principal>;

/** Whether an identity may see and change what belongs to a branch region; what has none belongs to all. */
export const mayAccess = ({ regions }: Principal, region: string | null | undefined): boolean =>
  regions === undefined || region === null || region === undefined || regions.includes(region);

/** Whether somebody is helped by values masked: those who speak to applicants. */
export const mayKnowAgain = ({ roles }: Principal): boolean => roles.has('staff') || roles.has('supervisor');
