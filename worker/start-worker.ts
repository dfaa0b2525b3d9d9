/** Starts the workers of one process and keeps the schedules. */
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { World } from '../activities/world.js';
import { createPayloadCodec } from '../runtime/codec/payload-codec.js';
import { dataConverterOf, workerDataConverterOf } from '../runtime/codec/data-converter.js';
import { readEnvironment } from '../runtime/configuration/environment.js';
import type { Logger } from '../runtime/logging/logger.js';
import type { RunningPart } from '../runtime/process/run-process.js';
import { keepSchedules } from './schedule.js';
import { keepTrying } from './keep-trying.js';
import { prepareMetrics } from './worker-metrics.js';
import { startWorkers } from './workers.js';
import { openWorld } from './world.js';

/** `adapt` lets a test put something of its own between the activities and the world. */
export async function startWorker(
  logger: Logger,
  adapt: (world: World) => World = (world) => world,
): Promise<RunningPart> {
  const environment = readEnvironment();
  logger.level = environment.logLevel;
  const metrics = await prepareMetrics(environment.workerMetrics, logger);
  const stopping = new AbortController();
  const world = await openWorld(environment, logger, stopping.signal, metrics.tally);
  const metricsDoor = await metrics.open(world);
  const { temporalAddress: address, temporalNamespace: namespace } = environment;
  const codec = createPayloadCodec(world.codecKeys);
  const connection = await NativeConnection.connect({ address });
  const clientConnection = await Connection.connect({ address });
  const client = new Client({
    connection: clientConnection,
    namespace,
    dataConverter: dataConverterOf(codec),
  });
  const { routes: begunWith } = world;
  const workers = await startWorkers(adapt(world), {
    connection,
    namespace,
    dataConverter: workerDataConverterOf(codec),
    workflowBundlePath: join(__dirname, '../workflow-bundle.js'),
    client: client.workflow,
  });
  await keepSchedules(client.schedule, world.configuration);
  const adjusting = keepTrying(async () => {
    await workers.serve(world.routes.keys());
    await keepSchedules(client.schedule, world.configuration);
  }, logger);
  world.whenChanged(() => adjusting.begin());
  if (world.routes !== begunWith) adjusting.begin();
  return {
    ...(metricsDoor === undefined ? {} : { facts: { metricsPort: metricsDoor.port } }),
    done: workers.done,
    stop: async () => {
      stopping.abort();
      await metricsDoor?.close();
      await adjusting.stop();
      await workers.stop();
      await clientConnection.close();
      await connection.close();
      await world.close();
    },
  };
}
