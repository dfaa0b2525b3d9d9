import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SealingFault } from './sealing-fault.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a fresh random nonce: nonce (12), ciphertext, tag (16). Random nonces are safe
 * for some 2^32 boxes under one key; rotate a key that comes near.
 */
export function closeBox(key: KeyObject, plain: Uint8Array, aad: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens what {@link closeBox} closed under the same key and the same associated text.
 * @throws SealingFault `damaged` for anything else
 */
export function openBox(key: KeyObject, box: Uint8Array, aad: string): Buffer {
  try {
    const bytes = Buffer.from(box.buffer, box.byteOffset, box.byteLength);
    if (bytes.length < nonceBytes + tagBytes) throw new RangeError('too short');
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(aad, 'utf8'));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    throw new SealingFault('damaged', 'the sealed bytes are damaged, or were sealed for another place');
  }
}
