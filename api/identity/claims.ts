/** Reads out of a token's claims, once it is verified, who somebody is. */
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { holdsPersonalNumber } from '../../domain/ids/ids.js';
import type { IdentityConfiguration } from '../../runtime/configuration/configuration-schema.js';
import { isRole } from './principal.js';
import type { Principal, Role } from './principal.js';

export type Claims = Readonly<Record<string, unknown>>;

/** Why nobody can be told from claims: no account of ours, regions that are no list, or no role of ours. */
export type Nobody = 'account' | 'regions' | 'roles';

/** Who the claims are of, or what is wrong with them. */
export function principalOf(claims: Claims, identity: IdentityConfiguration): Principal | Nobody {
  const ours = rolesOf(claims, identity);
  if (ours.size === 0) return 'roles';
  const account = [claimAt(claims, identity.accountClaim), claims['sub']].find((name) =>
    isAccount(name, ours),
  );
  if (account === undefined) return 'account';
  const given = claimAt(claims, identity.regionsClaim);
  if (given === undefined) return { account, roles: ours };
  // A list that cannot be read must not open every region.
  const regions = wordsOf(given);
  return regions === undefined ? 'regions' : { account, roles: ours, regions };
}

function rolesOf(claims: Claims, { rolesClaim, roleNames }: IdentityConfiguration): ReadonlySet<Role> {
  const names = wordsOf(claimAt(claims, rolesClaim)) ?? [];
  return new Set(
    names
      .map((name) => {
        if (roleNames === undefined) return name;
        return Object.hasOwn(roleNames, name) ? roleNames[name] : undefined;
      })
      .filter(isRole),
  );
}

/** People stand on record by a staff reference; the loan system may be a client id such as a UUID. */
const isAccount = (name: unknown, ours: ReadonlySet<Role>): name is string =>
  isStaffRef(name) ||
  (ours.size === 1 &&
    ours.has('loan-system') &&
    typeof name === 'string' &&
    /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/.test(name) &&
    !holdsPersonalNumber(name));

/** The claim of that very name (some are URLs), else the one that the dots lead to. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((at, step) => {
    const inside = typeof at === 'object' && at !== null && Object.hasOwn(at, step);
    return inside ? (at as Claims)[step] : undefined;
  }, claims);
}

/** A list of words, or one text with spaces between them; undefined where it is neither, or beyond measure. */
function wordsOf(claim: unknown): readonly string[] | undefined {
  const words: unknown = typeof claim === 'string' ? claim.split(' ').filter((word) => word !== '') : claim;
  if (!Array.isArray(words) || words.length > 1_000) return undefined;
  return words.every((word) => typeof word === 'string' && word.length <= 200)
    ? (words as string[])
    : undefined;
}
