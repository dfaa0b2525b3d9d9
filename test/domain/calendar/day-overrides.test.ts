import { readDayOverrides } from '../../../domain/calendar/day-overrides.js';

const pathsOf = (json: unknown): string[] => {
  const read = readDayOverrides(json);
  return 'faults' in read ? read.faults.map(({ path }) => path) : [];
};

describe('day overrides', () => {
  test('are taken as they stand when nothing is wrong', () => {
    const json = { version: 'bank-2027', years: [2027], holidays: ['2027-01-01'], workdays: ['2028-02-29'] };
    expect(readDayOverrides(json)).toEqual({ overrides: json });
    expect(readDayOverrides({ holidays: [], workdays: [] })).toEqual({
      overrides: { holidays: [], workdays: [] },
    });
  });

  test('must be an object with both lists', () => {
    for (const json of [undefined, null, 'text', 7, []]) expect(pathsOf(json)).toEqual(['']);
    expect(pathsOf({})).toEqual(['holidays', 'workdays']);
    expect(pathsOf({ holidays: '2026-01-01', workdays: {} })).toEqual(['holidays', 'workdays']);
  });

  test('must name dates that exist, exactly written', () => {
    const holidays = [
      '2026-02-28',
      '2026-02-29',
      '2026-2-3',
      '2026-01-01T00:00:00Z',
      20260101,
      null,
      '２０２６-01-01',
    ];
    expect(pathsOf({ holidays, workdays: ['2026-13-01'] })).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((place) => `holidays[${place}]`),
      'workdays[0]',
    ]);
  });

  test('must not name a date as both', () => {
    const read = readDayOverrides({ holidays: ['2026-07-01'], workdays: ['2026-07-02', '2026-07-01'] });
    expect(read).toEqual({
      faults: [{ path: 'workdays', expected: 'no date that is among holidays too (2026-07-01)' }],
    });
  });

  test('must name years as numbers, a short version, and no other field', () => {
    const rest = { holidays: [], workdays: [] };
    expect(pathsOf({ ...rest, years: [2027, '2028', 2026.5] })).toEqual(['years[1]', 'years[2]']);
    expect(pathsOf({ ...rest, years: 2027 })).toEqual(['years']);
    for (const version of ['', 'has space', 'x'.repeat(33), 3])
      expect(pathsOf({ ...rest, version })).toEqual(['version']);
    expect(pathsOf({ ...rest, hollidays: [] })).toEqual(['hollidays']);
  });
});
