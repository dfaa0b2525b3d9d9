/** The signature of our contract with a bank's own gateway (docs/bank-gateway.md): the same for requests and receipts. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../configuration/secret.js';

/** A key both sides have; two are good at once while one takes the other's place. */
export interface SigningKey {
  readonly id: string;
  /** As it is written; its characters are the key's bytes. */
  readonly secret: Secret;
}

/** What a signature covers. */
export interface Signable {
  readonly method: 'GET' | 'POST';
  /** Of a request its path; of a push always `/v1/receipts/{channel}/{provider}`, of replies `/v1/replies/…`. */
  readonly path: string;
  /** The exact bytes; a text stands for its UTF-8. */
  readonly body: string | Buffer;
}

/** The first line of every string to sign; a later form has another. */
const form = 'BIDA1-HMAC-SHA256';
/** How far the clocks of both sides may be apart, seconds. */
const toleranceS = 300;

const signatureOf = (
  { method, path, body }: Signable,
  { id: keyId, secret }: SigningKey,
  timestampS: string,
  requestId: string,
): string =>
  createHmac('sha256', secret.reveal())
    .update(
      [
        form,
        keyId,
        timestampS,
        requestId,
        method,
        path,
        createHash('sha256').update(body).digest('hex'),
      ].join('\n'),
    )
    .digest('hex');

/** The four headers of a signed request. `at` in epoch milliseconds; `requestId` never the same twice. */
export function signatureHeaders(
  signable: Signable,
  key: SigningKey,
  at: number,
  requestId: string,
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  return {
    'bida-key': key.id,
    'bida-timestamp': timestamp,
    'bida-id': requestId,
    'bida-signature': signatureOf(signable, key, timestamp, requestId),
  };
}

/**
 * Whether a request was signed, within five minutes of `now` (epoch milliseconds), by one of the keys. Compares
 * in constant time; does not remember ids, so whoever takes the request must bear it twice.
 */
export function isSigned(
  signable: Signable,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  keys: readonly SigningKey[],
  now: number,
): boolean {
  const of = (name: string): string => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  };
  const [keyId, timestamp, requestId] = [of('bida-key'), of('bida-timestamp'), of('bida-id')];
  if (!/^\d{10}$/.test(timestamp) || !/^[\x21-\x7e]{8,64}$/.test(requestId)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceS) return false;
  const given = Buffer.from(of('bida-signature'));
  return keys
    .filter(({ id }) => id === keyId)
    .some((key) => {
      const expected = Buffer.from(signatureOf(signable, key, timestamp, requestId));
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}
