/** Thousands of facts about one application: what is told stays readable, nothing is lost, and none waits for it. */
import { explainApplication } from '../../../domain/explanation/explain.js';
import type { AttemptFacts, NoticeFacts } from '../../../domain/explanation/facts.js';
import { plannedOf } from '../../../domain/explanation/planned.js';
import { partOfTimeline, timelineOf } from '../../../domain/explanation/timeline.js';
import type { TimelineEntry } from '../../../domain/explanation/timeline-entry.js';
import type { TrailStep } from '../../../domain/explanation/trail.js';
import { application, at, attempt, notice, now, shanghai } from './subjects.js';

const begun = at('2026-11-01 10:00:00');

/** One was refused after another, every half minute. */
const refused = (count: number, name = 'a'): AttemptFacts[] =>
  Array.from({ length: count }, (_, nth) =>
    attempt({
      attemptId: `${name}-${nth}`,
      purpose: nth === 0 ? 'first' : 'failover',
      route: nth % 2 === 0 ? 'sms/aliyun' : 'sms/tencent',
      outcome: 'rejected',
      failure: 'provider-down',
      intendedAt: begun + nth * 30_000,
    }),
  );

const answersTo = (attempts: readonly AttemptFacts[]): TrailStep[] =>
  attempts.map(({ attemptId = '', intendedAt }) => ({
    what: 'answered',
    at: intendedAt + 100,
    attemptId,
    outcome: 'rejected',
    failure: 'provider-down',
  }));

const toldOf = (notices: readonly NoticeFacts[], trail: readonly TrailStep[]) => ({
  known: application({ reportedAt: begun - 1_000, notices: [...notices] }),
  trail,
});

/** Every part of a timeline from the latest back to its beginning, put together again. */
function inParts({ known, trail }: ReturnType<typeof toldOf>): TimelineEntry[][] {
  const parts: TimelineEntry[][] = [];
  let before: number | undefined;
  do {
    const part = partOfTimeline(known, trail, now, shanghai, before);
    parts.unshift([...part.entries]);
    before = part.earlier;
  } while (before > 0);
  return parts;
}

test.each([1, 40, 49, 50, 98, 99, 100, 149, 3_000])(
  'the parts of a timeline of %i attempts put together are the timeline; each but the latest is a hundred long',
  (count) => {
    const attempts = refused(count);
    const told = toldOf([notice({ owedAt: begun, attempts })], answersTo(attempts));
    const parts = inParts(told);
    expect(parts.flat()).toEqual(timelineOf(told.known, told.trail, now, shanghai));
    for (const part of parts.slice(0, -1)) expect(part).toHaveLength(100);
    expect(parts.at(-1)?.length).toBeLessThan(200);
  },
);

test('the parts before the latest stay as they are while facts come', () => {
  const known = (count: number) => {
    const attempts = refused(count);
    return inParts(toldOf([notice({ owedAt: begun, attempts })], answersTo(attempts)));
  };
  expect(known(1_050).slice(0, 9)).toEqual(known(1_000).slice(0, 9));
});

test('a place nobody has been told of begins no part', () => {
  const { known, trail } = toldOf([notice({ owedAt: begun })], []);
  const whole = timelineOf(known, trail, now, shanghai);
  expect(partOfTimeline(known, trail, now, shanghai, 10_000)).toEqual({ entries: whole, earlier: 0 });
  expect(partOfTimeline(known, trail, now, shanghai, 0)).toEqual({ entries: [], earlier: 0 });
});

test('an answer tells how it began and how it stands; how much is left out between stands in its place', () => {
  const attempts = refused(10_000);
  const { known } = toldOf([notice({ owedAt: begun, attempts })], []);
  const { en, zh } = explainApplication(known, {}, now, shanghai).explanation;
  for (const { evidence, cause } of [en, zh]) {
    expect(evidence.length).toBe(41);
    expect(cause.length).toBeLessThan(1_500);
  }
  expect(en.evidence[4]).toBe('Here 9961 more facts on record are left out.');
  expect(zh.evidence[4]).toBe('其间另有 9961 条记录，此处从略。');
  expect(en.cause).toContain('It then went on 9992 times more.');
  expect(zh.cause).toContain('此后换过 9992 次。');
});

test('of many notices the newest are told whole, those before by how they ended', () => {
  const notices = Array.from({ length: 297 }, (_, nth) =>
    notice({ round: nth + 1, owedAt: begun + nth, attempts: refused(34, `n${nth}`) }),
  );
  const { known, trail } = toldOf(
    notices,
    notices.flatMap(({ attempts }) => answersTo(attempts)),
  );
  const explained = explainApplication(known, {}, now, shanghai).notices;
  expect(explained.map(({ round }) => round)).toEqual(notices.map(({ round }) => round));
  const told = explained.map(({ explanation }) => explanation.en.evidence.length);
  expect(new Set(told.slice(0, -20))).toEqual(new Set([5]));
  expect(Math.min(...told.slice(-20))).toBeGreaterThan(34);
  expect(timelineOf(known, trail, now, shanghai).length).toBeGreaterThan(20_000);
  expect(plannedOf(known, trail, now, shanghai)).toEqual([]);
});
