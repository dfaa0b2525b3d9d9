/** What was written as an instant, and what is wrong with it. */
import { timeZone } from '../frame/moment.js';
import { instantFrom } from '../frame/wall-clock.js';
import type { Words } from '../words/words.js';

type Said = Words['incidents'];

/** ISO 8601; what is no instant has a fault, and is not asked for. */
export const instantOf = (wall: string): string => instantFrom(wall, timeZone) ?? '';

export function fromFault(wall: string, said: Said): string | undefined {
  const at = Date.parse(instantOf(wall));
  if (Number.isNaN(at)) return said.instantMissing;
  return at > Date.now() ? said.instantFuture : undefined;
}

/** Of an end, beside where it begins. */
export function untilFault(wall: string, from: string, said: Said): string | undefined {
  const fault = fromFault(wall, said);
  if (fault !== undefined) return fault;
  return Date.parse(instantOf(wall)) <= Date.parse(instantOf(from)) ? said.untilBefore : undefined;
}
