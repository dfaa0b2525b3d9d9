/** A sequence of bytes to be found, and what it stands for. */
export interface Needle {
  readonly canary: string;
  readonly writing: string;
  readonly bytes: Buffer;
}

/** Shorter ones would be found by chance in sealed bytes. */
export const leastBytes = 6;

/** Many needles, of `leastBytes` or more, looked for in one pass: by their first two bytes, then four, then the whole. */
export class NeedleSet {
  readonly longestBytes: number;
  readonly #beginsWithTwo = new Uint8Array(65_536);
  readonly #byFour = new Map<number, Needle[]>();

  constructor(needles: readonly Needle[]) {
    for (const needle of needles) {
      const { bytes } = needle;
      this.#beginsWithTwo[bytes.readUInt16BE(0)] = 1;
      const four = bytes.readUInt32BE(0);
      this.#byFour.set(four, [...(this.#byFour.get(four) ?? []), needle]);
    }
    this.longestBytes = Math.max(1, ...needles.map(({ bytes }) => bytes.length));
  }

  /** Every needle that stands in these bytes, and where. */
  *occurrencesIn(bytes: Buffer): Generator<Needle & { readonly at: number }> {
    const twos = this.#beginsWithTwo;
    const last = bytes.length - leastBytes;
    for (let at = 0; at <= last; at += 1) {
      if (twos[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] === 0) continue;
      for (const needle of this.#byFour.get(bytes.readUInt32BE(at)) ?? [])
        if (bytes.subarray(at, at + needle.bytes.length).equals(needle.bytes)) yield { ...needle, at };
    }
  }
}
