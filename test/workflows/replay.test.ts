import { temporal } from '@temporalio/proto';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Runtime, Worker } from '@temporalio/worker';
import { workerDataConverterOf } from '../../runtime/codec/data-converter.js';
import { createLogger } from '../../runtime/logging/logger.js';
import { temporalRuntimeOptions } from '../../runtime/logging/temporal-logs.js';
import { historyNames, readHistory } from '../histories/history-file.js';
import type { History } from '../histories/history-file.js';
import { told } from '../histories/told.js';
import { workflowBundle } from './stage/bundle.js';
import { plainCodec } from './stage/world.js';

const { EventType } = temporal.api.enums.v1;

beforeAll(() => {
  Runtime.install(temporalRuntimeOptions(createLogger({ name: 'replay', level: 'silent' })));
});

const replay = (history: History): Promise<void> =>
  Worker.runReplayHistory(
    {
      workflowBundle: { codePath: workflowBundle() },
      dataConverter: workerDataConverterOf(plainCodec),
      replayName: 'golden',
    },
    history,
  );

test('there is a history of every story that is kept', () => {
  expect(historyNames()).toEqual(expect.arrayContaining(told.map(({ name }) => name)));
  expect(historyNames().length).toBeGreaterThanOrEqual(8);
});

test.each(historyNames())('today’s workflow goes on with the history `%s`', async (name) => {
  await replay(readHistory(name));
});

/** The history with its first event of a kind altered. */
function altered(
  name: string,
  kind: keyof typeof EventType,
  alter: (event: temporal.api.history.v1.IHistoryEvent) => void,
): History {
  const history = readHistory(name);
  const event = history.events?.find(({ eventType }) => eventType === EventType[kind]);
  if (event === undefined) throw new Error('the history has no such event');
  alter(event);
  return history;
}

test('a workflow that would call another activity than the recorded one is found out', async () => {
  const other = altered('three-stages-delivered', 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED', (event) => {
    const { activityType } = event.activityTaskScheduledEventAttributes ?? {};
    if (activityType) activityType.name = 'reconcile';
  });
  await expect(replay(other)).rejects.toThrow(DeterminismViolationError);
});

test('a workflow that would wait for nothing where a timer was recorded is found out', async () => {
  const other = altered('held-over-night-then-superseded', 'EVENT_TYPE_TIMER_STARTED', (event) => {
    event.eventType = EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED;
    event.activityTaskScheduledEventAttributes = { activityId: '99', activityType: { name: 'send' } };
    delete event.timerStartedEventAttributes;
  });
  await expect(replay(other)).rejects.toThrow(DeterminismViolationError);
});
