import fc from 'fast-check';
import type { KnownStage } from '../../../domain/report/judge.js';
import { stageFault, supersedes } from '../../../domain/report/judge.js';
import { stageOrder, stages } from '../../../domain/stage/stage.js';

const preliminary = { stage: 'preliminary-approval', round: 1 } as const;
const documents = { stage: 'supplementary-documents', round: 1 } as const;
const final = { stage: 'final-decision', round: 1 } as const;
const judged = (known: readonly KnownStage[], { stage, round }: KnownStage, withdrawn = false) =>
  stageFault(known, withdrawn, stage, round);

test('every stage may be the first, and skipping forward is normal', () => {
  for (const first of [preliminary, documents, final]) expect(judged([], first)).toBeUndefined();
  expect(judged([preliminary], final)).toBeUndefined();
  expect(judged([preliminary, documents], final)).toBeUndefined();
});

test('going back is refused', () => {
  expect(judged([documents], preliminary)).toBe('stage-goes-back');
  expect(judged([final], preliminary)).toBe('stage-goes-back');
  expect(judged([final], documents)).toBe('stage-goes-back');
  expect(judged([preliminary, documents, final], { ...documents, round: 2 })).toBe('stage-goes-back');
});

test('a further round follows the one before it, and none is skipped', () => {
  expect(judged([documents], { ...documents, round: 2 })).toBeUndefined();
  expect(judged([final], { ...final, round: 2 })).toBeUndefined();
  expect(judged([documents], { ...documents, round: 3 })).toBe('round-skipped');
  expect(judged([], { ...final, round: 2 })).toBe('round-skipped');
  expect(judged([documents], { ...final, round: 2 })).toBe('round-skipped');
});

test('a withdrawn application takes nothing more, whatever else is wrong with the report', () => {
  expect(judged([], preliminary, true)).toBe('application-withdrawn');
  expect(judged([final], preliminary, true)).toBe('application-withdrawn');
  expect(judged([], { ...final, round: 7 }, true)).toBe('application-withdrawn');
});

test('whatever was taken one after another stands in order of stage and round', () => {
  const reports = fc.record({ stage: fc.constantFrom(...stages), round: fc.integer({ min: 1, max: 4 }) });
  fc.assert(
    fc.property(fc.array(reports, { maxLength: 20 }), (given) => {
      const known: KnownStage[] = [];
      for (const report of given) {
        const repeated = known.some((one) => one.stage === report.stage && one.round === report.round);
        if (!repeated && judged(known, report) === undefined) known.push(report);
      }
      const places = known.map(({ stage, round }) => stageOrder(stage) * 100 + round);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});

describe('an unfinished notice', () => {
  test('is superseded by a further round of its own stage, never by an earlier or the same one', () => {
    for (const stage of stages) {
      expect(supersedes({ stage, round: 2 }, { stage, round: 1 })).toBe(true);
      expect(supersedes({ stage, round: 3 }, { stage, round: 1 })).toBe(true);
      expect(supersedes({ stage, round: 1 }, { stage, round: 1 })).toBe(false);
      expect(supersedes({ stage, round: 1 }, { stage, round: 2 })).toBe(false);
    }
  });

  test('of an earlier stage is superseded by a final decision alone, whatever the rounds', () => {
    expect(supersedes(final, { ...documents, round: 3 })).toBe(true);
    expect(supersedes(final, preliminary)).toBe(true);
    expect(supersedes({ ...documents, round: 2 }, preliminary)).toBe(false);
    expect(supersedes(preliminary, final)).toBe(false);
    expect(supersedes({ ...documents, round: 2 }, final)).toBe(false);
  });
});
