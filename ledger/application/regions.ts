/**
 * Narrows to applications `a` of branch regions, or of none: what nobody's branch has belongs to everybody. `place` is
 * where the list of regions stands in the statement.
 */
export const ofRegions = (place: string): string => `(a.region IS NULL OR a.region = ANY(${place}))`;
