/** How a sealed payload is laid out, so that its key can be told without opening it. */
import type { Payload } from '@temporalio/common';
import type { WrappedSecret } from '../keys/key-management.js';

/** Also what Temporal's own samples call it, which is what its UI looks for. */
export const encryptedEncoding = 'binary/encrypted';
const encodingField = 'encoding';
/** Of payloads up to 0.1: the key's name, and the wrapped data key where there is one. */
const keyIdField = 'encryption-key-id';
const dataKeyField = 'encryption-data-key';

const version = 2;
/** Version, length of the key's name, length of the wrapped secret in two bytes. */
const lengthsBytes = 4;

const metadata = { [encodingField]: Buffer.from(encryptedEncoding) };

/** What a sealed payload says in clear. */
export interface Envelope {
  /** The key the data key is had from. */
  readonly keyId: string;
  /** None: the key of that name sealed it itself. */
  readonly wrapped?: Uint8Array;
  /** Bound to the sealed bytes, so that nothing that stands in clear can be changed unnoticed. */
  readonly aad: string;
  /** Nonce, ciphertext and tag. */
  readonly box: Uint8Array;
  /** Whether what is in the box begins with its form; up to 0.1 it is the payload's bytes. */
  readonly isCompressed: boolean;
}

/** What stands in front of everything sealed with one data key. */
export class Header {
  readonly #bytes: Buffer;
  readonly aad: string;

  constructor({ keyId, wrapped }: WrappedSecret) {
    const name = Buffer.from(keyId, 'utf8');
    const lengths = Buffer.alloc(lengthsBytes);
    lengths.writeUInt8(version, 0);
    lengths.writeUInt8(name.length, 1);
    lengths.writeUInt16BE(wrapped.length, 2);
    this.#bytes = Buffer.concat([lengths, name, wrapped]);
    this.aad = aadOf(this.#bytes);
  }

  /** The payload that is written. */
  before(box: Uint8Array): Payload {
    return { metadata, data: Buffer.concat([this.#bytes, box]) };
  }
}

const aadOf = (header: Buffer): string => `${encryptedEncoding}\n${header.toString('base64')}`;

const textOf = (payload: Payload, field: string): string | undefined => {
  const bytes = payload.metadata?.[field];
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
};

export const isEncrypted = (payload: Payload): boolean =>
  textOf(payload, encodingField) === encryptedEncoding;

/** What an encrypted payload says of itself; undefined where it is of no layout that is known. */
export function envelopeOf(payload: Payload): Envelope | undefined {
  const keyId = textOf(payload, keyIdField);
  const data = Buffer.from(payload.data ?? []);
  if (keyId !== undefined) {
    const wrapped = payload.metadata?.[dataKeyField];
    return {
      keyId,
      ...(wrapped && { wrapped }),
      // The key's name alone was bound.
      aad: `${encryptedEncoding}\n${keyId}`,
      box: data,
      isCompressed: false,
    };
  }
  if (data.length < lengthsBytes || data[0] !== version) return undefined;
  const nameEnd = lengthsBytes + data.readUInt8(1);
  const boxAt = nameEnd + data.readUInt16BE(2);
  return {
    keyId: data.toString('utf8', lengthsBytes, nameEnd),
    wrapped: data.subarray(nameEnd, boxAt),
    aad: aadOf(data.subarray(0, boxAt)),
    box: data.subarray(boxAt),
    isCompressed: true,
  };
}
