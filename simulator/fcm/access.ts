import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import { z } from 'zod';
import type { FcmAccount } from './account.js';

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const scopes: ReadonlySet<string> = new Set([
  'https://www.googleapis.com/auth/firebase.messaging',
  'https://www.googleapis.com/auth/cloud-platform',
]);
const lifeS = 3_600;
const skewS = 300;

/** A refusal in OAuth's words. */
const refusal = (error: string, why: string): Record<string, unknown> => ({ error, error_description: why });

const headerSchema = z.object({ alg: z.literal('RS256'), typ: z.literal('JWT') });
const claimsSchema = z.object({
  iss: z.string(),
  scope: z.string(),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
});

function partOf<T>(schema: z.ZodType<T>, part: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Gives access tokens for signed assertions, and knows its own again, also after a restart. */
export class Access {
  readonly #accounts: readonly FcmAccount[];
  readonly #seed: string;
  readonly #now: () => number;

  constructor(accounts: readonly FcmAccount[], seed: string, now: () => number) {
    this.#accounts = accounts;
    this.#seed = seed;
    this.#now = now;
  }

  /** Whose assertion a form holds, without a look at its signature. */
  claimantOf(form: URLSearchParams): FcmAccount | undefined {
    const claims = partOf(claimsSchema, (form.get('assertion') ?? '').split('.')[1] ?? '');
    return this.#accounts.find(({ clientEmail }) => clientEmail === claims?.iss);
  }

  /** The answer of the token endpoint at `audience`: RFC 7523, signed by RS256, an hour at most. */
  grant(form: URLSearchParams, audience: string): Record<string, unknown> {
    if (form.get('grant_type') !== grantType) return refusal('unsupported_grant_type', 'Invalid grant_type');
    const [head = '', body = '', signature = '', ...rest] = (form.get('assertion') ?? '').split('.');
    const claims = partOf(claimsSchema, body);
    if (partOf(headerSchema, head) === undefined || claims === undefined || rest.length > 0)
      return refusal('invalid_request', 'Assertion is not a JWT signed by RS256');
    const account = this.claimantOf(form);
    if (account === undefined) return refusal('invalid_grant', 'Invalid grant: account not found');
    const signed = Buffer.from(`${head}.${body}`);
    if (!verify('RSA-SHA256', signed, account.publicKey, Buffer.from(signature, 'base64url')))
      return refusal('invalid_grant', 'Invalid JWT Signature.');
    if (claims.aud !== audience) return refusal('invalid_grant', 'Invalid JWT: wrong audience.');
    const nowS = this.#now() / 1000;
    if (claims.iat > nowS + skewS || claims.exp < nowS - skewS || claims.exp - claims.iat > lifeS)
      return refusal('invalid_grant', 'Invalid JWT: check your iat and exp values.');
    if (!claims.scope.split(' ').some((scope) => scopes.has(scope)))
      return refusal('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
    return { access_token: this.#tokenFor(account), expires_in: lifeS - 1, token_type: 'Bearer' };
  }

  /** The account an `Authorization` header speaks for. */
  bearerOf(authorization: string | undefined): FcmAccount | undefined {
    const [, email = '', until = '', given = ''] =
      /^Bearer ya29\.([\w-]+)\.(\d+)\.([\w-]+)$/.exec(authorization ?? '') ?? [];
    const account = this.#accounts.find(
      ({ clientEmail }) => Buffer.from(clientEmail).toString('base64url') === email,
    );
    if (account === undefined || Number(until) < this.#now()) return undefined;
    const [expected, sent] = [this.#sealOf(account, until), Buffer.from(given, 'base64url')];
    return sent.length === expected.length && timingSafeEqual(expected, sent) ? account : undefined;
  }

  #tokenFor(account: FcmAccount): string {
    const until = String(Math.floor(this.#now() + lifeS * 1000));
    const email = Buffer.from(account.clientEmail).toString('base64url');
    return `ya29.${email}.${until}.${this.#sealOf(account, until).toString('base64url')}`;
  }

  #sealOf({ publicKey, clientEmail }: FcmAccount, until: string): Buffer {
    return createHmac('sha256', `${this.#seed}|${publicKey}`).update(`${clientEmail}|${until}`).digest();
  }
}
