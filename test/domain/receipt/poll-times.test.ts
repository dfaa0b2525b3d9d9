import { nextPollAt } from '../../../domain/receipt/poll-times.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const awaited = { answeredAt: 0, receiptDeadline: 3 * minuteMs, receiptHorizon: 72 * hourMs };

/** Every question asked exactly when it is due. */
function askedAt(given = awaited): number[] {
  const at: number[] = [];
  for (;;) {
    const next = nextPollAt(given, at.length, at.at(-1) ?? 0);
    if (next === undefined) return at;
    at.push(next);
  }
}

describe('questions for a report that was not pushed', () => {
  test('begin when half of the deadline is past, and come ever more rarely, five at most', () => {
    expect(askedAt().map((ms) => ms / minuteMs)).toEqual([1.5, 6, 24, 96, 384]);
  });

  test('end with the horizon', () => {
    expect(askedAt({ ...awaited, receiptHorizon: 24 * minuteMs })).toHaveLength(2);
    expect(askedAt({ ...awaited, receiptHorizon: 24 * minuteMs + 1 })).toHaveLength(3);
    expect(askedAt({ ...awaited, receiptHorizon: minuteMs })).toEqual([]);
  });

  test('that were late are not made up for one upon the other', () => {
    const late = 10 * hourMs;
    expect(nextPollAt(awaited, 1, late)).toBe(late + 1.5 * minuteMs);
    expect(nextPollAt(awaited, 4, late)).toBe(late + 1.5 * minuteMs);
  });
});
