/** Signatures as the contract describes them, made and checked without any of the bank's code. */
import { webcrypto, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { BankGatewayAccount } from './account.js';
import type { GatewayProblem } from './problem.js';

type Key = BankGatewayAccount['keys'][number];

interface Signed {
  readonly keyId: string;
  readonly timestamp: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const windowS = 5 * 60;
const encoder = new TextEncoder();
const hex = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');

async function mark(secret: string, { keyId, timestamp, id, method, path, body }: Signed): Promise<string> {
  const digest = hex(await webcrypto.subtle.digest('SHA-256', encoder.encode(body)));
  const text = `BIDA1-HMAC-SHA256\n${keyId}\n${timestamp}\n${id}\n${method}\n${path}\n${digest}`;
  const key = await webcrypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return hex(await webcrypto.subtle.sign('HMAC', key, encoder.encode(text)));
}

/** What the platform signs a push by. */
export async function pushHeaders(
  key: Key,
  push: {
    readonly what: 'receipts' | 'replies';
    readonly route: string;
    readonly body: string;
    readonly at: number;
    readonly id: string;
  },
): Promise<Record<string, string>> {
  const timestamp = String(Math.trunc(push.at / 1_000));
  const { body, id } = push;
  const path = `/v1/${push.what}/${push.route}`;
  const signature = await mark(key.secret, { keyId: key.id, timestamp, id, method: 'POST', path, body });
  return { 'bida-key': key.id, 'bida-timestamp': timestamp, 'bida-id': id, 'bida-signature': signature };
}

/** Tells whose a request is, and takes no request twice. */
export class GatewaySignatures {
  readonly #accounts: readonly BankGatewayAccount[];
  readonly #now: () => number;
  /** Ids by when they may be forgotten, epoch seconds. */
  readonly #seen = new Map<string, number>();

  constructor(accounts: readonly BankGatewayAccount[], now: () => number) {
    this.#accounts = accounts;
    this.#now = now;
  }

  /** The account that signed, or the refusal. */
  async check(request: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }): Promise<BankGatewayAccount | GatewayProblem> {
    const of = (name: string): string => String(request.headers[`bida-${name}`] ?? '');
    const [keyId, timestamp, id] = [of('key'), of('timestamp'), of('id')];
    const account = this.#accounts.find(({ keys }) => keys.some((one) => one.id === keyId));
    const key = account?.keys.find((one) => one.id === keyId);
    if (account === undefined || key === undefined)
      return { code: 'key-unknown', message: 'no key of this name is in use' };
    const nowS = this.#now() / 1_000;
    if (!/^\d{10}$/.test(timestamp) || Math.abs(nowS - Number(timestamp)) > windowS)
      return { code: 'timestamp-outside', message: 'the time of the request is more than five minutes off' };
    const { method, path, body } = request;
    const expected = Buffer.from(await mark(key.secret, { keyId, timestamp, id, method, path, body }));
    const given = Buffer.from(of('signature'));
    if (id.length < 8 || given.length !== expected.length || !timingSafeEqual(given, expected))
      return { code: 'signature-invalid', message: 'the signature does not match' };
    return this.#isRepeated(`${account.route} ${id}`, nowS)
      ? { code: 'request-replayed', message: 'a request of this id was seen before' }
      : account;
  }

  #isRepeated(id: string, nowS: number): boolean {
    for (const [known, untilS] of this.#seen) {
      if (untilS > nowS) break;
      this.#seen.delete(known);
    }
    if (this.#seen.has(id)) return true;
    // Until no timestamp it could come with again would be taken.
    this.#seen.set(id, nowS + 2 * windowS);
    return false;
  }
}
