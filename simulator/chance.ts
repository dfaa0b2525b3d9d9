import { createHash } from 'node:crypto';

/** A number in [0, 1) that is always the same for the same words. */
export function chanceOf(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('\u0000')).digest().readUInt32BE(0) / 2 ** 32;
}
