import type { Masked } from '../../client/contact/masked.js';

/** `张*  138****1234`: whom it is about, by name and the first way to them; nothing of one whose data was erased. */
export const maskedWords = (masked: Masked | undefined): string =>
  masked === undefined
    ? ''
    : [masked.name, masked.mobile ?? masked.landline ?? masked.email ?? ''].join('  ').trimEnd();
