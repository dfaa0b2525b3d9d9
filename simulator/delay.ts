import { z } from 'zod';
import { chanceOf } from './chance.js';

const mostMs = z.number().min(0).max(3_600_000);

/** How long something takes: always as long, or spread as real networks are (half are quicker than the median). */
export const delaySchema = z.union([
  mostMs,
  z
    .strictObject({ medianMs: mostMs.min(1), p99Ms: mostMs.min(1) })
    .refine(({ medianMs, p99Ms }) => p99Ms >= medianMs, 'p99Ms of medianMs or more'),
]);
export type Delay = Readonly<z.output<typeof delaySchema>>;

/** Where 99 of 100 of a standard normal variable lie below. */
const normalP99 = 2.326_347_874;

/**
 * One delay in milliseconds, log-normally spread. The same words always give the same one, whatever else
 * was asked before.
 */
export function delayOf(delay: Delay, ...words: readonly (string | number)[]): number {
  if (typeof delay === 'number') return delay;
  const { medianMs, p99Ms } = delay;
  // Box and Muller's way from two uniform numbers to a normal one; the first may not be 0.
  const radius = Math.sqrt(-2 * Math.log(1 - chanceOf(...words, 'radius')));
  const normal = radius * Math.cos(2 * Math.PI * chanceOf(...words, 'angle'));
  return Math.round(medianMs * (p99Ms / medianMs) ** (normal / normalP99));
}
