import fc from 'fast-check';
import {
  dateAt,
  dayAt,
  dayOfDate,
  instantOf,
  localDay,
  minuteAt,
} from '../../../domain/calendar/clock-face.js';

const zones = [
  'Asia/Shanghai',
  'Europe/Amsterdam',
  'America/New_York',
  'Asia/Kathmandu',
  'UTC',
  'Australia/Lord_Howe',
];
const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
const iso = (at: number): string => new Date(at).toISOString();

/** What the wall shows by the engine's own formatter, our independent witness. */
function wallBy(timeZone: string, at: number): { date: string; minute: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const [date = '', time = ''] = format.format(at).split(', ');
  return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
}

test('date and minute of the day are what the wall shows', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (timeZone, at) => {
      expect({ date: dateAt(timeZone, at), minute: minuteAt(timeZone, at) }).toEqual(wallBy(timeZone, at));
    }),
  );
});

test('a day holds exactly the instants from its start to the next day’s', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (timeZone, at) => {
      const day = dayAt(timeZone, at);
      expect(day.startsAt <= at && at < day.endsAt).toBe(true);
      expect(wallBy(timeZone, day.startsAt).date).toBe(day.date);
      expect(wallBy(timeZone, day.startsAt - 1).date < day.date).toBe(true);
      expect(localDay(timeZone, day.dayNumber + 1).startsAt).toBe(day.endsAt);
      expect(dayOfDate(timeZone, day.date)).toEqual(day);
    }),
  );
});

test('the instant of a minute shows that minute, or the first one after a gap', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      instants,
      fc.integer({ min: 0, max: 1439 }),
      (timeZone, at, minute) => {
        const day = dayAt(timeZone, at);
        const found = instantOf(day, minute);
        const shown = wallBy(timeZone, found);
        if (shown.date === day.date && shown.minute === minute) {
          expect(minuteAt(timeZone, found - 1)).not.toBe(minute);
        } else {
          expect(shown.minute).toBeGreaterThan(minute);
          expect(wallBy(timeZone, found - 1).minute).toBeLessThan(minute);
        }
        expect(instantOf(day, 1440)).toBe(day.endsAt);
      },
    ),
  );
});

describe('on the day the clock goes forward', () => {
  test('in Amsterdam a skipped time is the instant of the change and the day has 23 hours', () => {
    const day = dayOfDate('Europe/Amsterdam', '2026-03-29');
    expect(day.endsAt - day.startsAt).toBe(23 * 3_600_000);
    expect(iso(instantOf(day, 119))).toBe('2026-03-29T00:59:00.000Z');
    for (const minute of [120, 150, 179, 180])
      expect(iso(instantOf(day, minute))).toBe('2026-03-29T01:00:00.000Z');
    expect(iso(instantOf(day, 540))).toBe('2026-03-29T07:00:00.000Z');
  });

  test('in New York nine in the morning stays nine in the morning', () => {
    expect(iso(instantOf(dayOfDate('America/New_York', '2026-03-07'), 540))).toBe('2026-03-07T14:00:00.000Z');
    expect(iso(instantOf(dayOfDate('America/New_York', '2026-03-08'), 540))).toBe('2026-03-08T13:00:00.000Z');
  });

  test('a day whose midnight is skipped starts when the clock does', () => {
    const day = dayOfDate('America/Sao_Paulo', '2018-11-04');
    expect(iso(day.startsAt)).toBe('2018-11-04T03:00:00.000Z');
    expect(minuteAt('America/Sao_Paulo', day.startsAt)).toBe(60);
    expect(dateAt('America/Sao_Paulo', day.startsAt - 1)).toBe('2018-11-03');
  });

  test('a date that a whole country skipped is empty and no instant falls on it', () => {
    const day = dayOfDate('Pacific/Apia', '2011-12-30');
    expect(day.startsAt).toBe(day.endsAt);
    expect(dateAt('Pacific/Apia', day.startsAt)).toBe('2011-12-31');
    expect(dateAt('Pacific/Apia', day.startsAt - 1)).toBe('2011-12-29');
  });
});

describe('on the day the clock goes back', () => {
  test('in Amsterdam a repeated time is the first of the two and the day has 25 hours', () => {
    const day = dayOfDate('Europe/Amsterdam', '2026-10-25');
    expect(day.endsAt - day.startsAt).toBe(25 * 3_600_000);
    expect(iso(instantOf(day, 150))).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(instantOf(day, 180))).toBe('2026-10-25T02:00:00.000Z');
  });

  test('in New York a repeated time is the first of the two', () => {
    const day = dayOfDate('America/New_York', '2026-11-01');
    expect(iso(instantOf(day, 90))).toBe('2026-11-01T05:30:00.000Z');
    expect(iso(instantOf(day, 540))).toBe('2026-11-01T14:00:00.000Z');
  });
});

test('an unknown zone and a date that does not exist are refused', () => {
  expect(() => dayAt('Asia/Nowhere', 0)).toThrow(RangeError);
  expect(() => dayOfDate('Asia/Shanghai', '2026-02-29')).toThrow(RangeError);
});
