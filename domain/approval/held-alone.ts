/** How long one person may keep a route held without a second one: counted together, so that no chain goes on for ever. */

/** From when until when something was, or would be, held; epoch milliseconds. */
export interface HeldSpan {
  readonly from: number;
  readonly until: number;
}

const dayMs = 86_400_000;

/**
 * Whether a hold from now until `until` needs a second person: with what was held of the same routes without one in
 * the day before, time counted once, it comes to more than `aloneMs`.
 */
export function holdNeedsApproval(
  before: readonly HeldSpan[],
  { now, until, aloneMs }: { readonly now: number; readonly until: number; readonly aloneMs: number },
): boolean {
  const counted = before
    .map((span) => ({ from: Math.max(span.from, now - dayMs), until: Math.min(span.until, until) }))
    .concat({ from: now, until })
    .filter((span) => span.until > span.from)
    .sort((one, other) => one.from - other.from);
  let held = 0;
  let covered = -Infinity;
  for (const span of counted) {
    held += Math.max(0, span.until - Math.max(span.from, covered));
    covered = Math.max(covered, span.until);
  }
  return held > aloneMs;
}
