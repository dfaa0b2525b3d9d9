import { consoleSecret } from './secrets.js';

/** What the rooms and the stack file are told of the embedded identity provider. */
export interface IdentityFacts {
  readonly issuer: string;
  /** Where browsers reach the API. */
  readonly redirectBase: string;
  readonly clientSecretFile: string;
}

/** Who access tokens for the API are made out to. */
export const audience = 'urn:bida:api';
/** The client under which people sign in to the console. */
export const consoleClient = 'bida-console';
/** How long a role's token is good: an office day. */
export const tokenLifeS = 12 * 3_600;

/** Where people come back to after signing in. */
export const callbackOf = (redirectBase: string): string => `${redirectBase}/v1/session/callback`;

export const identityFacts = (stateDir: string, port: number, apiUrl: string): IdentityFacts => ({
  issuer: `http://127.0.0.1:${port}`,
  redirectBase: apiUrl,
  clientSecretFile: consoleSecret(stateDir).file,
});

/** The configuration's `identity`, as the embedded identity provider needs it. */
export const identitySettings = ({ issuer, redirectBase, clientSecretFile }: IdentityFacts): object => ({
  issuer,
  audience,
  // Asked every time, so that another sample user can be tried at once.
  signIn: { clientId: consoleClient, clientSecretFile, redirectBase, prompt: 'login' },
});
