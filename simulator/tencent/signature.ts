import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { TencentAccount } from './account.js';
import type { Refusal } from './answer.js';

const allowedSkewS = 5 * 60;
const shape =
  /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{4}-\d{2}-\d{2})\/sms\/tc3_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

const headerOf = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim();
};

/** As the provider reads it: lower case, and the host without its port. */
const signedValue = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headerOf(headers, name);
  return (name === 'host' ? value.replace(/:\d+$/, '') : value).toLowerCase();
};

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function expectedSignature(
  secretKey: string,
  { method, headers, body }: WireRequest,
  date: string,
  names: readonly string[],
): Buffer {
  const canonical =
    `${method}\n/\n\n` +
    names.map((name) => `${name}:${signedValue(headers, name)}\n`).join('') +
    `\n${names.join(';')}\n${digest(body)}`;
  const text = `TC3-HMAC-SHA256\n${headerOf(headers, 'x-tc-timestamp')}\n${date}/sms/tc3_request\n${digest(canonical)}`;
  const key = [date, 'sms', 'tc3_request'].reduce<Buffer>(
    (under, part) => createHmac('sha256', under).update(part).digest(),
    Buffer.from(`TC3${secretKey}`),
  );
  return createHmac('sha256', key).update(text).digest();
}

/** The account that signed by TC3-HMAC-SHA256, or the refusal the provider gives. */
export function signerOf(
  accounts: readonly TencentAccount[],
  request: WireRequest,
  now: number,
): TencentAccount | Refusal {
  const [, secretId = '', date = '', signed = '', given = ''] =
    shape.exec(headerOf(request.headers, 'authorization')) ?? [];
  if (secretId === '')
    return {
      code: 'AuthFailure.InvalidAuthorization',
      message: 'The Authorization header does not conform.',
    };
  const account = accounts.find((one) => one.secretId === secretId);
  if (account === undefined)
    return { code: 'AuthFailure.SecretIdNotFound', message: 'The SecretId is not found.' };
  const seconds = Number(headerOf(request.headers, 'x-tc-timestamp'));
  const day = Number.isSafeInteger(seconds) ? new Date(seconds * 1000).toISOString().slice(0, 10) : '';
  if (day !== date || Math.abs(now / 1000 - seconds) > allowedSkewS)
    return { code: 'AuthFailure.SignatureExpire', message: 'The signature is expired.' };
  const names = signed.split(';');
  const covers = ['content-type', 'host'].every((name) => names.includes(name));
  const sorted = [...names].sort().join(';') === signed;
  const expected = expectedSignature(account.secretKey, request, date, names);
  return covers && sorted && timingSafeEqual(expected, Buffer.from(given, 'hex')) ? account : mismatch;
}

const mismatch: Refusal = {
  code: 'AuthFailure.SignatureFailure',
  message: 'The provided credentials could not be validated.',
};
