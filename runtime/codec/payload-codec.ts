import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { KeyManagement } from '../keys/key-management.js';
import { withUnwrapCache } from '../keys/unwrap-cache.js';
import { closeBox, openBox } from '../sealing/box.js';
import { SealingFault } from '../sealing/sealing-fault.js';

const { Payload: PayloadMessage } = temporal.api.common.v1;

const encryptedEncoding = 'binary/encrypted';
const encodingField = 'encoding';
const keyIdField = 'encryption-key-id';
/** The data key the payload is encrypted with, wrapped under the key of that id; payloads up to 0.1 have none. */
const dataKeyField = 'encryption-data-key';

/** A data key serves so long, or so many payloads (random nonces are safe for some 2^32), whichever is over first. */
const dataKeyForMs = 3_600_000;
const dataKeyFor = 2 ** 24;
/** So many data keys are remembered, for so long: each process that ever wrote a history has a few. */
const remembered = { most: 1_000, forMs: 300_000 };
const context = { purpose: 'payload-key', of: 'temporal' } as const;

/** A payload that cannot be decrypted: its key is not in the key file, or it was changed. */
export class CodecFault extends Error {
  override readonly name = 'CodecFault';
}

const textOf = (payload: Payload, field: string): string | undefined => {
  const bytes = payload.metadata?.[field];
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
};

/** The key's name is bound to the ciphertext, so that it cannot be changed unnoticed. */
const aadOf = (keyId: string): string => `${encryptedEncoding}\n${keyId}`;

interface PayloadKey {
  readonly keyId: string;
  readonly wrapped: Buffer;
  readonly secret: KeyObject;
}

/**
 * Encrypts every payload whole (metadata included) with AES-256-GCM under a data key of this process, which travels
 * with it wrapped under the current key: encoding `binary/encrypted`, `encryption-key-id`, `encryption-data-key`,
 * data = nonce, ciphertext, tag. Decoding lets plain payloads pass, since a signal sent from Temporal UI is not encoded.
 */
export function createPayloadCodec(given: KeyManagement): PayloadCodec {
  const keys = withUnwrapCache(given, remembered);
  const dataKey = dataKeyInUse(keys);

  const encode = (payload: Payload, { keyId, wrapped, secret }: PayloadKey): Payload => ({
    metadata: {
      [encodingField]: Buffer.from(encryptedEncoding),
      [keyIdField]: Buffer.from(keyId),
      [dataKeyField]: wrapped,
    },
    data: closeBox(secret, PayloadMessage.encode(payload).finish(), aadOf(keyId)),
  });

  const keyOf = async (payload: Payload, keyId: string): Promise<KeyObject> => {
    const wrapped = payload.metadata?.[dataKeyField];
    if (wrapped !== undefined) return createSecretKey(await keys.unwrap({ keyId, wrapped }, context));
    const direct = keys.directKey?.(keyId);
    if (direct === undefined) throw new SealingFault('unknown-key', 'no such key');
    return direct;
  };

  const decode = async (payload: Payload): Promise<Payload> => {
    if (textOf(payload, encodingField) !== encryptedEncoding) return payload;
    const keyId = textOf(payload, keyIdField);
    if (keyId === undefined) throw new CodecFault('an encrypted payload does not name its key');
    try {
      const key = await keyOf(payload, keyId);
      return PayloadMessage.decode(openBox(key, payload.data ?? new Uint8Array(), aadOf(keyId)));
    } catch (failure) {
      // The id came with the payload, so only what has the shape of an id is repeated.
      const shown = /^[\w.-]{1,32}$/.test(keyId) ? ` "${keyId}"` : '';
      if (failure instanceof SealingFault && failure.trouble === 'unknown-key')
        throw new CodecFault(
          `a payload was encrypted under the key${shown}, which the codec key file does not hold`,
        );
      throw new CodecFault(`a payload encrypted under the key${shown} is damaged`);
    }
  };

  return {
    encode: async (payloads) => {
      const key = await dataKey(payloads.length);
      return payloads.map((payload) => encode(payload, key));
    },
    decode: (payloads) => Promise.all(payloads.map(decode)),
  };
}

/** The data key for so many payloads more: another one after a while, and as soon as the current key is another. */
function dataKeyInUse(keys: KeyManagement): (payloads: number) => Promise<PayloadKey> {
  let inUse:
    { readonly key: Promise<PayloadKey>; readonly under: string; readonly until: number } | undefined;
  let used = 0;
  const fresh = async (): Promise<PayloadKey> => {
    const bytes = randomBytes(32);
    const secret = createSecretKey(bytes);
    return { ...(await keys.wrap(bytes, context)), secret };
  };
  return (payloads) => {
    const [under] = keys.keyIds;
    const now = performance.now();
    if (inUse?.under !== under || now >= inUse.until || used + payloads > dataKeyFor) {
      const key = fresh();
      const begun = { key, under, until: now + dataKeyForMs };
      inUse = begun;
      used = 0;
      // What could not be wrapped is tried anew by whoever comes next.
      key.catch(() => (inUse = inUse === begun ? undefined : inUse));
    }
    used += payloads;
    return inUse.key;
  };
}
