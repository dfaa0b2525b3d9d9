import fc from 'fast-check';
import { calendarAt, realAt } from '../../../domain/calendar/pressed.js';

const pressings = fc.record({
  realAnchor: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }),
  calendarAnchor: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }),
  factor: fc.oneof(fc.constantFrom(1, 1800, 86_400), fc.double({ min: 0.5, max: 10_000, noNaN: true })),
});
const spans = fc.integer({ min: -10_000_000, max: 10_000_000 });

test('a calendar day passes in 48 real seconds at the demonstration’s factor', () => {
  const pressed = { realAnchor: 1_000_000, calendarAnchor: Date.UTC(2026, 1, 13), factor: 1800 };
  expect(calendarAt(pressed, 1_000_000)).toBe(Date.UTC(2026, 1, 13));
  expect(calendarAt(pressed, 1_048_000)).toBe(Date.UTC(2026, 1, 14));
  expect(realAt(pressed, Date.UTC(2026, 1, 15))).toBe(1_096_000);
});

test('without pressing both are the same', () => {
  expect(calendarAt(undefined, 42)).toBe(42);
  expect(realAt(undefined, 42)).toBe(42);
});

test('the real instant is the first at which the calendar has come there', () => {
  fc.assert(
    fc.property(pressings, spans, (pressed, span) => {
      const calendar = pressed.calendarAnchor + span;
      const real = realAt(pressed, calendar);
      expect(Number.isInteger(real)).toBe(true);
      expect(calendarAt(pressed, real)).toBeGreaterThanOrEqual(calendar);
      expect(calendarAt(pressed, real - 1)).toBeLessThan(calendar);
    }),
  );
});

test('the calendar never runs backwards', () => {
  fc.assert(
    fc.property(pressings, spans, fc.nat(10_000), (pressed, span, later) => {
      const real = pressed.realAnchor + span;
      expect(calendarAt(pressed, real + later)).toBeGreaterThanOrEqual(calendarAt(pressed, real));
    }),
  );
});
