/** Who is told what, and when: by the rules alone. */
import type { Piece } from '../../../domain/alarm/telling.js';
import { Book, hourMs, minuteMs, rules } from './book.js';

const start = Date.parse('2026-11-02T02:00:00Z');
const kind = 'worker-away';

/** `duty open 1` for each piece of each message, with the minute it was sent in. */
const said = (book: Book): string[] =>
  book.sent.flatMap(({ responder, pieces, at }) =>
    pieces.map(({ what, step }: Piece) => {
      const minute = Math.floor((at - start) / minuteMs);
      return `${minute} ${responder} ${what === 'over' ? 'over' : `step ${step}`}`;
    }),
  );

test('an alarm nobody acknowledges goes on to the last step, each counted from when somebody first heard', () => {
  const book = new Book(rules);
  book.raise(kind, 'queue', start);
  book.run(start, start + 2 * hourMs);
  expect(said(book)).toEqual([
    '0 duty step 1',
    '16 duty step 2',
    '16 lead step 2',
    '46 head step 3',
    '46 duty step 3',
  ]);
});

test('where nobody was there to tell, the first have their time before the next are told', () => {
  const book = new Book(rules);
  book.raise(kind, 'queue', start - 5 * hourMs);
  book.run(start, start + 20 * minuteMs);
  expect(said(book)).toEqual(['0 duty step 1', '15 duty step 2', '15 lead step 2']);
});

test('an acknowledgement stops the escalation, and the end is told to whoever heard of it', () => {
  const book = new Book(rules);
  book.raise(kind, 'queue', start);
  book.run(start, start + 20 * minuteMs);
  book.acknowledge(kind, 'queue', start + 20 * minuteMs);
  book.run(start + 20 * minuteMs, start + 2 * hourMs);
  book.resolve(kind, 'queue', start + 2 * hourMs);
  book.run(start + 2 * hourMs, start + 3 * hourMs);
  expect(said(book)).toEqual([
    '0 duty step 1',
    '16 duty step 2',
    '16 lead step 2',
    '120 duty over',
    '120 lead over',
  ]);
});

test('what has doubled since somebody acknowledged it is told anew from the first step; what only grew is not', () => {
  const book = new Book(rules);
  book.raise('held-too-long', 'final-decision', start, 10);
  book.run(start, start + minuteMs);
  book.acknowledge('held-too-long', 'final-decision', start + minuteMs);
  book.raise('held-too-long', 'final-decision', start + 2 * minuteMs, 19);
  book.run(start + 2 * minuteMs, start + hourMs);
  expect(said(book)).toEqual(['0 duty step 1']);
  book.raise('held-too-long', 'final-decision', start + hourMs, 20);
  book.run(start + hourMs, start + 80 * minuteMs);
  expect(said(book)).toEqual(['0 duty step 1', '60 duty step 1', '75 duty step 2', '75 lead step 2']);
});

test('what opens and is over within the group’s time wakes nobody', () => {
  const book = new Book(rules);
  book.raise(kind, 'queue', start);
  book.tick(start);
  book.resolve(kind, 'queue', start + 20_000);
  book.run(start + 20_000, start + hourMs);
  expect(said(book)).toEqual([]);
});

test('a hundred alarms of one moment are one message, whatever their kinds', () => {
  const book = new Book(rules);
  for (let n = 0; n < 100; n += 1)
    book.raise(n % 2 === 0 ? 'notice-silent' : 'workflow-stuck', `A-${n}`, start + n * 250);
  book.run(start, start + 5 * minuteMs, 1_000);
  expect(book.sent.map(({ responder, pieces }) => [responder, pieces.length])).toEqual([['duty', 100]]);
});

test('what flaps is told as it comes back the first time, then as one that stands, until it stays away', () => {
  const book = new Book(rules);
  for (let minute = 0; minute < 180; minute += 4) {
    book.raise(kind, 'queue', start + minute * minuteMs);
    book.run(start + minute * minuteMs, start + (minute + 2) * minuteMs - 10_000);
    book.resolve(kind, 'queue', start + (minute + 2) * minuteMs);
    book.run(start + (minute + 2) * minuteMs, start + (minute + 4) * minuteMs - 10_000);
  }
  book.run(start + 180 * minuteMs, start + 200 * minuteMs);
  expect(said(book)).toEqual([
    '0 duty step 1',
    '2 duty over',
    // It was told to be over, so that it is not is news.
    '4 duty step 1',
    '20 duty step 2',
    '20 lead step 2',
    '52 head step 3',
    '52 duty step 3',
    '188 duty over',
    '188 lead over',
    '188 head over',
  ]);
});

test('one that comes back long after its end is a new one', () => {
  const book = new Book(rules);
  book.raise(kind, 'queue', start);
  book.run(start, start + minuteMs);
  book.acknowledge(kind, 'queue', start + minuteMs);
  book.resolve(kind, 'queue', start + 2 * minuteMs);
  book.run(start + 2 * minuteMs, start + hourMs);
  book.raise(kind, 'queue', start + hourMs);
  book.run(start + hourMs, start + 70 * minuteMs);
  expect(said(book)).toEqual(['0 duty step 1', '2 duty over', '60 duty step 1']);
});

test('an acknowledgement of what flaps holds until it has stayed away', () => {
  const book = new Book(rules);
  const flap = (minute: number) => {
    book.raise(kind, 'queue', start + minute * minuteMs);
    book.run(start + minute * minuteMs, start + (minute + 1) * minuteMs);
    if (minute === 3) book.acknowledge(kind, 'queue', start + (minute + 1) * minuteMs);
    book.resolve(kind, 'queue', start + (minute + 1) * minuteMs);
    book.run(start + (minute + 1) * minuteMs, start + (minute + 3) * minuteMs - 10_000);
  };
  for (let minute = 0; minute < 60; minute += 3) flap(minute);
  expect(said(book)).toEqual(['0 duty step 1', '1 duty over', '3 duty step 1']);
});

test('a step for office hours waits for them, and what follows it is counted from then', () => {
  const opens = start + 7 * hourMs;
  const byDay = {
    ...rules,
    steps: {
      ...rules.steps,
      warning: [
        { afterMs: 0, responders: ['team'], officeHours: true },
        { afterMs: hourMs, responders: ['lead'], officeHours: false },
      ],
    },
    officeFrom: (at: number) => Math.max(at, opens),
  };
  const book = new Book(byDay);
  book.raise('webhook-gone', 'loan-system', start);
  book.run(start, start + 9 * hourMs);
  expect(said(book)).toEqual([`${7 * 60} team step 1`, `${8 * 60 + 1} lead step 2`]);
});

test('of a severity without steps nobody is told, and nobody of the end who is no responder any more', () => {
  const book = new Book(rules);
  book.raise('unlisted-code', 'sms/aliyun X', start);
  book.raise(kind, 'queue', start);
  book.run(start, start + minuteMs);
  const without = new Book({ ...rules, responders: new Set(['lead']) });
  Object.assign(without, { alarms: book.alarms, told: book.told, sent: [...book.sent] });
  without.resolve(kind, 'queue', start + 2 * minuteMs);
  without.run(start + 2 * minuteMs, start + hourMs);
  expect(said(without)).toEqual(['0 duty step 1']);
  expect(without.alarms.map(({ settled }) => settled)).toEqual([undefined, true]);
});
