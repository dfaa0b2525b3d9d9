import { permissionAt } from '../../../domain/policy/permission.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { uselessAfterOf } from '../../../domain/policy/waking.js';
import { mondayToFriday } from '../../../domain/calendar/day-table.js';
import { at, subject, told, wall } from './subjects.js';

const rules = defaultSendRules;
// 2026: Fri 13 Feb is a workday, Sat 14 a make-up workday, 15 to 23 the Spring Festival.
const ask = (given: Parameters<typeof subject>[0], now = given.reportedAt, marginMs = 0): string =>
  told(permissionAt(rules, subject(given), now, marginMs));

describe('a strict notice', () => {
  const strict = (wallTime: string, marginMs = 0) =>
    ask({ policy: 'strict', reportedAt: at(wallTime) }, at(wallTime), marginMs);

  test('goes in business hours of a workday, make-up workdays included', () => {
    expect(strict('2026-02-13 09:00')).toBe('until 2026-02-13 18:00:00');
    expect(strict('2026-02-14 17:59')).toBe('until 2026-02-14 18:00:00');
  });

  test('waits through the whole Spring Festival', () => {
    expect(strict('2026-02-14 18:00')).toBe(
      'window: 2026-02-24 09:00:00 to 2026-02-24 18:00:00 by workday-window',
    );
    expect(strict('2026-02-13 18:00')).toBe(
      'window: 2026-02-14 09:00:00 to 2026-02-14 18:00:00 by workday-window',
    );
  });

  test('is not begun when business hours end before the call could', () => {
    expect(strict('2026-02-12 17:59', 59_999)).toBe('until 2026-02-12 18:00:00');
    expect(strict('2026-02-12 17:59', 60_000)).toBe(
      'window: 2026-02-13 09:00:00 to 2026-02-13 18:00:00 by workday-window',
    );
  });

  test('does not care how long it waits nor when it becomes useless', () => {
    const uselessAfter = uselessAfterOf('2026-02-16', rules);
    expect(
      ask({ policy: 'strict', reportedAt: at('2026-02-15 10:00'), uselessAfter }, at('2026-02-17 10:00')),
    ).toBe('window: 2026-02-24 09:00:00 to 2026-02-24 18:00:00 by workday-window');
  });
});

describe('a preferred notice', () => {
  test('goes at once in business hours', () => {
    expect(ask({ reportedAt: at('2026-02-12 10:00') })).toBe('until 2026-02-12 18:00:00');
  });

  test('waits for the next morning when that comes within the longest hold', () => {
    expect(ask({ reportedAt: at('2026-02-12 18:30') })).toBe(
      'window: 2026-02-13 09:00:00 to 2026-02-13 18:00:00 by workday-window',
    );
  });

  test('waits a day, not a weekend: the end of its hold lies in the wider window', () => {
    expect(ask({ reportedAt: at('2026-03-06 18:30') })).toBe(
      'window: 2026-03-07 18:30:00 to 2026-03-07 20:00:00 by wider-window',
    );
    expect(ask({ reportedAt: at('2026-03-07 12:00') }, at('2026-03-08 12:00'))).toBe(
      'until 2026-03-08 20:00:00',
    );
  });

  test('goes in the last wider window before the end of its hold where the next would be too late', () => {
    expect(ask({ reportedAt: at('2026-03-06 21:00') })).toBe(
      'window: 2026-03-07 09:00:00 to 2026-03-07 20:00:00 by wider-window',
    );
    expect(ask({ reportedAt: at('2026-03-07 08:00') })).toBe(
      'window: 2026-03-07 09:00:00 to 2026-03-07 20:00:00 by wider-window',
    );
  });

  test('goes at once in a wider window that is the last before the date that makes it useless', () => {
    const uselessAfter = uselessAfterOf('2026-03-07', rules);
    expect(ask({ reportedAt: at('2026-03-07 10:00'), uselessAfter })).toBe('until 2026-03-07 20:00:00');
    expect(
      ask({ reportedAt: at('2026-03-06 18:30'), uselessAfter: uselessAfterOf('2026-03-06', rules) }),
    ).toBe('until 2026-03-06 20:00:00');
  });

  test('goes in the first wider window after the end of its hold where none came before', () => {
    const uselessAfter = uselessAfterOf('2026-03-07', rules);
    expect(ask({ reportedAt: at('2026-03-07 20:30'), uselessAfter })).toBe(
      'window: 2026-03-08 09:00:00 to 2026-03-08 20:00:00 by wider-window',
    );
  });

  test('that is useless already goes in the wider window at once', () => {
    const uselessAfter = uselessAfterOf('2026-03-05', rules);
    expect(ask({ reportedAt: at('2026-03-07 10:00'), uselessAfter })).toBe('until 2026-03-07 20:00:00');
    expect(ask({ reportedAt: at('2026-03-07 21:00'), uselessAfter })).toBe(
      'window: 2026-03-08 09:00:00 to 2026-03-08 20:00:00 by wider-window',
    );
  });

  test('that missed its business hours still keeps the end of its hold', () => {
    const reportedAt = at('2026-03-06 10:00');
    expect(ask({ reportedAt }, at('2026-03-06 18:30'))).toBe(
      'window: 2026-03-07 10:00:00 to 2026-03-07 20:00:00 by wider-window',
    );
    const uselessAfter = uselessAfterOf('2026-03-06', rules);
    expect(ask({ reportedAt, uselessAfter }, at('2026-03-06 18:30'))).toBe('until 2026-03-06 20:00:00');
  });

  test('waits for the next business hours where it missed those of its hold', () => {
    expect(ask({ reportedAt: at('2026-03-03 20:30') }, at('2026-03-04 18:30'))).toBe(
      'window: 2026-03-05 09:00:00 to 2026-03-05 20:00:00 by workday-window',
    );
  });

  test('is permitted on into the evening of its last day once business hours are over', () => {
    const uselessAfter = uselessAfterOf('2026-03-06', rules);
    expect(ask({ reportedAt: at('2026-03-06 10:00'), uselessAfter })).toBe('until 2026-03-06 20:00:00');
  });

  test('is offered the next opening long enough for its margin', () => {
    const reportedAt = at('2026-03-06 19:59');
    expect(ask({ reportedAt }, reportedAt, 120_000)).toBe(
      'window: 2026-03-08 09:00:00 to 2026-03-08 20:00:00 by wider-window',
    );
  });
});

describe('quiet hours', () => {
  const early = { ...rules, days: mondayToFriday(), window: { openMinute: 420, closeMinute: 1380 } };

  test('keep sms and voice silent inside a window that opens too early, and say so', () => {
    for (const channel of ['sms', 'voice'] as const) {
      const asked = subject({ channel, reportedAt: at('2026-03-05 07:30') });
      expect(told(permissionAt(early, asked, at('2026-03-05 07:30')))).toBe(
        'quiet-hours: 2026-03-05 08:00:00 to 2026-03-05 22:00:00 by workday-window',
      );
    }
  });

  test('do not bind push and e-mail, which windows bind', () => {
    for (const channel of ['push', 'email'] as const) {
      const asked = subject({ channel, reportedAt: at('2026-03-05 07:30') });
      expect(told(permissionAt(early, asked, at('2026-03-05 07:30')))).toBe('until 2026-03-05 23:00:00');
      expect(told(permissionAt(early, asked, at('2026-03-05 06:30')))).toBe(
        'window: 2026-03-05 07:00:00 to 2026-03-05 23:00:00 by workday-window',
      );
    }
  });
});

describe('an urgent notice', () => {
  test('goes on a holiday, out of every window', () => {
    expect(ask({ urgent: true, policy: 'strict', reportedAt: at('2026-02-17 08:00') })).toBe(
      'until 2026-02-17 22:00:00',
    );
  });

  test('does not ring at night', () => {
    expect(ask({ urgent: true, reportedAt: at('2026-02-17 22:00') })).toBe(
      'quiet-hours: 2026-02-18 08:00:00 to 2026-02-18 22:00:00 by urgent',
    );
    expect(ask({ urgent: true, reportedAt: at('2026-02-17 21:59') }, at('2026-02-17 21:59'), 60_000)).toBe(
      'quiet-hours: 2026-02-18 08:00:00 to 2026-02-18 22:00:00 by urgent',
    );
  });

  test('goes any time by what does not ring, without end', () => {
    const asked = subject({ urgent: true, channel: 'email', reportedAt: at('2026-02-17 03:00') });
    expect(permissionAt(rules, asked, at('2026-02-17 03:00'), 60_000)).toEqual({
      allowed: true,
      until: Number.MAX_SAFE_INTEGER,
    });
  });
});

test('open rules never hold', () => {
  const asked = subject({ policy: 'strict', reportedAt: at('2027-01-01 03:00') });
  expect(permissionAt({ ...rules, open: true }, asked, at('2027-01-01 03:00'))).toEqual({
    allowed: true,
    until: Number.MAX_SAFE_INTEGER,
  });
});

test('round-the-clock windows run on over midnight', () => {
  const wholeDay = { openMinute: 0, closeMinute: 1440 };
  const always = { ...rules, days: mondayToFriday(), window: wholeDay, wider: wholeDay };
  const asked = subject({ policy: 'strict', channel: 'email', reportedAt: at('2026-03-05 23:59') });
  expect(told(permissionAt(always, asked, at('2026-03-05 23:59'), 600_000))).toBe(
    'until 2026-03-07 00:00:00',
  );
});

test('a date’s use ends with its local day', () => {
  expect(wall(uselessAfterOf('2026-03-07', rules))).toBe('2026-03-08 00:00:00');
  expect(uselessAfterOf('2026-03-29', { ...rules, timeZone: 'Europe/Amsterdam' })).toBe(
    Date.parse('2026-03-29T22:00:00Z'),
  );
  expect(() => uselessAfterOf('2026-02-30', rules)).toThrow(RangeError);
});
