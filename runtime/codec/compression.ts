import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { dictionary } from './dictionary.js';

/** How bytes stand in a sealed payload: as they are, or deflated (RFC 1951) with the dictionary's text before them. */
const forms = { plain: 0, deflated: 1 } as const;

/** The window holds the dictionary and a usual payload; what is longer is compressed against its own last 4 KB. */
const windowBits = 12;
const memLevel = 5;
/** Temporal refuses payloads of 2 MB and more; nothing of ours comes near. */
const longestBytes = 16 * 1024 * 1024;

/**
 * The bytes with their form in front, deflated where that is shorter. Whoever sees the length of what is sealed learns
 * something of the content by that: nobody outside the bank chooses any of it (ids, routes, instants, names of states),
 * so that there is nothing to try lengths with.
 */
export function compress(bytes: Uint8Array): Buffer {
  const deflated = deflateRawSync(bytes, { dictionary, windowBits, memLevel });
  return deflated.length < bytes.length
    ? Buffer.concat([Buffer.of(forms.deflated), deflated])
    : Buffer.concat([Buffer.of(forms.plain), bytes]);
}

/** What {@link compress} was given. @throws RangeError for anything else */
export function decompress(bytes: Uint8Array): Uint8Array {
  const rest = bytes.subarray(1);
  if (bytes[0] === forms.plain) return rest;
  if (bytes[0] !== forms.deflated) throw new RangeError('bytes in an unknown form');
  return inflateRawSync(rest, { dictionary, windowBits, maxOutputLength: longestBytes });
}
