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
