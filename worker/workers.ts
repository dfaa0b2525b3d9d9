/** Builds the workers: one for stories and ledger work, one for each route's own task queue. */
import type { NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { WorkflowClient } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { createLedgerActivities, createRouteActivities } from '../activities/index.js';
import { createPollActivities } from '../activities/poll/poll-receipts.js';
import { createSweepActivities } from '../activities/sweep/sweep.js';
import type { World } from '../activities/world.js';
import { storyTaskQueue, taskQueueOf } from '../domain/attempt/route.js';

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  /** The bundle made by the build: the same code for every worker and every replay. */
  readonly workflowBundlePath: string;
  readonly client: WorkflowClient;
}

/** A cached workflow takes about 126 KB. */
const cachedWorkflows = 2_000;

export async function createWorkers(world: World, options: WorkersOptions): Promise<Worker[]> {
  const { connection, namespace, dataConverter, client } = options;
  // Whatever is under way when the process stops gets this long; lingering ends at once.
  const base = { connection, namespace, dataConverter, shutdownGraceTime: '8s' } as const;
  const story = await Worker.create({
    ...base,
    taskQueue: storyTaskQueue,
    workflowBundle: { codePath: options.workflowBundlePath },
    activities: {
      ...createLedgerActivities(world),
      ...createSweepActivities(world, client),
      ...createPollActivities(world),
    },
    maxCachedWorkflows: cachedWorkflows,
    reuseV8Context: true,
  });
  const routes = await Promise.all(
    [...world.routes.keys()].map((route) =>
      Worker.create({
        ...base,
        taskQueue: taskQueueOf(route),
        activities: createRouteActivities(world),
        maxConcurrentActivityTaskExecutions: 500,
      }),
    ),
  );
  return [story, ...routes];
}
