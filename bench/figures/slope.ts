/** How a figure that is taken again and again grows. */
import { chances } from '../receipts-door/plan.js';
import { median } from './ratio.js';

export interface Slope {
  /** What it grows by from one time to the next; below 0 where it falls. */
  readonly each: number;
  /** 95 % of what slopes of times drawn again from these are within. */
  readonly low: number;
  readonly high: number;
}

const draws = 2_000;

/**
 * The median of the slopes between any two times (Theil, 1950; Sen, 1968), which one bad minute does not move, with a
 * percentile bootstrap of the times. Of the same figures and seed always the same; no number where there are not two.
 */
export function slopeOf(values: readonly number[], seed: number): Slope {
  const points = values.map((value, at): Point => [at, value]);
  const chance = chances(seed);
  const drawn = Array.from({ length: draws }, () =>
    theilSen(points.map((point) => points[Math.floor(chance() * points.length)] ?? point)),
  )
    // All times the same one: it says nothing.
    .filter((slope) => !Number.isNaN(slope))
    .toSorted((one, other) => one - other);
  const at = (share: number): number => drawn[Math.floor(share * (drawn.length - 1))] ?? NaN;
  return { each: theilSen(points), low: at(0.025), high: at(0.975) };
}

type Point = readonly [number, number];

function theilSen(points: readonly Point[]): number {
  const slopes = points.flatMap(([at, value], nth) =>
    points
      .slice(nth + 1)
      .filter(([other]) => other !== at)
      .map(([other, later]) => (later - value) / (other - at)),
  );
  return median(slopes);
}

/** Whether it grows beyond what chance makes of it. */
export const grows = ({ low }: Slope): boolean => low > 0;
