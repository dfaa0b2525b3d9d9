import fc from 'fast-check';
import { getDayDetail } from 'chinese-days';
import { chineseWorkdays, mondayToFriday } from '../../../domain/calendar/day-table.js';
import { datesOf2026, workdayByNotice } from './holidays-2026.js';

describe('the Chinese day table', () => {
  const table = chineseWorkdays();

  test('agrees with the State Council’s notice on every day of 2026', () => {
    const differing = datesOf2026.filter((date) => table.isWorkday(date) !== workdayByNotice(date));
    expect(differing).toEqual([]);
    expect(datesOf2026.filter(workdayByNotice)).toHaveLength(248);
  });

  test('agrees with its library on every day the library has data for', () => {
    const differing: string[] = [];
    for (let at = Date.UTC(2004, 0, 1); at < Date.UTC(2027, 0, 1); at += 86_400_000) {
      const date = new Date(at).toISOString().slice(0, 10);
      // A local noon is on the right day in whatever zone this test runs.
      if (table.isWorkday(date) !== getDayDetail(`${date}T12:00:00`).work) differing.push(date);
    }
    expect(differing).toEqual([]);
  });

  test('does not answer for a year without a notice, where the library would', () => {
    expect(table.lastYear).toBe(2026);
    for (const date of ['2027-01-01', '2027-06-15', '2003-12-31', 'yesterday'])
      expect(table.isWorkday(date)).toBeUndefined();
    expect(getDayDetail('2027-01-01T12:00:00').work).toBe(true);
  });

  test('takes single dates from overrides in any year, and leaves the rest of the year unknown', () => {
    const own = chineseWorkdays({ holidays: ['2026-07-01', '2027-01-01'], workdays: ['2026-07-04'] });
    expect(own.isWorkday('2026-07-01')).toBe(false);
    expect(own.isWorkday('2026-07-04')).toBe(true);
    expect(own.isWorkday('2026-07-02')).toBe(true);
    expect(own.isWorkday('2027-01-01')).toBe(false);
    expect(own.isWorkday('2027-01-04')).toBeUndefined();
    expect(own.lastYear).toBe(2026);
  });

  test('knows a year that overrides are complete for, and there asks nobody else', () => {
    const own = chineseWorkdays({ years: [2026, 2027], holidays: ['2027-01-01'], workdays: ['2027-01-02'] });
    expect(own.lastYear).toBe(2027);
    expect(
      ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map((date) => own.isWorkday(date)),
    ).toEqual([false, true, false, true]);
    expect(own.isWorkday('2026-02-17')).toBe(true);
    expect(own.isWorkday('2028-01-03')).toBeUndefined();
  });
});

describe('the Monday-to-Friday table', () => {
  test('knows every day of every year', () => {
    const table = mondayToFriday();
    expect(table.lastYear).toBeUndefined();
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        (date) => {
          const weekday = date.getUTCDay();
          expect(table.isWorkday(date.toISOString().slice(0, 10))).toBe(weekday >= 1 && weekday <= 5);
        },
      ),
    );
  });

  test('lets overrides decide their dates', () => {
    const table = mondayToFriday({ holidays: ['2026-12-25'], workdays: ['2026-12-26'] });
    expect(table.isWorkday('2026-12-25')).toBe(false);
    expect(table.isWorkday('2026-12-26')).toBe(true);
  });
});

describe('a table’s version', () => {
  test('is short, stable, and the same whatever the order of the lists', () => {
    expect(chineseWorkdays().version).toMatch(/^cn-2026\+[0-9a-f]{8}$/);
    expect(mondayToFriday().version).toMatch(/^mon-fri\+[0-9a-f]{8}$/);
    const days = ['2026-07-01', '2026-07-02'];
    expect(chineseWorkdays({ holidays: days, workdays: [] }).version).toBe(
      chineseWorkdays({ holidays: [...days].reverse(), workdays: [] }).version,
    );
  });

  test('changes with every part of the content and carries the overrides’ own name', () => {
    const versions = [
      chineseWorkdays(),
      chineseWorkdays({ holidays: ['2026-07-01'], workdays: [] }),
      chineseWorkdays({ holidays: [], workdays: ['2026-07-01'] }),
      chineseWorkdays({ holidays: [], workdays: [], years: [2026] }),
      chineseWorkdays({ holidays: [], workdays: [], version: 'bank-3' }),
      mondayToFriday(),
      mondayToFriday({ holidays: ['2026-07-01'], workdays: [] }),
    ].map(({ version }) => version);
    expect(new Set(versions).size).toBe(versions.length);
    expect(versions[4]).toMatch(/^cn-2026\+bank-3\+/);
  });
});
