/** Access tokens by the JWT grant of RFC 7523, kept until shortly before they expire. */
import { createSign } from 'node:crypto';
import type { FailureClass } from '../../../../domain/failure/failure-class.js';
import { classifyFcmGrant, readableFcmCode } from '../../../../domain/provider/fcm/codes.js';
import { openLine, type Exchange } from '../../exchange.js';
import type { ServiceAccount } from './service-account.js';

/** A token, or why there is none: then nothing has been sent. */
export type Granted =
  | { readonly result: 'granted'; readonly token: string }
  | {
      readonly result: 'refused';
      readonly failure: FailureClass;
      readonly code: string;
      readonly listed: boolean;
      readonly retryAfterMs?: number;
    };

/** Where tokens come from. */
export interface AccessTokens {
  /** The kept token, or a new one; callers at the same time share one request. */
  take(): Promise<Granted>;
  /** Gives up a token the API did not accept. */
  forget(token: string): void;
  close(): void;
}

export interface AccessTokenOptions {
  readonly account: ServiceAccount;
  /** The OAuth token endpoint, an http or https URL. */
  readonly tokenUrl: string;
  readonly timeoutMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const scope = 'https://www.googleapis.com/auth/firebase.messaging';
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const assertionLifeS = 3_600;
// A token must outlive the call it is taken for, and clocks differ.
const spareMs = 60_000;

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The signed claim to act as the account (RS256), valid for an hour from `at`. */
function assertionOf(
  { clientEmail, privateKey, privateKeyId }: ServiceAccount,
  audience: string,
  at: number,
): string {
  const issuedAt = Math.floor(at / 1000);
  const claims = {
    iss: clientEmail,
    scope,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + assertionLifeS,
  };
  const signed = `${base64url({ alg: 'RS256', typ: 'JWT', kid: privateKeyId })}.${base64url(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

interface Kept {
  readonly token: string;
  readonly until: number;
}

function keptOf(exchange: Exchange, at: number): Kept | undefined {
  if (exchange.kind !== 'answer' || exchange.status !== 200) return undefined;
  const { access_token: token, expires_in: lifeS } = exchange.body;
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,8192}$/.test(token)) return undefined;
  const lifeMs = typeof lifeS === 'number' && lifeS > 0 ? lifeS * 1000 : 0;
  return { token, until: at + lifeMs - spareMs };
}

function refusalOf(exchange: Exchange): Granted {
  const down = (code: string): Granted => ({
    result: 'refused',
    failure: 'provider-down',
    code,
    listed: true,
  });
  if (exchange.kind !== 'answer') return down(`token-${exchange.kind}`);
  const { status, body, retryAfterMs } = exchange;
  if (status === 429)
    return {
      result: 'refused',
      failure: 'rate-limited',
      code: 'token-limited',
      listed: true,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  if (status >= 500 || typeof body['error'] !== 'string') return down('token-broken');
  const code = readableFcmCode(body['error']);
  const { failure, listed } = classifyFcmGrant(code);
  return { result: 'refused', failure, code, listed };
}

/** Opens the token endpoint; throws a RangeError for a `tokenUrl` that is no http or https URL. */
export function openAccessTokens({ account, tokenUrl, timeoutMs, now }: AccessTokenOptions): AccessTokens {
  if (!URL.canParse(tokenUrl)) throw new RangeError('the token URL must be an http or https URL');
  const { origin, pathname } = new URL(tokenUrl);
  const line = openLine(origin);
  let kept: Kept | undefined;
  let asking: Promise<Granted> | undefined;

  const ask = async (): Promise<Granted> => {
    const at = now();
    const assertion = assertionOf(account, tokenUrl, at);
    const form = new URLSearchParams({ grant_type: grantType, assertion }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const exchange = await line.post(headers, form, timeoutMs, pathname);
    kept = keptOf(exchange, at);
    return kept === undefined ? refusalOf(exchange) : { result: 'granted', token: kept.token };
  };

  return {
    take: () => {
      if (kept !== undefined && now() < kept.until)
        return Promise.resolve({ result: 'granted', token: kept.token });
      asking ??= ask().finally(() => (asking = undefined));
      return asking;
    },
    forget: (token) => {
      if (kept?.token === token) kept = undefined;
    },
    close: () => line.close(),
  };
}
