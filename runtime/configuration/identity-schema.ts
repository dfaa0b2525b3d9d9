import { z } from 'zod';
import { roles } from '../../domain/identity/role.js';
import { endpoint, isLoopback, secretFile, text } from './route-schema.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Where a claim stands: its name, or names with dots between them where it lies deeper (`realm_access.roles`). */
const claim = z
  .string('expected the name of a claim')
  .regex(/^[^\s]{1,200}$/, 'expected the name of a claim');

/** An origin as a browser has it, so nothing but scheme, host and port. */
const isOrigin = (given: string): boolean => {
  try {
    const { origin, protocol, hostname } = new URL(given);
    return origin === given && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));
  } catch {
    return false;
  }
};

/** Sign-in of people by their browser: authorization code with PKCE, and a session of ours. */
const signInSchema = z.strictObject({
  clientId: text('expected the id of the client'),
  /** None where the client is public; PKCE is used either way. */
  clientSecretFile: secretFile.optional(),
  /** Where browsers reach us; `/v1/session/callback` under it is what the identity provider must know. */
  redirectBase: z
    .string('expected an https origin')
    .refine(
      isOrigin,
      'expected an https origin such as https://bida.bank.example (http only to this machine)',
    ),
  scope: z
    .string('expected scopes, openid among them')
    .refine((scopes) => scopes.split(' ').includes('openid'), 'expected scopes, openid among them')
    .default('openid profile'),
  /** Passed on to the identity provider: whether it must ask again who somebody is. */
  prompt: z.enum(['login', 'select_account']).optional(),
  /** A session nobody used for so long is over. */
  idleMs: z
    .int()
    .min(minuteMs)
    .max(24 * hourMs)
    .default(30 * minuteMs),
  /** And any session after so long. */
  longestMs: z
    .int()
    .min(minuteMs)
    .max(24 * hourMs)
    .default(12 * hourMs),
});
export type SignInConfiguration = Readonly<z.output<typeof signInSchema>>;

/** The bank's identity provider (OpenID Connect), and where its tokens say who somebody is. */
export const identitySchema = z.strictObject({
  /** Exactly as it stands in its tokens; its description is read from `/.well-known/openid-configuration` under it. */
  issuer: endpoint,
  /** What access tokens for us are made out to. */
  audience: text('expected the audience of access tokens'),
  /** Lists the roles, or has them in one text with spaces between. */
  rolesClaim: claim.default('roles'),
  /** The identity provider's names of roles and ours; where it is given, no other name counts. */
  roleNames: z.record(z.string().min(1), z.enum(roles)).optional(),
  /** Lists the branch regions somebody is bound to; a token without it opens all of them. */
  regionsClaim: claim.default('regions'),
  /** The account as it is to stand on record; where a token lacks it, `sub`. */
  accountClaim: claim.default('preferred_username'),
  /** How far the clocks may be apart. */
  clockToleranceMs: z
    .int()
    .min(0)
    .max(5 * minuteMs)
    .default(30_000),
  /** A token made longer ago is refused, whatever it says of its end. */
  tokenMaxAgeMs: z
    .int()
    .min(minuteMs)
    .max(7 * 24 * hourMs)
    .default(24 * hourMs),
  /** How long one question to the identity provider may take. */
  timeoutMs: z.int().min(100).max(30_000).default(5_000),
  /** Nobody signs in by browser unless it is given. */
  signIn: signInSchema.optional(),
});
export type IdentityConfiguration = Readonly<z.output<typeof identitySchema>>;
