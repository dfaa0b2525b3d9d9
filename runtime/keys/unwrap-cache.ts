import type { KeyManagement } from './key-management.js';

export interface CacheLimits {
  /** Most secrets kept; the one used longest ago goes first. */
  readonly most: number;
  /** A secret is asked for anew after so long, milliseconds. */
  readonly forMs: number;
}

/**
 * The same keys, with what was unwrapped lately kept in memory: a history is read a thousand payloads at a time under
 * a handful of data keys. What could not be unwrapped is not kept.
 */
export function withUnwrapCache(
  keys: KeyManagement,
  { most, forMs }: CacheLimits,
  now = () => performance.now(),
): KeyManagement {
  const known = new Map<string, { readonly secret: Promise<Buffer>; readonly until: number }>();
  return {
    get keyIds() {
      return keys.keyIds;
    },
    get indexKeys() {
      return keys.indexKeys;
    },
    wrap: (secret, context) => keys.wrap(secret, context),
    generate: (context) => keys.generate(context),
    proofOf: (keyId) => keys.proofOf(keyId),
    directKey: (keyId) => keys.directKey?.(keyId),
    unwrap: (given, context) => {
      const { keyId, wrapped } = given;
      // A key that was taken away opens nothing any more, whatever is remembered.
      if (!keys.keyIds.includes(keyId)) return keys.unwrap(given, context);
      const name = [keyId, context.purpose, context.of, Buffer.from(wrapped).toString('base64')].join('\n');
      const before = known.get(name);
      known.delete(name);
      const isGood = before !== undefined && before.until > now();
      const kept = isGood ? before : { secret: keys.unwrap(given, context), until: now() + forMs };
      known.set(name, kept);
      kept.secret.catch(() => known.get(name) === kept && known.delete(name));
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return kept.secret;
    },
  };
}
