import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { closeBox, openBox } from './box.js';
import { deriveKey } from './keyring.js';
import type { MasterKey, MasterKeyring } from './keyring.js';
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
  newDataKey(applicationId: string): { dataKey: DataKey; wrapped: Buffer; keyId: string };
  /**
   * Unwraps a data key for the application it was made for.
   * @throws SealingFault `unknown-key`, `unknown-format`, `damaged`
   */
  openDataKey(wrapped: Uint8Array, applicationId: string): DataKey;
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

const wrapAad = (keyId: string, applicationId: string): string => `data-key\n${keyId}\n${applicationId}`;

/** Layout: version (1), length of the key id (1), key id, box. */
function wrap(key: MasterKey, dataKey: Buffer, applicationId: string): Buffer {
  const keyId = Buffer.from(key.id, 'utf8');
  const head = Buffer.concat([Buffer.from([sealedVersion, keyId.length]), keyId]);
  return Buffer.concat([head, closeBox(deriveKey(key, 'wrap/1'), dataKey, wrapAad(key.id, applicationId))]);
}

function unwrap(keyring: MasterKeyring, wrapped: Uint8Array, applicationId: string): Buffer {
  if (wrapped[0] !== sealedVersion) throw new SealingFault('unknown-format', 'a data key of unknown format');
  const boxAt = 2 + (wrapped[1] ?? 0);
  const keyId = Buffer.from(wrapped.subarray(2, boxAt)).toString('utf8');
  const key = keyring.find(keyId);
  if (key === undefined) {
    // The id is shown only if it has the shape of one: damaged bytes can be anything.
    const shown = /^[\w.-]{1,32}$/.test(keyId) ? ` "${keyId}"` : '';
    throw new SealingFault('unknown-key', `wrapped under the key${shown}, which the key file does not hold`);
  }
  return openBox(deriveKey(key, 'wrap/1'), wrapped.subarray(boxAt), wrapAad(keyId, applicationId));
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
export function createSealing(keyring: MasterKeyring, options?: SealingOptions): Sealing {
  const off = options?.mode === 'off';
  if (off) {
    if (options.nodeEnv === 'production') throw new RangeError('sealing cannot be off in production');
    options.warn('SEALING IS OFF: applicant data is written in clear text. For leak tests only.');
  }
  // Always the oldest key: an index or digest must be found again after a rotation, and nothing but
  // the value itself could rebuild it. Whoever takes that key out of the file must re-index first.
  const indexKey = deriveKey(keyring.oldest, 'index/1');
  const digestKey = deriveKey(keyring.oldest, 'digest/1');
  const asDataKey = (bytes: Buffer) => createSecretKey(bytes) as DataKey;

  return {
    indexKeyId: keyring.oldest.id,
    newDataKey(applicationId) {
      const bytes = randomBytes(dataKeyBytes);
      const wrapped = wrap(keyring.current, bytes, applicationId);
      return { dataKey: asDataKey(bytes), wrapped, keyId: keyring.current.id };
    },
    openDataKey: (wrapped, applicationId) => asDataKey(unwrap(keyring, wrapped, applicationId)),
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
