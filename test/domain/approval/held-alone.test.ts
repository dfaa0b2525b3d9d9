import { holdNeedsApproval } from '../../../domain/approval/held-alone.js';
import type { HeldSpan } from '../../../domain/approval/held-alone.js';

const hour = 3_600_000;
const now = 100 * hour;
const span = (from: number, until: number): HeldSpan => ({
  from: now + from * hour,
  until: now + until * hour,
});

test.each<[what: string, before: HeldSpan[], hours: number, needs: boolean]>([
  ['four hours', [], 4, false],
  ['a little more', [], 4.001, true],
  ['two hours more, half of what is held already', [span(-2, 1)], 2, false],
  ['the same span once more, by another reason', [span(0, 4)], 4, false],
  ['four hours on top of three that are over', [span(-5, -2)], 4, true],
  ['an hour on top of three that are over', [span(-5, -2)], 1, false],
  ['a chain of short ones', [span(-3, -2), span(-2, -1), span(-1, 0)], 1.5, true],
  ['spans that overlap, time counted once', [span(-3, -1), span(-2, 0)], 1, false],
  ['what was held more than a day ago', [span(-30, -25)], 4, false],
  ['what began before the day and reaches into it', [span(-30, -22)], 2.5, true],
])('one person may hold a route alone for four hours within a day: %s', (_what, before, hours, needs) => {
  const asked = { now, until: now + hours * hour, aloneMs: 4 * hour };
  expect(holdNeedsApproval(before, asked)).toBe(needs);
});

test('where nobody may hold anything alone, the shortest hold needs a second person', () => {
  expect(holdNeedsApproval([], { now, until: now + 1, aloneMs: 0 })).toBe(true);
});
