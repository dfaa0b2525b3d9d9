/** Signs people in at the bank's identity provider: authorization code with PKCE (RFC 6749, 7636, 9700). */
import * as client from 'openid-client';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { IdentityConfiguration } from '../../runtime/configuration/configuration-schema.js';
import { readSecret } from '../../runtime/configuration/secret.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { principalOf } from './claims.js';
import type { UnderWay } from './cookies.js';
import type { Principal } from './principal.js';

export const callbackPath = '/v1/session/callback';

export interface SignIn {
  /** Where browsers reach us. */
  readonly origin: string;
  /** Where to send a browser, and what it must come back with. */
  begin(): Promise<{ readonly url: URL; readonly underWay: Omit<UnderWay, 'returnTo'> }>;
  /**
   * Who came back. Throws a Refusal: `sign-in-failed`, `forbidden` for somebody without a role,
   * `identity-unavailable`; nothing of what the identity provider said is in it.
   */
  complete(comeBackTo: string, underWay: UnderWay): Promise<Principal>;
}

/** Undefined where nobody is to sign in by browser. */
export function signInOf(identity: IdentityConfiguration, logger: Logger): SignIn | undefined {
  const { signIn } = identity;
  if (signIn === undefined) return undefined;
  const { redirectBase, scope, prompt } = signIn;
  let found: Promise<client.Configuration> | undefined;
  const described = (): Promise<client.Configuration> =>
    (found ??= describe(identity, signIn).catch((failure: unknown) => {
      found = undefined;
      logger.warn({ why: codeOf(failure) }, 'the identity provider could not be asked');
      throw new Refusal('identity-unavailable');
    }));
  const refuse = (code: 'sign-in-failed' | 'forbidden' | 'identity-unavailable', why: string): never => {
    logger.warn({ why }, 'a sign-in was not completed');
    throw new Refusal(code);
  };
  return {
    origin: redirectBase,
    begin: async () => {
      const configuration = await described();
      const underWay = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: `${redirectBase}${callbackPath}`,
        scope,
        state: underWay.state,
        nonce: underWay.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(underWay.verifier),
        code_challenge_method: 'S256',
        ...(prompt === undefined ? {} : { prompt }),
      });
      return { url, underWay };
    },
    complete: async (comeBackTo, { state, nonce, verifier }) => {
      const configuration = await described();
      const tokens = await client
        .authorizationCodeGrant(configuration, new URL(comeBackTo, redirectBase), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        .catch((failure: unknown) =>
          refuse(isAway(failure) ? 'identity-unavailable' : 'sign-in-failed', codeOf(failure)),
        );
      const principal = principalOf({ ...tokens.claims() }, identity);
      if (typeof principal === 'string')
        return refuse(principal === 'roles' ? 'forbidden' : 'sign-in-failed', principal);
      // The loan system is no person: it has no business with a browser.
      const roles = new Set([...principal.roles].filter((role) => role !== 'loan-system'));
      return roles.size === 0 ? refuse('forbidden', 'roles') : { ...principal, roles };
    },
  };
}

async function describe(
  { issuer, timeoutMs, clockToleranceMs }: IdentityConfiguration,
  { clientId, clientSecretFile }: NonNullable<IdentityConfiguration['signIn']>,
): Promise<client.Configuration> {
  const url = new URL(issuer);
  const authentication =
    clientSecretFile === undefined
      ? client.None()
      : client.ClientSecretBasic(readSecret(clientSecretFile).reveal());
  const configuration = await client.discovery(
    url,
    clientId,
    { [client.clockTolerance]: clockToleranceMs / 1_000 },
    authentication,
    {
      timeout: timeoutMs / 1_000,
      // The ID token's signature is verified, although it comes straight from the issuer.
      execute: [
        client.enableNonRepudiationChecks,
        // The configuration allows http to this machine alone.
        ...(url.protocol === 'http:' ? [allowLoopbackHttp] : []),
      ],
    },
  );
  if (configuration.serverMetadata().issuer !== issuer)
    throw new Error('its description is of another issuer');
  return configuration;
}

// Marked as deprecated to be noticed, not because it will go.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const allowLoopbackHttp = client.allowInsecureRequests;

/** The library's own word for a failure; its messages and causes hold what the identity provider said. */
function codeOf(failure: unknown): string {
  const { code, name } = failure as { code?: unknown; name?: unknown };
  return String(code ?? name);
}

/** Whether nobody answered, or nobody who could. */
function isAway(failure: unknown): boolean {
  const { name, code, status, cause } = failure as {
    name?: string;
    code?: string;
    status?: number;
    cause?: { status?: number } | undefined;
  };
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return true;
  if (name === 'TypeError' && code === undefined && cause !== undefined) return true;
  return (status ?? cause?.status ?? 0) >= 500;
}
