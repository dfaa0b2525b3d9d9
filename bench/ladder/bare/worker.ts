/**
 * The worker of the bare rungs, as a process in place of ours: the same options, activities with nothing in them but the
 * commits it is told to make. Says `ready` to its parent and ends on SIGTERM or when that is gone.
 */
import { createSocket } from 'node:dgram';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { Pool } from 'pg';
import {
  bareCommit,
  bareQueue,
  bareSendQueue,
  commitsOfSend,
  commitsVariable,
  committedBytes,
  filling,
  noCommits,
  payloadBytes,
  toldPortVariable,
} from './shapes.js';
import type { Commits } from './shapes.js';

const connections = 10;

async function main(): Promise<void> {
  const {
    TEMPORAL_ADDRESS: address = '',
    TEMPORAL_NAMESPACE: namespace,
    DATABASE_URL: url,
    [toldPortVariable]: toldPort,
    [commitsVariable]: commitsGiven = JSON.stringify(noCommits),
  } = process.env;
  const commits = JSON.parse(commitsGiven) as Commits;
  const pool = new Pool({ connectionString: url, max: connections });
  const socket = createSocket('udp4');
  const committed = filling(committedBytes);
  const commit = async (times: number): Promise<void> => {
    for (let nth = 0; nth < times; nth += 1) await pool.query(bareCommit, [committed]);
  };
  const taken = filling(payloadBytes.taken);
  const sent = filling(payloadBytes.sent);
  const send = async ({ workflowId, nth }: { workflowId: string; nth: number }): Promise<string> => {
    await commit(commitsOfSend(commits, nth));
    socket.send(`${workflowId} ${nth}`, Number(toldPort), '127.0.0.1');
    return sent;
  };
  const take = async (filled: string): Promise<string> => {
    await commit(commits.take);
    return filled === '' ? '' : taken;
  };
  const connection = await NativeConnection.connect({ address });
  const base = { connection, namespace: namespace ?? 'default' };
  const workers = [
    await Worker.create({
      ...base,
      taskQueue: bareQueue,
      workflowBundle: await bundleWorkflowCode({ workflowsPath: require.resolve('./workflows.ts') }),
      activities: { take, send },
      maxCachedWorkflows: 2_000,
      reuseV8Context: true,
    }),
    await Worker.create({
      ...base,
      taskQueue: bareSendQueue,
      activities: { send },
      maxConcurrentActivityTaskExecutions: 500,
    }),
  ];
  const stop = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
  const running = Promise.all(workers.map((worker) => worker.run()));
  process.send?.({ kind: 'ready' });
  await running;
  await connection.close();
  await pool.end();
  socket.close();
  process.exit(0);
}

main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : 'failed'}\n`);
  process.exit(1);
});
