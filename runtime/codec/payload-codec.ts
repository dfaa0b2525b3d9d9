import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { closeBox, openBox } from '../sealing/box.js';
import type { MasterKeyring } from '../sealing/keyring.js';

const { Payload: PayloadMessage } = temporal.api.common.v1;

const encryptedEncoding = 'binary/encrypted';
const encodingField = 'encoding';
const keyIdField = 'encryption-key-id';

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

/**
 * Encrypts every payload whole (metadata included) with AES-256-GCM under the keyring's current key:
 * encoding `binary/encrypted`, `encryption-key-id`, data = nonce, ciphertext, tag. Decoding lets
 * plain payloads pass, since a signal sent from Temporal UI is not encoded.
 */
export function createPayloadCodec(keyring: MasterKeyring): PayloadCodec {
  const encode = (payload: Payload): Payload => {
    const { id, secret } = keyring.current;
    return {
      metadata: { [encodingField]: Buffer.from(encryptedEncoding), [keyIdField]: Buffer.from(id) },
      data: closeBox(secret, PayloadMessage.encode(payload).finish(), aadOf(id)),
    };
  };

  const decode = (payload: Payload): Payload => {
    if (textOf(payload, encodingField) !== encryptedEncoding) return payload;
    const keyId = textOf(payload, keyIdField);
    if (keyId === undefined) throw new CodecFault('an encrypted payload does not name its key');
    const key = keyring.find(keyId);
    if (key === undefined) {
      // The id came with the payload, so only what has the shape of an id is repeated.
      const shown = /^[\w.-]{1,32}$/.test(keyId) ? ` "${keyId}"` : '';
      throw new CodecFault(
        `a payload was encrypted under the key${shown}, which the codec key file does not hold`,
      );
    }
    try {
      return PayloadMessage.decode(openBox(key.secret, payload.data ?? new Uint8Array(), aadOf(keyId)));
    } catch {
      throw new CodecFault(`a payload encrypted under the key "${key.id}" is damaged`);
    }
  };

  return {
    encode: (payloads) => Promise.resolve(payloads.map(encode)),
    decode: (payloads) => new Promise((resolve) => resolve(payloads.map(decode))),
  };
}
