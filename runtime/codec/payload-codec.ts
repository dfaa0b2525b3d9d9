import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { KeyManagement } from '../keys/key-management.js';
import { withUnwrapCache } from '../keys/unwrap-cache.js';
import { closeBox, openBox } from '../sealing/box.js';
import { SealingFault } from '../sealing/sealing-fault.js';
import { compress, decompress } from './compression.js';
import { Header, envelopeOf, isEncrypted } from './envelope.js';
import type { Envelope } from './envelope.js';

const { Payload: PayloadMessage } = temporal.api.common.v1;

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

interface PayloadKey {
  readonly header: Header;
  readonly secret: KeyObject;
}

/**
 * Encrypts every payload whole (metadata included, compressed where that is shorter) with AES-256-GCM under a data key
 * of this process, which is had again from what travels in front of the ciphertext: encoding `binary/encrypted`, data =
 * the key's name and the wrapped data key ({@link Header}), nonce, ciphertext, tag. Payloads up to 0.1, which carry both
 * in metadata, still open. Decoding lets plain payloads pass, since a signal sent from Temporal UI is not encoded.
 */
export function createPayloadCodec(given: KeyManagement): PayloadCodec {
  const keys = withUnwrapCache(given, remembered);
  const dataKey = dataKeyInUse(keys);

  const encode = (payload: Payload, { header, secret }: PayloadKey): Payload =>
    header.before(closeBox(secret, compress(PayloadMessage.encode(payload).finish()), header.aad));

  const keyOf = async ({ keyId, wrapped }: Envelope): Promise<KeyObject> => {
    if (wrapped !== undefined) return createSecretKey(await keys.unwrap({ keyId, wrapped }, context));
    const direct = keys.directKey?.(keyId);
    if (direct === undefined) throw new SealingFault('unknown-key', 'no such key');
    return direct;
  };

  const decode = async (payload: Payload): Promise<Payload> => {
    if (!isEncrypted(payload)) return payload;
    const envelope = envelopeOf(payload);
    if (envelope === undefined) throw new CodecFault('an encrypted payload does not name its key');
    const { keyId, box, aad, isCompressed } = envelope;
    try {
      const plain = openBox(await keyOf(envelope), box, aad);
      return PayloadMessage.decode(isCompressed ? decompress(plain) : plain);
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
    const generated = await keys.generate(context);
    return { header: new Header(generated), secret: createSecretKey(generated.secret) };
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
