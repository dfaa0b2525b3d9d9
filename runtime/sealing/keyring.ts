import { createHash, createSecretKey, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { PrivateFileFault, readPrivateFile } from '../private-file/private-file.js';

/** One 32-byte key with its public name. A KeyObject prints nothing of itself. */
export interface MasterKey {
  readonly id: string;
  readonly secret: KeyObject;
}

const keyIdShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const keyShape = /^[A-Za-z0-9+/]{43}=$/;

/**
 * The keys of one key file: the first is used for whatever is new, the others still open what is
 * old. To rotate, put a new line on top and keep the rest.
 */
export class MasterKeyring {
  readonly #keys: readonly [MasterKey, ...MasterKey[]];

  constructor(keys: readonly [MasterKey, ...MasterKey[]]) {
    this.#keys = keys;
  }

  /** The key for whatever is new: the file's first line. */
  get current(): MasterKey {
    return this.#keys[0];
  }

  /** The key that was there before all others: the file's last line. */
  get oldest(): MasterKey {
    return this.#keys.at(-1) ?? this.#keys[0];
  }

  /** The key of that name, or undefined. */
  find(keyId: string): MasterKey | undefined {
    return this.#keys.find((key) => key.id === keyId);
  }
}

/** A key of its own for one purpose (HKDF-SHA-256), so that no two uses share key material. */
export const deriveKey = (key: MasterKey, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key.secret, '', `bida/${purpose}`, 32)));

/** A key given without a name is named by a hash of itself, so the name outlives a move in the file. */
const nameOf = (bytes: Buffer): string =>
  `k${createHash('sha256').update('bida/key-id').update(bytes).digest('hex').slice(0, 12)}`;

/**
 * Reads a key file: one key a line, 32 bytes in base64, alone or as `keyId:base64`, the current one
 * first. Empty lines and lines beginning with `#` are skipped. Mode 0600 or stricter.
 * @throws PrivateFileFault naming the file and line, never a key
 */
export function readKeyring(file: string): MasterKeyring {
  const keys: MasterKey[] = [];
  for (const [index, raw] of readPrivateFile(file, 'owner').split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const refuse = (expected: string) => new PrivateFileFault(file, `${expected} on line ${index + 1}`);
    const colon = line.indexOf(':');
    const text = line.slice(colon + 1).trim();
    if (!keyShape.test(text)) throw refuse('32 bytes in base64, alone or as keyId:base64,');
    const bytes = Buffer.from(text, 'base64');
    const id = colon === -1 ? nameOf(bytes) : line.slice(0, colon).trim();
    if (!keyIdShape.test(id))
      throw refuse('a key id of 1 to 32 letters, digits, dots, underscores or hyphens');
    if (keys.some((key) => key.id === id)) throw refuse('a key id not used before');
    keys.push({ id, secret: createSecretKey(bytes) });
    bytes.fill(0);
  }
  const [first, ...others] = keys;
  if (first === undefined) throw new PrivateFileFault(file, 'at least one key (32 bytes in base64)');
  return new MasterKeyring([first, ...others]);
}
