/** Gets a token of every role from the embedded identity provider. */
import { roles } from '../../../domain/identity/role.js';
import type { Role } from '../../../domain/identity/role.js';
import { audience } from './facts.js';
import { tokenClient } from './token-client.js';
import { tokenClientSecret } from './secrets.js';

/** The stack file's names of the roles. */
const fieldOf = {
  'loan-system': 'loanSystem',
  staff: 'staff',
  supervisor: 'supervisor',
  engineer: 'engineer',
  auditor: 'auditor',
} as const satisfies Record<Role, string>;

/** An access token a role. */
export type StackTokens = Readonly<Record<(typeof fieldOf)[Role], string>>;

/** By client credentials (RFC 6749, 4.4), made out to the API (RFC 8707). */
export async function fetchTokens(stateDir: string, issuer: string): Promise<StackTokens> {
  const tokens = await Promise.all(
    roles.map(async (role) => [fieldOf[role], await fetchToken(stateDir, issuer, role)] as const),
  );
  return Object.fromEntries(tokens) as StackTokens;
}

async function fetchToken(stateDir: string, issuer: string, role: Role): Promise<string> {
  const clientId = tokenClient(role);
  const secret = tokenClientSecret(stateDir, clientId);
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (!response.ok || token === undefined)
    throw new Error(`the identity provider gave no token for ${role}: it answered with ${response.status}`);
  return token;
}
