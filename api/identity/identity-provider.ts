/** The bank's identity provider as it describes itself (OpenID Connect Discovery 1.0), and its keys. */
import { createRemoteJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { JWKSMultipleMatchingKeys, JWKSNoMatchingKey, JOSENotSupported } from 'jose/errors';
import { z } from 'zod';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { IdentityConfiguration } from '../../runtime/configuration/configuration-schema.js';
import { endpoint } from '../../runtime/configuration/route-schema.js';
import type { Logger } from '../../runtime/logging/logger.js';

/** Keys are fetched anew when older than this, so that one taken back is not believed much longer. */
const keysMaxAgeMs = 10 * 60_000;
/** A key that is not known is looked for no oftener than this, whoever sends tokens. */
const keysPauseMs = 10_000;
/** After a failure the identity provider is left alone for so long. */
const pauseMs = 1_000;

/** What of the description is used here. */
const metadataSchema = z.object({ issuer: z.string(), jwks_uri: endpoint });

/** The keys of the identity provider, by which a token is verified. */
export interface IdentityKeys {
  /** The key a token names; throws a Refusal `identity-unavailable` where nobody can be asked for it. */
  readonly find: JWTVerifyGetKey;
}

/**
 * Reads the description when a key is first needed, and again until it succeeds, so that the API starts without the
 * identity provider.
 */
export function identityKeys(identity: IdentityConfiguration, logger: Logger): IdentityKeys {
  const { issuer, timeoutMs } = identity;
  let found: Promise<JWTVerifyGetKey> | undefined;
  const away = (err: unknown): Refusal => {
    logger.warn({ err }, 'the identity provider could not be asked');
    return new Refusal('identity-unavailable');
  };
  const describe = async (): Promise<JWTVerifyGetKey> => {
    const url = await keysAddress(issuer, timeoutMs);
    return createRemoteJWKSet(url, {
      timeoutDuration: timeoutMs,
      cacheMaxAge: keysMaxAgeMs,
      cooldownDuration: keysPauseMs,
    });
  };
  /** One question at a time, whoever waits for it. */
  const described = (): Promise<JWTVerifyGetKey> => {
    found ??= describe().catch((failure: unknown) => {
      setTimeout(() => (found = undefined), pauseMs).unref();
      throw away(failure);
    });
    return found;
  };
  return {
    find: async (header, token) => {
      const keys = await described();
      try {
        return await keys(header, token);
      } catch (failure) {
        // The token's own fault: it names no key of theirs, or none alone.
        if (
          failure instanceof JWKSNoMatchingKey ||
          failure instanceof JWKSMultipleMatchingKeys ||
          failure instanceof JOSENotSupported
        )
          throw failure;
        throw away(failure);
      }
    },
  };
}

async function keysAddress(issuer: string, timeoutMs: number): Promise<URL> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) throw new Error(`its description was answered with ${response.status}`);
  const described = metadataSchema.safeParse(await response.json());
  if (!described.success) throw new Error('its description is not one of OpenID Connect');
  // OpenID Connect Discovery 4.3: another issuer's description would bring another's keys.
  if (described.data.issuer !== issuer) throw new Error('its description is of another issuer');
  return new URL(described.data.jwks_uri);
}
