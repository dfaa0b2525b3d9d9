import { finishedStates, isFinished, unfinishedStates } from '../../../domain/notice/state.js';

test('a notice is finished in exactly five states, and each other one is owed', () => {
  expect(finishedStates.filter(isFinished)).toEqual([
    'delivered',
    'completed-by-staff',
    'superseded',
    'withdrawn',
    'unreachable',
  ]);
  expect(unfinishedStates).toEqual(['held', 'sending', 'awaiting-receipt', 'with-staff']);
  expect(unfinishedStates.some(isFinished)).toBe(false);
});
