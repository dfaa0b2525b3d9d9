/** How sure one can be of a share that only some of many were seen of; pure. */

/** So many of a sample were bad. */
export interface Share {
  readonly sample: number;
  readonly bad: number;
}

/** What a share is held against. */
export interface Threshold {
  /** From 0 to 1: more than this is trouble. */
  readonly share: number;
  /** Fewer say nothing. */
  readonly minSample: number;
}

/** `sick`: surely above its threshold; `well`: surely below; `unsure`: too few to tell. */
export type Verdict = 'sick' | 'well' | 'unsure';

/** Standard deviations: one in a thousand is called sick by chance where it is at its threshold, one in twenty well. */
const sickZ = 3.09;
const wellZ = 1.645;

/**
 * Where the true share lies, as Wilson's score interval has it (Wilson, 1927): unlike the bare share it stays between 0
 * and 1 and is honest of small samples, so that two failures of three calls are not two thirds.
 */
export function wilson({ sample, bad }: Share, z: number): { readonly low: number; readonly high: number } {
  if (sample === 0) return { low: 0, high: 1 };
  const share = bad / sample;
  const weight = z ** 2 / sample;
  const centre = (share + weight / 2) / (1 + weight);
  const reach = (z * Math.sqrt((share * (1 - share)) / sample + weight / (4 * sample))) / (1 + weight);
  // At the ends the interval ends with them, whatever is lost in the reckoning.
  return { low: bad === 0 ? 0 : centre - reach, high: bad === sample ? 1 : centre + reach };
}

export function verdictOf(share: Share, { share: most, minSample }: Threshold): Verdict {
  if (share.sample < minSample) return 'unsure';
  if (wilson(share, sickZ).low > most) return 'sick';
  return wilson(share, wellZ).high < most ? 'well' : 'unsure';
}

/** Whether surely more than half is bad: then it is not a matter of degree any more. */
export const isHard = (share: Share): boolean => wilson(share, sickZ).low > 0.5;

/** Nothing seen of it speaks for trouble, whether or not it is enough to be sure. */
export const isCalm = (share: Share, threshold: Threshold): boolean =>
  verdictOf(share, threshold) === 'well' ||
  (share.bad === 0 ? true : share.bad / share.sample <= threshold.share / 2);

export const sumOf = (shares: readonly Share[]): Share => ({
  sample: shares.reduce((sum, { sample }) => sum + sample, 0),
  bad: shares.reduce((sum, { bad }) => sum + bad, 0),
});
