import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { PrivateFileFault, readPrivateFile } from '../private-file/private-file.js';
import { closeBox, openBox } from '../sealing/box.js';
import { SealingFault } from '../sealing/sealing-fault.js';
import type { IndexKeys, KeyContext, KeyManagement, WrappedSecret } from './key-management.js';

/** One 32-byte key with its public name. A KeyObject prints nothing of itself. */
export interface MasterKey {
  readonly id: string;
  readonly secret: KeyObject;
}

/** The two purposes for which a key by which values are found is derived. */
const indexPurposes = { index: 'index/1', digest: 'digest/1' } as const;
type IndexPurpose = keyof typeof indexPurposes;

const keyIdShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const keyShape = /^[A-Za-z0-9+/]{43}=$/;
/** `index of keyId:base64`: what was derived of a key that is retired. */
const heldShape = /^(index|digest) of (.+)$/;

/** Of a random salt this long no two are the same, however many secrets are generated. */
const saltBytes = 16;

/** A key of its own for one purpose (HKDF-SHA-256), so that no two uses share key material. */
const deriveKey = (key: MasterKey, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key.secret, '', `bida/${purpose}`, 32)));

/** The secret that was generated with a salt: no wrapping is as short, and it opens nothing without the key. */
const deriveSecret = (key: KeyObject, salt: Uint8Array, aad: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, `bida/generate/1\n${aad}`, 32));

const aadOf = (keyId: string, { purpose, of }: KeyContext): string => `${purpose}\n${keyId}\n${of}`;

/**
 * The keys of one key file: the first is used for whatever is new, the others still open what is old.
 * What values are found by is derived of the oldest key, or held in lines of its own once that is retired.
 */
export class MasterKeyring implements KeyManagement {
  readonly keyIds: readonly [string, ...string[]];
  readonly indexKeys: IndexKeys;
  readonly #keys: readonly [MasterKey, ...MasterKey[]];
  readonly #wrapping = new Map<string, KeyObject>();

  constructor(keys: readonly [MasterKey, ...MasterKey[]], held?: IndexKeys) {
    const [current, ...others] = keys;
    this.#keys = keys;
    this.keyIds = [current.id, ...others.map(({ id }) => id)];
    for (const key of keys) this.#wrapping.set(key.id, deriveKey(key, 'wrap/1'));
    this.indexKeys = held ?? indexKeysOf(keys.at(-1) ?? current);
  }

  wrap(secret: Uint8Array, context: KeyContext): Promise<WrappedSecret> {
    const [keyId] = this.keyIds;
    return Promise.resolve({
      keyId,
      wrapped: closeBox(this.#wrappingKey(keyId), secret, aadOf(keyId, context)),
    });
  }

  generate(context: KeyContext): Promise<WrappedSecret & { secret: Buffer }> {
    const [keyId] = this.keyIds;
    const wrapped = randomBytes(saltBytes);
    const secret = deriveSecret(this.#wrappingKey(keyId), wrapped, aadOf(keyId, context));
    return Promise.resolve({ keyId, wrapped, secret });
  }

  /** What was wrapped is longer than a salt, which is how the two are told apart. */
  unwrap({ keyId, wrapped }: { keyId: string; wrapped: Uint8Array }, context: KeyContext): Promise<Buffer> {
    const aad = aadOf(keyId, context);
    return new Promise((resolve) => {
      const key = this.#wrappingKey(keyId);
      resolve(wrapped.length === saltBytes ? deriveSecret(key, wrapped, aad) : openBox(key, wrapped, aad));
    });
  }

  proofOf(keyId: string): Buffer | undefined {
    const key = this.#find(keyId);
    return key && createHmac('sha256', deriveKey(key, 'proof/1')).update(keyId).digest();
  }

  directKey(keyId: string): KeyObject | undefined {
    return this.#find(keyId)?.secret;
  }

  #find(keyId: string): MasterKey | undefined {
    return this.#keys.find(({ id }) => id === keyId);
  }

  #wrappingKey(keyId: string): KeyObject {
    const key = this.#wrapping.get(keyId);
    if (key !== undefined) return key;
    // The id is shown only if it has the shape of one: damaged bytes can be anything.
    const shown = keyIdShape.test(keyId) ? ` "${keyId}"` : '';
    throw new SealingFault('unknown-key', `wrapped under the key${shown}, which the key file does not hold`);
  }
}

function indexKeysOf(key: MasterKey): IndexKeys {
  return {
    keyId: key.id,
    index: deriveKey(key, indexPurposes.index),
    digest: deriveKey(key, indexPurposes.digest),
  };
}

/** A key given without a name is named by a hash of itself, so the name outlives a move in the file. */
export const nameOf = (bytes: Buffer): string =>
  `k${createHash('sha256').update('bida/key-id').update(bytes).digest('hex').slice(0, 12)}`;

/** What one line of a key file is: a key, or what values are found by of a key that is retired. */
export type KeyLine =
  | { readonly kind: 'key'; readonly key: MasterKey }
  | {
      readonly kind: 'held';
      readonly purpose: IndexPurpose;
      readonly keyId: string;
      readonly secret: KeyObject;
    }
  | { readonly kind: 'none' };

/** The lines of a key file as they stand. @throws PrivateFileFault naming the file and line, never a key */
export function keyLinesOf(file: string, text: string): KeyLine[] {
  return text.split('\n').map((raw, index): KeyLine => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return { kind: 'none' };
    const refuse = (expected: string) => new PrivateFileFault(file, `${expected} on line ${index + 1}`);
    const [, purpose, held] = heldShape.exec(line) ?? [];
    const rest = held ?? line;
    const colon = rest.indexOf(':');
    const encoded = rest.slice(colon + 1).trim();
    if (!keyShape.test(encoded)) throw refuse('32 bytes in base64, alone or as keyId:base64,');
    const bytes = Buffer.from(encoded, 'base64');
    const id = colon === -1 ? nameOf(bytes) : rest.slice(0, colon).trim();
    if (!keyIdShape.test(id))
      throw refuse('a key id of 1 to 32 letters, digits, dots, underscores or hyphens');
    const secret = createSecretKey(bytes);
    bytes.fill(0);
    if (purpose === undefined) return { kind: 'key', key: { id, secret } };
    return { kind: 'held', purpose: purpose === 'index' ? 'index' : 'digest', keyId: id, secret };
  });
}

/**
 * Reads a key file: one key a line, 32 bytes in base64, alone or as `keyId:base64`, the current one
 * first. Empty lines and lines beginning with `#` are skipped. Mode 0600 or stricter.
 * @throws PrivateFileFault naming the file and line, never a key
 */
export function readKeyring(file: string): MasterKeyring {
  const lines = keyLinesOf(file, readPrivateFile(file, 'owner'));
  const keys: MasterKey[] = [];
  const held = new Map<IndexPurpose, Extract<KeyLine, { kind: 'held' }>>();
  for (const [index, line] of lines.entries()) {
    const refuse = (expected: string) => new PrivateFileFault(file, `${expected} on line ${index + 1}`);
    if (line.kind === 'key') {
      if (keys.some((key) => key.id === line.key.id)) throw refuse('a key id not used before');
      keys.push(line.key);
    } else if (line.kind === 'held') {
      if (held.has(line.purpose)) throw refuse(`one line "${line.purpose} of", not two,`);
      held.set(line.purpose, line);
    }
  }
  const [first, ...others] = keys;
  if (first === undefined) throw new PrivateFileFault(file, 'at least one key (32 bytes in base64)');
  return new MasterKeyring([first, ...others], heldKeys(file, held.get('index'), held.get('digest')));
}

type Held = Extract<KeyLine, { kind: 'held' }>;

function heldKeys(file: string, index: Held | undefined, digest: Held | undefined): IndexKeys | undefined {
  if (index === undefined && digest === undefined) return undefined;
  // One without the other would make half of what is on record unfindable.
  if (index === undefined || digest === undefined || index.keyId !== digest.keyId)
    throw new PrivateFileFault(file, 'the lines "index of" and "digest of" one key together');
  return { keyId: index.keyId, index: index.secret, digest: digest.secret };
}
