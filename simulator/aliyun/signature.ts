import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './answer.js';

const allowedSkewMs = 15 * 60_000;
const shape =
  /^ACS3-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const headerOf = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim();
};
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');

/** What every signed request must cover besides its own `x-acs-` headers. */
const mustCover = (headers: IncomingHttpHeaders): string[] => [
  'host',
  ...Object.keys(headers).filter((name) => name.startsWith('x-acs-')),
  ...(headers['content-type'] === undefined ? [] : ['content-type']),
];

/** What an account signs with. */
interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Checks ACS3-HMAC-SHA256 signatures: key, covered headers, body hash, date within 15 minutes, nonce. */
export class SignatureCheck<Account extends AccessKey> {
  readonly #accounts: ReadonlyMap<string, Account>;
  readonly #now: () => number;
  readonly #nonces = new Map<string, number>();

  constructor(accounts: readonly Account[], now: () => number) {
    this.#accounts = new Map(accounts.map((account) => [account.accessKeyId, account]));
    this.#now = now;
  }

  /** The account that signed, or the refusal the provider gives. */
  check(request: WireRequest): Account | Refusal {
    const [, keyId = '', signed = '', given = ''] =
      shape.exec(headerOf(request.headers, 'authorization')) ?? [];
    if (keyId === '')
      return { code: 'IncompleteSignature', message: 'The request signature does not conform.' };
    const account = this.#accounts.get(keyId);
    if (account === undefined)
      return {
        code: 'InvalidAccessKeyId.NotFound',
        message: 'Specified access key is not found.',
        status: 404,
      };
    const names = signed.split(';');
    if (mustCover(request.headers).some((name) => !names.includes(name)))
      return { code: 'IncompleteSignature', message: 'Headers are missing from SignedHeaders.' };
    return this.#matches(account, request, names, given)
      ? (this.#staleness(account, request) ?? account)
      : mismatch;
  }

  #matches(account: Account, request: WireRequest, names: readonly string[], given: string): boolean {
    const bodyHash = headerOf(request.headers, 'x-acs-content-sha256');
    if (bodyHash !== sha256(request.body)) return false;
    const canonical = [
      request.method,
      request.path,
      canonicalQuery(request.query),
      [...names]
        .sort()
        .map((name) => `${name}:${headerOf(request.headers, name)}\n`)
        .join(''),
      [...names].sort().join(';'),
      bodyHash,
    ].join('\n');
    const expected = createHmac('sha256', account.accessKeySecret)
      .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
      .digest();
    return timingSafeEqual(expected, Buffer.from(given, 'hex'));
  }

  #staleness(account: Account, { headers }: WireRequest): Refusal | undefined {
    const now = this.#now();
    const date = headerOf(headers, 'x-acs-date');
    const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(date) ? Date.parse(date) : NaN;
    if (Number.isNaN(at) || Math.abs(now - at) > allowedSkewMs)
      return { code: 'InvalidTimeStamp.Expired', message: 'Specified time stamp or date value is expired.' };
    const nonce = `${account.accessKeyId}/${headerOf(headers, 'x-acs-signature-nonce')}`;
    if (this.#nonces.has(nonce) || nonce.endsWith('/'))
      return { code: 'SignatureNonceUsed', message: 'Specified signature nonce was used already.' };
    this.#nonces.set(nonce, now);
    // The oldest stand first; past twice the allowed skew no date can make them valid again.
    for (const [old, usedAt] of this.#nonces) {
      if (now - usedAt <= 2 * allowedSkewMs) break;
      this.#nonces.delete(old);
    }
    return undefined;
  }
}

const mismatch: Refusal = {
  code: 'SignatureDoesNotMatch',
  message: 'Specified signature is not matched with our calculation.',
};
