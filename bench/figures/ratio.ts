/** Ratios of paired blocks: their median, and how far chance alone may have moved it. */

export interface Ratio {
  /** Of the ratios of the pairs. */
  readonly median: number;
  /** 95 % of what medians of pairs drawn again from these are within. */
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

const draws = 2_000;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Percentile bootstrap of the median (Efron, 1979), with a seed, so that the same figures always say the same. */
export function ratioOf(pairs: readonly (readonly [number, number])[], seed: number): Ratio {
  const ratios = pairs.map(([one, other]) => one / other);
  const chance = chances(seed);
  const medians = Array.from({ length: draws }, () =>
    median(ratios.map(() => ratios[Math.floor(chance() * ratios.length)] ?? NaN)),
  ).toSorted((one, other) => one - other);
  const at = (share: number): number => medians[Math.floor(share * (draws - 1))] ?? NaN;
  return { median: median(ratios), low: at(0.025), high: at(0.975), pairs: pairs.length };
}

/** Numbers from 0 to 1 (Park and Miller's generator): enough to draw with. */
function chances(seed: number): () => number {
  const modulus = 2_147_483_647;
  let state = (seed % (modulus - 1)) + 1;
  return () => {
    state = (state * 48_271) % modulus;
    return state / modulus;
  };
}
