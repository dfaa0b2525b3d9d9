/** Verifies access tokens: JSON Web Tokens of the bank's identity provider, made out to us (RFC 9068, RFC 8725). */
import { jwtVerify } from 'jose';
import type { JWTVerifyResult } from 'jose';
import { JOSEError, JWTClaimValidationFailed } from 'jose/errors';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { IdentityConfiguration } from '../../runtime/configuration/configuration-schema.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { principalOf } from './claims.js';
import type { Claims } from './claims.js';
import type { IdentityKeys } from './identity-provider.js';
import type { Authenticate } from './principal.js';

/** Signatures by a private key alone: none, and whatever the public key could make, is refused. */
export const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Verifies tokens by the provider's keys; what is wrong with one is in the log, in words of ours, at `debug`. */
export function bearer(identity: IdentityConfiguration, keys: IdentityKeys, logger: Logger): Authenticate {
  const refuse = (why: string): never => {
    logger.debug({ why }, 'a token was refused');
    throw new Refusal(why === 'roles' ? 'forbidden' : 'unauthenticated');
  };
  const verify = async (token: string): Promise<JWTVerifyResult> => {
    try {
      return await jwtVerify(token, keys.find, {
        issuer: identity.issuer,
        audience: identity.audience,
        algorithms,
        clockTolerance: identity.clockToleranceMs / 1_000,
        maxTokenAge: identity.tokenMaxAgeMs / 1_000,
        requiredClaims: ['exp', 'sub'],
      });
    } catch (failure) {
      if (failure instanceof JWTClaimValidationFailed) return refuse(`${failure.code} ${failure.claim}`);
      if (failure instanceof JOSEError) return refuse(failure.code);
      throw failure;
    }
  };
  return async (token) => {
    const { payload, protectedHeader } = await verify(token);
    if (!isAccessToken(protectedHeader.typ, payload)) return refuse('not an access token');
    const principal = principalOf(payload, identity);
    return typeof principal === 'string' ? refuse(principal) : principal;
  };
}

/**
 * Whether a token may be one for calling us. `at+jwt` says so itself (RFC 9068); among those that call themselves
 * nothing but JWT, ID tokens are told by what only they carry, or by the marks of Keycloak (`typ`) and Cognito
 * (`token_use`). One bound to a key of its holder (`cnf`, RFC 9449) is not for whoever bears it.
 */
function isAccessToken(typ: string | undefined, claims: Claims): boolean {
  if (claims['cnf'] !== undefined) return false;
  const kind = typ?.toLowerCase().replace(/^application\//, '');
  if (kind === 'at+jwt') return true;
  if (kind !== undefined && kind !== 'jwt') return false;
  const { typ: mark = 'Bearer', token_use: use = 'access' } = claims;
  return (
    mark === 'Bearer' &&
    use === 'access' &&
    !['nonce', 'at_hash', 'c_hash', 's_hash'].some((name) => claims[name] !== undefined)
  );
}
