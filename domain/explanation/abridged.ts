/** An answer is read by a person: how it began and how it stands, not thousands of facts between. */
import type { Evidence } from './evidence.js';

/** So many facts at the most are told of what is asked about; the timeline has all of them. */
export const mostTold = 40;
/** Of a notice many newer ones came after, so many. */
export const mostToldOfOld = 4;

/** At most so many facts, the oldest first: a tenth as it began, else the latest; how many are left out is told. */
export function abridged(facts: readonly Evidence[], most: number): Evidence[] {
  const asItBegan = Math.floor(most / 10);
  const between = facts.slice(asItBegan, asItBegan - most);
  const [first] = between;
  if (facts.length <= most || first === undefined) return [...facts];
  return [
    ...facts.slice(0, asItBegan),
    { kind: 'abridged', at: first.at, count: between.length },
    ...facts.slice(asItBegan - most),
  ];
}
