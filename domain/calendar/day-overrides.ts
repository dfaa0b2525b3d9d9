import { dayNumberOf } from './civil-date.js';

/**
 * What a bank knows better than the calendar: its own holidays and workdays, and years that no
 * published table has yet. A date listed here wins over everything else.
 */
export interface DayOverrides {
  /** The file's own name for this edition; shown in the day table's version. */
  readonly version?: string;
  /** Years this file is complete for: there Monday to Friday and the two lists decide alone. */
  readonly years?: readonly number[];
  /** Days off, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
  /** Days worked though they fall on a weekend or holiday (调休), `YYYY-MM-DD`. */
  readonly workdays: readonly string[];
}

/** One thing wrong with a file: where (`holidays[3]`), and what should stand there. */
export interface OverrideFault {
  readonly path: string;
  readonly expected: string;
}

const fields = ['version', 'years', 'holidays', 'workdays'];
const isYear = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1970 && value <= 9999;
const isDate = (value: unknown): value is string =>
  typeof value === 'string' && dayNumberOf(value) !== undefined;

/**
 * Reads a parsed JSON value as overrides. All faults are named at once; nothing is guessed:
 * an unknown field, a date that does not exist or a date in both lists refuses the file.
 */
export function readDayOverrides(json: unknown): { overrides: DayOverrides } | { faults: OverrideFault[] } {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { faults: [{ path: '', expected: 'an object with holidays and workdays' }] };
  const given = json as Readonly<Record<string, unknown>>;
  const faults: OverrideFault[] = Object.keys(given)
    .filter((name) => !fields.includes(name))
    .map((name) => ({ path: name, expected: `no field but ${fields.join(', ')}` }));

  const list = <Item>(name: string, is: (value: unknown) => value is Item, expected: string): Item[] => {
    const value = given[name];
    if (!Array.isArray(value)) {
      faults.push({ path: name, expected: `a list, each item ${expected}` });
      return [];
    }
    return value.filter((item: unknown, place): item is Item => {
      if (is(item)) return true;
      faults.push({ path: `${name}[${place}]`, expected });
      return false;
    });
  };
  const dateExpected = 'a date that exists, as YYYY-MM-DD';
  const holidays = list('holidays', isDate, dateExpected);
  const workdays = list('workdays', isDate, dateExpected);
  const years = given['years'] === undefined ? undefined : list('years', isYear, 'a year as a whole number');
  for (const date of workdays)
    if (holidays.includes(date))
      faults.push({ path: 'workdays', expected: `no date that is among holidays too (${date})` });

  const version = given['version'];
  if (version !== undefined && !(typeof version === 'string' && /^[A-Za-z0-9._-]{1,32}$/.test(version)))
    faults.push({ path: 'version', expected: '1 to 32 letters, digits, dots, dashes or underscores' });
  if (faults.length > 0) return { faults };
  return {
    overrides: {
      ...(typeof version === 'string' ? { version } : {}),
      ...(years === undefined ? {} : { years }),
      holidays,
      workdays,
    },
  };
}
