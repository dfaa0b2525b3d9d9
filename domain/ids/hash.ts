/**
 * Spreads texts evenly over 0 … 2³²−1: FNV-1a over UTF-16 code units, then MurmurHash3's last
 * mixing step, without which ids that differ only in their last digits stay close together.
 * The same text gives the same number in every process and for ever; not for secrets.
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
