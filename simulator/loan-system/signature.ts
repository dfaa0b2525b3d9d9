/** Verifies webhooks as Standard Webhooks describes it, without any of the bank's code. */
import { timingSafeEqual, webcrypto } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const windowS = 5 * 60;
const encoder = new TextEncoder();

async function mark(key: string, text: string): Promise<Buffer> {
  const bytes = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  const imported = await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return Buffer.from(await webcrypto.subtle.sign('HMAC', imported, encoder.encode(text)));
}

/** Whether one of the signatures was made by one of the keys, over this very body, within five minutes of `now`. */
export async function isSigned(
  headers: IncomingHttpHeaders,
  body: string,
  keys: readonly string[],
  now: number,
): Promise<boolean> {
  const of = (name: string): string => String(headers[`webhook-${name}`] ?? '');
  const [id, timestamp] = [of('id'), of('timestamp')];
  if (id === '' || !/^\d{10}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > windowS) return false;
  const given = of('signature')
    .split(' ')
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice('v1,'.length), 'base64')] : []));
  for (const key of keys) {
    const expected = await mark(key, `${id}.${timestamp}.${body}`);
    if (given.some((one) => one.length === expected.length && timingSafeEqual(one, expected))) return true;
  }
  return false;
}
