/** Builds and runs the workers: one for stories and ledger work, one for each route's own task queue. */
import type { NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { WorkflowClient } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { createLedgerActivities, createRouteActivities } from '../activities/index.js';
import { createRetentionActivities } from '../activities/erasure/erase-expired.js';
import { createIncidentActivities } from '../activities/incident/look.js';
import { startIncident } from '../activities/incident/start.js';
import { createMonitorActivities } from '../activities/monitor/watch-routes.js';
import { createPollActivities } from '../activities/poll/poll-receipts.js';
import { createSweepActivities } from '../activities/sweep/sweep.js';
import type { World } from '../activities/world.js';
import { storyTaskQueue, taskQueueOf } from '../domain/attempt/route.js';
import type { Route } from '../domain/attempt/route.js';
import { workerIdentity } from '../runtime/version/worker-identity.js';
import { stillAlive } from './still-alive.js';

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  /** The bundle made by the build: the same code for every worker and every replay. */
  readonly workflowBundlePath: string;
  readonly client: WorkflowClient;
}

/** The workers of one process, running. */
export interface RunningWorkers {
  /** Serves the queues of these routes too. A queue that is served stays so: something may still be in it. */
  serve(routes: Iterable<Route>): Promise<void>;
  /** Resolves when every worker has stopped, rejects when one breaks. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the stories' worker and one for each route in force. */
export async function startWorkers(world: World, options: WorkersOptions): Promise<RunningWorkers> {
  const { connection, namespace, dataConverter, client } = options;
  // Whatever is under way when the process stops gets this long; lingering ends at once.
  const base = {
    connection,
    namespace,
    dataConverter,
    identity: workerIdentity(),
    shutdownGraceTime: '8s',
  } as const;
  const workers = new Set<Worker>();
  const served = new Map<Route, Promise<Worker>>();
  let resolve: () => void = () => undefined;
  let reject: (failure: unknown) => void = () => undefined;
  const done = new Promise<void>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  const run = (worker: Worker): void => {
    workers.add(worker);
    worker.run().then(() => {
      workers.delete(worker);
      if (workers.size === 0) resolve();
    }, reject);
  };
  const ofRoute = (route: Route): Promise<Worker> => {
    const known = served.get(route);
    if (known !== undefined) return known;
    const made = Worker.create({
      ...base,
      taskQueue: taskQueueOf(route),
      activities: createRouteActivities(world),
      maxConcurrentActivityTaskExecutions: 500,
    });
    served.set(route, made);
    // What could not be made is made again when it is asked for again.
    made.then(run, () => served.delete(route));
    return made;
  };
  const serve = async (routes: Iterable<Route>): Promise<void> => {
    await Promise.all([...routes].map(ofRoute));
  };

  const story = await Worker.create({
    ...base,
    taskQueue: storyTaskQueue,
    workflowBundle: { codePath: options.workflowBundlePath },
    activities: {
      ...createLedgerActivities(world),
      ...createSweepActivities(world, client),
      ...createPollActivities(world),
      ...createMonitorActivities(world, (incidentId) => startIncident(client, incidentId)),
      ...createIncidentActivities(world),
      ...createRetentionActivities(world, client),
    },
    interceptors: { activity: [stillAlive] },
    maxCachedWorkflows: world.configuration.stories.cached,
    reuseV8Context: true,
  });
  await serve(world.routes.keys());
  run(story);
  return {
    serve,
    done,
    stop: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}
