/** What holds of whatever happens: in any order of opening, ending, acknowledging and getting worse. */
import fc from 'fast-check';
import { severityOf } from '../../../domain/alarm/nature.js';
import { isWorse } from '../../../domain/alarm/spell.js';
import { Book, hourMs, minuteMs, rules } from './book.js';

const start = Date.parse('2026-11-02T02:00:00Z');
/** Between two looks; half as often once nothing happens any more. */
const lookMs = 15_000;
const kinds = ['worker-away', 'held-too-long', 'task-overdue', 'unlisted-code'] as const;

/** Something that happens to one of a few alarms, some time after what happened before. */
const happening = fc.record({
  afterMs: fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 30 * minuteMs })),
  kind: fc.constantFrom(...kinds),
  subject: fc.constantFrom('a', 'b'),
  what: fc.constantFrom('raise', 'raise', 'resolve', 'acknowledge'),
  extent: fc.integer({ min: 1, max: 20 }),
});
const history = fc.array(happening, { minLength: 1, maxLength: 40 });

/** Lives through it, looking every so often, and for long enough afterwards. */
function lived(given: typeof history extends fc.Arbitrary<infer History> ? History : never): Book {
  const book = new Book(rules);
  let now = start;
  for (const { afterMs, kind, subject, what, extent } of given) {
    book.run(now, now + afterMs, lookMs);
    now += afterMs;
    if (what === 'raise') book.raise(kind, subject, now, extent);
    else if (what === 'resolve') book.resolve(kind, subject, now);
    else book.acknowledge(kind, subject, now);
  }
  book.run(now, now + 3 * hourMs, 2 * lookMs);
  return book;
}

const holds = (judge: (book: Book) => void): void =>
  fc.assert(
    fc.property(history, (given) => judge(lived(given))),
    { numRuns: 60 },
  );

test('no responder is ever sent two messages within the group’s time', () => {
  holds((book) => {
    const lastAt = new Map<string, number>();
    for (const { responder, at } of book.sent) {
      expect(at - (lastAt.get(responder) ?? -Infinity)).toBeGreaterThanOrEqual(rules.groupWithinMs);
      lastAt.set(responder, at);
    }
  });
});

test('every critical alarm that stands and that nobody has in hand has reached the last step', () => {
  holds((book) => {
    const last = rules.steps.critical.at(-1);
    for (const { alarm, acknowledged, acknowledgements, told } of book.spells()) {
      const isInHand = acknowledged !== undefined && !isWorse(alarm.extent, acknowledged.extent);
      if (severityOf(alarm.kind) !== 'critical' || alarm.resolvedAt !== null || isInHand) continue;
      for (const responder of last?.responders ?? [])
        expect(told).toContainEqual(
          expect.objectContaining({
            responder,
            what: 'open',
            step: rules.steps.critical.length,
            escalation: acknowledgements + 1,
          }),
        );
    }
  });
});

test('nothing is told of an alarm that somebody has in hand, but its end', () => {
  holds((book) => {
    for (const { pieces, inHand } of book.sent)
      expect(pieces.filter(({ spellId, what }) => what === 'open' && inHand.has(spellId))).toEqual([]);
  });
});

test('the end of a spell is told once to exactly those who were told that it stood', () => {
  holds((book) => {
    for (const { alarm, told } of book.spells()) {
      const heard = (what: string) =>
        told.filter((one) => one.what === what).map(({ responder }) => responder);
      const ofEnd = heard('over').sort();
      if (alarm.resolvedAt === null) expect(ofEnd).toEqual([]);
      else expect(ofEnd).toEqual([...new Set(heard('open'))].sort());
    }
  });
});

test('nobody is told the same twice, as the ledger’s own index has it', () => {
  holds((book) => {
    const names = book.told.map(
      ({ spellId, responder, what, escalation, step }) =>
        `${spellId} ${responder} ${what} ${escalation} ${step}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

test('whatever is over for long is settled, so that nobody looks at it any more', () => {
  holds((book) => {
    for (const { resolvedAt, settled, kind } of book.alarms)
      if (severityOf(kind) !== 'minor') expect(settled === true).toBe(resolvedAt !== null);
  });
});
