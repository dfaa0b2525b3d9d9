import published from 'chinese-days/dist/chinese-days.json';
import { hash32 } from '../ids/hash.js';
import { isMondayToFriday } from './civil-date.js';
import type { DayOverrides } from './day-overrides.js';

/** Which local dates are workdays. */
export interface DayTable {
  /** Short text that changes with the content: `cn-2026+1f0c2ab9`. */
  readonly version: string;
  /** Takes a local date `YYYY-MM-DD`; undefined where the table has no data for its year. */
  isWorkday(date: string): boolean | undefined;
  /** The last year with data; undefined for a rule that holds in every year. */
  readonly lastYear: number | undefined;
}

// The library's functions read the parts of a date in the zone of the process and are a day off
// west of Greenwich, even for strings. Its published table has no such trouble.
const holidays: ReadonlySet<string> = new Set(Object.keys(published.holidays));
const makeUpDays: ReadonlySet<string> = new Set(Object.keys(published.workdays));

const yearOf = (date: string): number => Number(date.slice(0, 4));

// A year's notice may name days of its neighbours, so one date does not make a year: National Day does.
const publishedYears: readonly number[] = [...holidays]
  .filter((date) => date.endsWith('-10-01'))
  .map(yearOf)
  .sort((one, other) => one - other);

const publishedText = (): string => [[...holidays].sort().join(), [...makeUpDays].sort().join()].join('|');

const none: DayOverrides = { holidays: [], workdays: [] };

function versionOf(base: string, content: string, overrides: DayOverrides): string {
  const lists = [overrides.years ?? [], overrides.holidays, overrides.workdays].map((list) =>
    [...list].sort().join(),
  );
  const hash = hash32([content, overrides.version ?? '', ...lists].join('|'))
    .toString(16)
    .padStart(8, '0');
  return overrides.version === undefined ? `${base}+${hash}` : `${base}+${overrides.version}+${hash}`;
}

/** What the overrides say about a date; undefined where they say nothing. */
function overruling(overrides: DayOverrides): (date: string) => boolean | undefined {
  const off = new Set(overrides.holidays);
  const on = new Set(overrides.workdays);
  const complete = new Set(overrides.years ?? []);
  return (date) => {
    if (off.has(date)) return false;
    if (on.has(date)) return true;
    return complete.has(yearOf(date)) ? isMondayToFriday(date) : undefined;
  };
}

/**
 * The workdays of mainland China by the State Council's yearly notices, make-up workdays (调休)
 * included, as published in `chinese-days`. A year without a notice is answered undefined, never
 * guessed: next year's holidays are unknown until about November. A single date listed in the
 * overrides is known in any year.
 */
export function chineseWorkdays(overrides: DayOverrides = none): DayTable {
  const known = new Set(publishedYears);
  const lastYear = Math.max(...publishedYears, ...(overrides.years ?? []));
  const overruled = overruling(overrides);
  return {
    version: versionOf(`cn-${lastYear}`, publishedText(), overrides),
    lastYear,
    isWorkday: (date) => {
      const answer = overruled(date);
      if (answer !== undefined) return answer;
      if (!known.has(yearOf(date))) return undefined;
      return makeUpDays.has(date) || (isMondayToFriday(date) && !holidays.has(date));
    },
  };
}

/** Monday to Friday in every year, but for the overrides; never undefined. */
export function mondayToFriday(overrides: DayOverrides = none): DayTable {
  const overruled = overruling(overrides);
  return {
    version: versionOf('mon-fri', '', overrides),
    lastYear: undefined,
    isWorkday: (date) => overruled(date) ?? isMondayToFriday(date),
  };
}
