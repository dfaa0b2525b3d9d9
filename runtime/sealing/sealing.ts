import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { KeyContext, KeyManagement, WrappedSecret } from '../keys/key-management.js';
import { closeBox, openBox } from './box.js';
import { SealingFault } from './sealing-fault.js';
import { searchForm } from './search-form.js';
import type { IndexKind } from './search-form.js';

/** The key of one application's data; made by {@link Sealing.newDataKey}, kept wrapped. */
export type DataKey = KeyObject & { readonly __brand: 'DataKey' };

/** Seals applicant data for the ledger. Buffers in and out are what the ledger's columns hold. */
export interface Sealing {
  /** Names the key under which `index` and `digest` stand; kept beside them to notice a lost key. */
  readonly indexKeyId: string;
  /** A random key for one application, with its wrapped form and the id of the key that wrapped it. */
  newDataKey(applicationId: string): Promise<{ dataKey: DataKey; wrapped: Buffer; keyId: string }>;
  /**
   * Unwraps a data key for the application it was made for.
   * @throws SealingFault `unknown-key`, `unknown-format`, `damaged`
   */
  openDataKey(wrapped: Uint8Array, applicationId: string): Promise<DataKey>;
  /**
   * The same data key under the current key; undefined where it is that already.
   * @throws SealingFault like `openDataKey`
   */
  rewrapDataKey(
    wrapped: Uint8Array,
    applicationId: string,
  ): Promise<{ wrapped: Buffer; keyId: string } | undefined>;
  /** Seals a JSON value; `aad` names its place (table, column, row) and must be the same at opening. */
  seal(dataKey: DataKey, plain: unknown, aad: string): Buffer;
  /**
   * The JSON value again.
   * @throws SealingFault `damaged`, `unknown-format`, or `not-sealed` for plain bytes
   */
  open(dataKey: DataKey, sealed: Uint8Array, aad: string): unknown;
  /** HMAC-SHA-256 (32 bytes) to find a value by, the same for different ways of writing it. */
  index(kind: IndexKind, value: string): Buffer;
  /** HMAC-SHA-256 (32 bytes) of a body in canonical JSON; a plain hash of a mobile number can be guessed. */
  digest(canonicalJson: string): Buffer;
}

/** Sealing off is for the positive control of the leak test alone. */
export interface SealingOptions {
  readonly mode: 'on' | 'off';
  /** NODE_ENV; `production` refuses to go on without sealing. */
  readonly nodeEnv: string;
  /** Where the warning goes when sealing is off. */
  readonly warn: (message: string) => void;
}

const plainVersion = 0;
const sealedVersion = 1;
const dataKeyBytes = 32;

const contextOf = (applicationId: string): KeyContext => ({ purpose: 'data-key', of: applicationId });

/** Layout: version (1), length of the key id (1), key id, box. */
function laidOut({ keyId, wrapped }: WrappedSecret): Buffer {
  const name = Buffer.from(keyId, 'utf8');
  return Buffer.concat([Buffer.from([sealedVersion, name.length]), name, wrapped]);
}

function readOut(bytes: Uint8Array): { keyId: string; wrapped: Uint8Array } {
  if (bytes[0] !== sealedVersion) throw new SealingFault('unknown-format', 'a data key of unknown format');
  const boxAt = 2 + (bytes[1] ?? 0);
  return { keyId: Buffer.from(bytes.subarray(2, boxAt)).toString('utf8'), wrapped: bytes.subarray(boxAt) };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // The parser's own message quotes what it read.
    throw new SealingFault('damaged', 'the sealed bytes do not hold JSON');
  }
}

/**
 * @throws RangeError when sealing is off in production
 */
export function createSealing(keys: KeyManagement, options?: SealingOptions): Sealing {
  const off = options?.mode === 'off';
  if (off) {
    if (options.nodeEnv === 'production') throw new RangeError('sealing cannot be off in production');
    options.warn('SEALING IS OFF: applicant data is written in clear text. For leak tests only.');
  }
  // Not those of the current key: an index or digest must be found again after a rotation, and nothing
  // but the value itself could rebuild it.
  const { keyId: indexKeyId, index: indexKey, digest: digestKey } = keys.indexKeys;
  const asDataKey = (bytes: Buffer) => createSecretKey(bytes) as DataKey;

  return {
    indexKeyId,
    async newDataKey(applicationId) {
      const bytes = randomBytes(dataKeyBytes);
      const wrapped = await keys.wrap(bytes, contextOf(applicationId));
      return { dataKey: asDataKey(bytes), wrapped: laidOut(wrapped), keyId: wrapped.keyId };
    },
    openDataKey: async (wrapped, applicationId) =>
      asDataKey(await keys.unwrap(readOut(wrapped), contextOf(applicationId))),
    async rewrapDataKey(wrapped, applicationId) {
      const before = readOut(wrapped);
      if (before.keyId === keys.keyIds[0]) return undefined;
      const bytes = await keys.unwrap(before, contextOf(applicationId));
      const after = await keys.wrap(bytes, contextOf(applicationId));
      bytes.fill(0);
      return { wrapped: laidOut(after), keyId: after.keyId };
    },
    seal(dataKey, plain, aad) {
      const json = JSON.stringify(plain) as string | undefined;
      if (json === undefined) throw new TypeError('only what JSON can hold can be sealed');
      const bytes = Buffer.from(json, 'utf8');
      return off
        ? Buffer.concat([Buffer.from([plainVersion]), bytes])
        : Buffer.concat([Buffer.from([sealedVersion]), closeBox(dataKey, bytes, aad)]);
    },
    open(dataKey, sealed, aad) {
      const version = sealed[0];
      const rest = sealed.subarray(1);
      if (version === sealedVersion) return parse(openBox(dataKey, rest, aad));
      if (version !== plainVersion)
        throw new SealingFault('unknown-format', 'sealed bytes of unknown format');
      // Plain bytes carry no proof of who wrote them, so they are nothing worth while sealing is on.
      if (!off) throw new SealingFault('not-sealed', 'written with sealing off');
      return parse(Buffer.from(rest));
    },
    index: (kind, value) =>
      createHmac('sha256', indexKey).update(`${kind}\n`).update(searchForm(kind, value)).digest(),
    digest: (canonicalJson) => createHmac('sha256', digestKey).update(canonicalJson, 'utf8').digest(),
  };
}
