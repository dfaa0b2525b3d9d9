/** The workers of a backtest: the real stories and activities, each told the server's time as it begins. */
import type { DataConverter } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createLedgerActivities, createRouteActivities } from '../../activities/index.js';
import type { World } from '../../activities/world.js';
import { storyTaskQueue, taskQueueOf } from '../../domain/attempt/route.js';
import type { LedgerPorts, RoutePorts } from '../../workflows/loan-application/ports.js';
import type { ReceiptWatch } from './receipts.js';
import type { ServerClock } from './server-clock.js';
import type { ScriptedStaff } from './staff.js';

export interface WorkersOptions {
  readonly environment: TestWorkflowEnvironment;
  readonly dataConverter: DataConverter;
  readonly workflowBundlePath: string;
  readonly world: World;
  readonly clock: ServerClock;
  readonly receipts: ReceiptWatch;
  readonly staff: ScriptedStaff;
}

/** A cached story takes about 126 KB. */
const cachedStories = 3_000;

export async function startWorkers(
  options: WorkersOptions,
): Promise<{ readonly running: Promise<unknown>; stop(): Promise<void> }> {
  const { environment, dataConverter, workflowBundlePath, world, clock } = options;
  const base = {
    connection: environment.nativeConnection,
    namespace: 'default',
    dataConverter,
    shutdownGraceTime: '2s',
  } as const;
  const workers = await Promise.all([
    Worker.create({
      ...base,
      taskQueue: storyTaskQueue,
      workflowBundle: { codePath: workflowBundlePath },
      activities: onTime(ledgerPorts(options), clock),
      maxCachedWorkflows: cachedStories,
      reuseV8Context: true,
    }),
    ...[...world.routes.keys()].map((route) =>
      Worker.create({
        ...base,
        taskQueue: taskQueueOf(route),
        activities: onTime(routePorts(options), clock),
        maxConcurrentActivityTaskExecutions: 500,
      }),
    ),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  // Told to whoever waits for the replay; unheard before that, it must not end the process.
  running.catch(() => undefined);
  return {
    running,
    stop: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await running.catch(() => undefined);
    },
  };
}

/** The staff hears of every task. */
function ledgerPorts({ world, clock, staff }: WorkersOptions): LedgerPorts {
  const ports = createLedgerActivities(world);
  return {
    ...ports,
    openTask: async (order) => {
      const opened = await ports.openTask(order);
      staff.opened(order, opened.taskId, clock.now());
      return opened;
    },
  };
}

/** Whatever is on its way for an attempt has arrived before time may go on. */
function routePorts({ world, receipts }: WorkersOptions): RoutePorts {
  const ports = createRouteActivities(world);
  return {
    send: async (order) => {
      const answer = await ports.send(order);
      if (answer.answer === 'attempted' && answer.fact.settlement === undefined)
        await receipts.settled(order.attemptId);
      return answer;
    },
    reconcile: async (order) => {
      const fact = await ports.reconcile(order);
      await receipts.settled(order.attemptId);
      return fact;
    },
  };
}

type Port = (order: never) => Promise<unknown>;

const onTime = <Ports extends object>(ports: Ports, clock: ServerClock): Ports =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      async (order: never) => {
        await clock.refresh();
        return (port as Port)(order);
      },
    ]),
  ) as Ports;
