import type { Block } from '../../../bench/ladder/block.js';
import { leaving } from '../../../bench/ladder/compare.js';
import type { Pass } from '../../../bench/ladder/compare.js';
import { haveSameEvents } from '../../../bench/ladder/histories.js';
import type { Histories } from '../../../bench/ladder/histories.js';

const histories = (events: Readonly<Record<string, number>>): Histories => ({
  events,
  eventsEach: 0,
  workflowTasksEach: 0,
  bytesEach: 0,
});

test('rungs are alike when they make the same events, whether or not two reports were taken up together', () => {
  const one = histories({ MARKER_RECORDED: 4, WORKFLOW_TASK_COMPLETED: 7.6 });
  expect(haveSameEvents(one, histories({ MARKER_RECORDED: 4, WORKFLOW_TASK_COMPLETED: 7.2 }))).toBe(true);
  expect(haveSameEvents(one, histories({ MARKER_RECORDED: 4, WORKFLOW_TASK_COMPLETED: 10 }))).toBe(false);
});

test('an event more, or one of another kind, is another sequence', () => {
  const one = histories({ MARKER_RECORDED: 4, TIMER_STARTED: 1 });
  expect(haveSameEvents(one, histories({ MARKER_RECORDED: 5, TIMER_STARTED: 1 }))).toBe(false);
  expect(haveSameEvents(one, histories({ MARKER_RECORDED: 4 }))).toBe(false);
  expect(haveSameEvents(histories({}), one)).toBe(false);
});

test('what leaving the embedded back end costs is a ratio of blocks of one pass', () => {
  const block = (perSecond: number, cpu: number): Block =>
    ({ perSecond, cpuMs: { worker: cpu, temporal: cpu } }) as unknown as Block;
  const pass = (S0: Block, O2: Block): Pass => ({ S0, F0: S0, F1: S0, O1: S0, O2 });
  const passes = [pass(block(8, 30), block(3, 90)), pass(block(9, 36), block(4, 99))];
  const embedded = [pass(block(16, 15), block(4, 60)), pass(block(18, 18), block(8, 60))];
  const [s0, o2] = leaving(passes, embedded, 1);
  expect(s0).toMatchObject({ rung: 'S0', throughput: { median: 0.5, pairs: 2 }, cpu: { median: 2 } });
  expect(o2?.throughput).toMatchObject({ median: 0.625, low: 0.5, high: 0.75 });
  expect(o2?.cpu.median).toBeCloseTo(1.575);
});
