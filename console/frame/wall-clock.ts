/** Instants as they stand on the bank's own wall, which is how people write them. */

/** `2026-11-30T16:20:35` of epoch milliseconds, as a field for date and time has it. */
export const wallOf = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(at)
    .replace(' ', 'T');

/** The instant (ISO 8601) at which the wall of a zone shows that; undefined where it is none. */
export function instantFrom(wall: string, timeZone: string): string | undefined {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  let at = asUtc;
  // The zone's distance is asked for at a guess, and once more at what came of it: clocks may change between the two.
  for (let guess = 0; guess < 2; guess += 1) at += asUtc - Date.parse(`${wallOf(at, timeZone)}Z`);
  return new Date(at).toISOString();
}
