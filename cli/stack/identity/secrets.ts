/** What the embedded identity provider keeps under `<state>/keys`, so that its tokens outlive a start of its own. */
import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { keysDirectory, readOrMake } from '../keys/keep.js';

const random = (): string => randomBytes(32).toString('base64url');

/** The key that signs its tokens (ES256). */
export const signingKey = (stateDir: string): JWK =>
  JSON.parse(
    readOrMake(stateDir, 'identity-signing.jwk', () => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' });
    }),
  ) as JWK;

/** The secret that its cookies are signed with. */
export const cookieSecret = (stateDir: string): string =>
  readOrMake(stateDir, 'identity-cookies.secret', random);

/** The secret of the console's client, in a file that the configuration names. */
export function consoleSecret(stateDir: string): { readonly file: string; readonly secret: string } {
  const name = 'identity-console.secret';
  return { secret: readOrMake(stateDir, name, random), file: join(keysDirectory(stateDir), name) };
}

/** The secret of the client that the stack gets a role's token with. */
export const tokenClientSecret = (stateDir: string, clientId: string): string =>
  createHmac('sha256', readOrMake(stateDir, 'identity-tokens.secret', random))
    .update(clientId)
    .digest('base64url');
