import { readSecret } from '../configuration/secret.js';
import type { SigningKey } from './gateway-signature.js';

/** Reads keys from the files that hold them; throws a PrivateFileFault where one is none. */
export const readSigningKeys = (
  keys: readonly { readonly id: string; readonly file: string }[],
): readonly SigningKey[] => keys.map(({ id, file }) => ({ id, secret: readSecret(file) }));
