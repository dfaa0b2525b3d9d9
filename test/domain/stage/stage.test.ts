import { isStage, stageOrder, stages, supersededBy } from '../../../domain/stage/stage.js';

test('the stages come in the order of a loan application', () => {
  expect(stages.map(stageOrder)).toEqual([0, 1, 2]);
  expect(stageOrder('preliminary-approval')).toBeLessThan(stageOrder('supplementary-documents'));
  expect(stageOrder('supplementary-documents')).toBeLessThan(stageOrder('final-decision'));
});

test('a final decision supersedes both others, and nothing else supersedes another stage', () => {
  expect(supersededBy['final-decision']).toEqual(['preliminary-approval', 'supplementary-documents']);
  expect(supersededBy['supplementary-documents']).toEqual([]);
  expect(supersededBy['preliminary-approval']).toEqual([]);
});

test('no stage supersedes itself or a later one', () => {
  for (const stage of stages)
    for (const older of supersededBy[stage]) expect(stageOrder(older)).toBeLessThan(stageOrder(stage));
});

test('nothing but the three words is a stage', () => {
  expect(stages.every(isStage)).toBe(true);
  for (const other of [
    '',
    'Final-Decision',
    'final_decision',
    'toString',
    'length',
    '0',
    0,
    null,
    undefined,
    [],
  ])
    expect(isStage(other)).toBe(false);
});
