import type { KeyObject } from 'node:crypto';

/** What a wrapped secret is for; bound into the wrapping, so that one taken from elsewhere does not open (a KMS calls it the encryption context). */
export interface KeyContext {
  readonly purpose: 'data-key' | 'payload-key';
  /** Whose it is: the application, or nobody's in particular. */
  readonly of: string;
}

/** A secret as it may be kept: only who has the key of that name can open it. */
export interface WrappedSecret {
  readonly keyId: string;
  readonly wrapped: Buffer;
}

/** Keys by which a value is found again (HMAC-SHA-256): held in memory, since every search and report needs them. */
export interface IndexKeys {
  /** The key they came of; they outlive it. */
  readonly keyId: string;
  readonly index: KeyObject;
  readonly digest: KeyObject;
}

/**
 * The port to whoever keeps the keys. It asks for no more than a cloud's KMS can do: wrap a secret under the current
 * key, unwrap one by the key's name, and hand over at the start the two keys values are found by. A key itself never
 * leaves; the embedded implementation is a key file ({@link MasterKeyring}).
 */
export interface KeyManagement {
  /** Public names, the current key first. */
  readonly keyIds: readonly [string, ...string[]];
  readonly indexKeys: IndexKeys;
  /** Wraps a secret of at most 64 bytes under the current key. */
  wrap(secret: Uint8Array, context: KeyContext): Promise<WrappedSecret>;
  /**
   * A new random secret of 32 bytes, with what it is had again from by {@link unwrap}: what a cloud's KMS calls
   * generating a data key. Whoever has the key itself need not wrap it, and may answer something shorter.
   */
  generate(context: KeyContext): Promise<WrappedSecret & { readonly secret: Buffer }>;
  /**
   * The secret again.
   * @throws SealingFault `unknown-key`, `damaged`
   */
  unwrap(
    given: { readonly keyId: string; readonly wrapped: Uint8Array },
    context: KeyContext,
  ): Promise<Buffer>;
  /** Proves which key a name stands for without showing it: equal for the same key alone. Undefined for an unknown name. */
  proofOf(keyId: string): Buffer | undefined;
  /**
   * The key itself, for payloads that were encrypted with no data key of their own (up to 0.1). Only the key file has
   * such payloads, so only it answers.
   */
  directKey?(keyId: string): KeyObject | undefined;
}
