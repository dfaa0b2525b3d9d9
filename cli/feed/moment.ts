/** When a line of a feed happens: so long after the start, or at an instant. */
import { z } from 'zod';

export type Moment =
  { readonly kind: 'offset'; readonly ms: number } | { readonly kind: 'instant'; readonly ms: number };

/** No feed runs longer; also far below what a timer can wait. */
export const longestFeedMs = 24 * 3_600_000;

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const instant = z.iso.datetime({ offset: true });

/** Reads `+1500ms`, `+2s`, `+1.5s`, `+1m`, `+1h` or an ISO time with its offset; undefined for anything else. */
export function momentOf(text: string): Moment | undefined {
  const [, number = '', unit = ''] = /^\+(\d{1,9}(?:\.\d{1,6})?)(ms|s|m|h)$/.exec(text) ?? [];
  const factor = unitMs[unit];
  if (factor !== undefined) return { kind: 'offset', ms: Math.round(Number(number) * factor) };
  if (!instant.safeParse(text).success) return undefined;
  return { kind: 'instant', ms: Date.parse(text) };
}
