/** Bare workflows: the shortest sequence of events for three notices, and our own sequence, with nothing in them. */
import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';
import { bareSendQueue } from './shapes.js';

/** The story is told of a report. */
export const reported = defineSignal<[unknown]>('reported');

interface BareActivities {
  take(filled: string): Promise<string>;
  send(order: {
    readonly workflowId: string;
    readonly nth: number;
    readonly filled: string;
  }): Promise<string>;
}

const local = proxyLocalActivities<BareActivities>({
  startToCloseTimeout: 2_000,
  scheduleToCloseTimeout: 5_000,
});
const times = { startToCloseTimeout: 30_000, scheduleToStartTimeout: 30_000 };
const beside = proxyActivities<BareActivities>(times);
const onItsQueue = proxyActivities<BareActivities>({
  ...times,
  taskQueue: bareSendQueue,
  summary: 'final-decision: SMS by aliyun',
});

const loanStage = defineSearchAttributeKey('LoanStage', SearchAttributeType.KEYWORD);
const stages = ['preliminary-approval', 'supplementary-documents', 'final-decision'];

export interface BareInput {
  readonly workflowId: string;
  readonly filled: string;
}

/** S0: for each of three reports one local activity and one send. */
export async function shortest({ workflowId, filled }: BareInput): Promise<void> {
  let waiting = 0;
  setHandler(reported, () => void (waiting += 1));
  for (let nth = 1; nth <= stages.length; nth += 1) {
    await condition(() => waiting > 0);
    waiting -= 1;
    await local.take(filled);
    await beside.send({ workflowId, nth, filled });
  }
}

/** F0: the application is reported too, silence is watched, and the stage is shown, as our story does. */
export async function likeOurs({ workflowId, filled }: BareInput): Promise<void> {
  let waiting = 0;
  setHandler(reported, () => void (waiting += 1));
  void sleep('180 days', { summary: 'an alarm is raised if the loan system has no news by then' });
  await condition(() => waiting > 0);
  waiting -= 1;
  await local.take('');
  for (const [at, stage] of stages.entries()) {
    await condition(() => waiting > 0);
    waiting -= 1;
    await local.take(filled);
    upsertSearchAttributes([{ key: loanStage, value: stage }]);
    await onItsQueue.send({ workflowId, nth: at + 1, filled });
  }
}
