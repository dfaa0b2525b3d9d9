import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const lifeMs = 24 * 3_600_000;

/**
 * Gives out cids, `{appKey}-{uuid}`, and knows its own again, also after a restart: in the UUID stand the
 * instant, some chance, and a mark only we can make.
 */
export class Cids {
  readonly #seed: string;
  readonly #now: () => number;

  constructor(seed: string, now: () => number) {
    this.#seed = seed;
    this.#now = now;
  }

  give(appKey: string): string {
    const at = Math.round(this.#now()).toString(16).padStart(12, '0');
    const text = `${at}${randomBytes(4).toString('hex')}`;
    const uuid = `${text}${this.#mark(appKey, text)}`;
    return [
      appKey,
      uuid.slice(0, 8),
      uuid.slice(8, 12),
      uuid.slice(12, 16),
      uuid.slice(16, 20),
      uuid.slice(20),
    ].join('-');
  }

  /** Whether it was given out to this app, and is still remembered: a day from when it was given out. */
  judge(appKey: string, cid: string): 'good' | 'expired' | 'not-ours' {
    const uuid = cid.startsWith(`${appKey}-`) ? cid.slice(appKey.length + 1).replaceAll('-', '') : '';
    if (!/^[0-9a-f]{32}$/.test(uuid)) return 'not-ours';
    const text = uuid.slice(0, 20);
    if (!timingSafeEqual(Buffer.from(uuid.slice(20)), Buffer.from(this.#mark(appKey, text))))
      return 'not-ours';
    return this.#now() - parseInt(text.slice(0, 12), 16) < lifeMs ? 'good' : 'expired';
  }

  #mark(appKey: string, text: string): string {
    return createHmac('sha256', this.#seed).update(`${appKey} ${text}`).digest('hex').slice(0, 12);
  }
}
