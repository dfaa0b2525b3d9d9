/** The embedded stack's own identity provider: sample users without passwords, for development alone. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import type { ClientMetadata, Configuration } from 'oidc-provider';
import { roles } from '../../../domain/identity/role.js';
import type { Role } from '../../../domain/identity/role.js';
import { audience, callbackOf, consoleClient, tokenLifeS } from './facts.js';
import { choicePage, faultPage } from './page.js';
import { accountOf, people } from './people.js';
import { tokenClient } from './token-client.js';
import { consoleSecret, cookieSecret, signingKey, tokenClientSecret } from './secrets.js';

const signInS = 600;
const apiScope = 'bida';
const bodyLimitBytes = 1_024;

/** Answers the identity provider's addresses and its page; `redirectBase` is where people come back to. */
export function identityProvider(stateDir: string, issuer: string, redirectBase: string): RequestListener {
  const provider = new Provider(issuer, configuration(stateDir, redirectBase));
  const answer = provider.callback();
  return (request, response) => {
    if (!/^\/sign-in\//.test(request.url ?? '')) return void answer(request, response);
    signIn(provider, redirectBase, request, response).catch((failure: unknown) => {
      const { error = 'server_error' } = failure as { error?: string };
      sendPage(response, redirectBase, 400, faultPage(error));
    });
  };
}

function configuration(stateDir: string, redirectBase: string): Configuration {
  return {
    clients: [consoleMetadata(stateDir, redirectBase), ...roles.map((role) => roleMetadata(stateDir, role))],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    jwks: { keys: [{ ...signingKey(stateDir), kty: 'EC' }] },
    cookies: { keys: [cookieSecret(stateDir)] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles', 'regions'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: apiScope,
          audience,
          accessTokenTTL: tokenLifeS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: {
      Interaction: signInS,
      IdToken: signInS,
      AccessToken: signInS,
      Session: tokenLifeS,
      Grant: tokenLifeS,
    },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    findAccount: (_context, account) => {
      if (!Object.hasOwn(people, account)) return undefined;
      return { accountId: account, claims: () => ({ sub: account, ...claimsOf(account) }) };
    },
    // There is one client, ours: nobody need be asked whether it may know who they are.
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc;
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    extraTokenClaims: (_context, { kind, clientId }) => {
      const role = roles.find((one) => tokenClient(one) === clientId);
      if (kind !== 'ClientCredentials' || role === undefined) return undefined;
      return { preferred_username: accountOf[role], roles: [role] };
    },
    renderError: (context, { error }) => {
      context.type = 'html';
      context.body = faultPage(error);
    },
  };
}

const consoleMetadata = (stateDir: string, redirectBase: string): ClientMetadata => ({
  client_id: consoleClient,
  client_secret: consoleSecret(stateDir).secret,
  redirect_uris: [callbackOf(redirectBase)],
  response_types: ['code'],
  grant_types: ['authorization_code'],
});

const roleMetadata = (stateDir: string, role: Role): ClientMetadata => ({
  client_id: tokenClient(role),
  client_secret: tokenClientSecret(stateDir, tokenClient(role)),
  redirect_uris: [],
  response_types: [],
  grant_types: ['client_credentials'],
});

function claimsOf(account: string): Record<string, unknown> {
  const { name, roles: theirs, regions } = people[account] ?? { name: account, roles: [] };
  return { name, preferred_username: account, roles: theirs, ...(regions === undefined ? {} : { regions }) };
}

/** The page to choose on, and the choice. */
async function signIn(
  provider: Provider,
  redirectBase: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { session } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    sendPage(response, redirectBase, 200, choicePage());
    return;
  }
  const account = new URLSearchParams(await bodyOf(request)).get('account') ?? '';
  if (!Object.hasOwn(people, account)) {
    sendPage(response, redirectBase, 400, choicePage());
    return;
  }
  const goOn = await provider.interactionResult(request, response, { login: { accountId: account } });
  await forget(provider, session?.uid);
  response.writeHead(303, { location: goOn, 'content-length': '0' }).end();
}

/** Whoever was signed in before makes way without being asked. */
async function forget(provider: Provider, uid: string | undefined): Promise<void> {
  const session = uid === undefined ? undefined : await provider.Session.findByUid(uid);
  if (session === undefined) return;
  session.accountId = undefined;
  await session.persist();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += (chunk as Buffer).toString('utf8');
    if (body.length > bodyLimitBytes) throw new Error('a choice is shorter');
  }
  return body;
}

function sendPage(response: ServerResponse, redirectBase: string, status: number, page: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // A browser holds the form's whole way to the last redirect against `form-action`.
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${redirectBase}; frame-ancestors 'none'; base-uri 'none'`,
      'referrer-policy': 'no-referrer',
    })
    .end(page);
}
