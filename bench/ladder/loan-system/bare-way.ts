/** Bare workflows are signalled by the SDK's own client; their worker tells of deliveries by datagrams. */
import { createSocket } from 'node:dgram';
import { Client, Connection } from '@temporalio/client';
import { SearchAttributeType, TypedSearchAttributes, defineSearchAttributeKey } from '@temporalio/common';
import { Pool } from 'pg';
import { bareCommit, bareQueue, committedBytes, filling, payloadBytes } from '../bare/shapes.js';
import { likeOurs, reported, shortest } from '../bare/workflows.js';
import { looking } from './way.js';
import type { Hears, Way } from './way.js';

export interface ToldSocket {
  readonly port: number;
  /** What came since it was asked last, as it came. */
  take(): readonly string[];
  close(): void;
}

/** Opened before the worker that tells is started. */
export async function toldSocket(): Promise<ToldSocket> {
  const socket = createSocket('udp4');
  let heard: string[] = [];
  socket.on('message', (message) => heard.push(message.toString()));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    port: socket.address().port,
    take: () => {
      const taken = heard;
      heard = [];
      return taken;
    },
    close: () => socket.close(),
  };
}

export interface BareWayOptions {
  readonly address: string;
  readonly namespace: string;
  readonly databaseUrl: string;
  readonly sequence: 'shortest' | 'like-ours';
  /** Commits with each report. */
  readonly commits: number;
  readonly told: ToldSocket;
}

export async function bareWay(options: BareWayOptions, hears: Hears): Promise<Way> {
  const { address, namespace, databaseUrl, sequence, commits, told } = options;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  const committed = filling(committedBytes);
  const commit = async (): Promise<void> => {
    for (let nth = 0; nth < commits; nth += 1) await pool.query(bareCommit, [committed]);
  };
  const news = [filling(payloadBytes.reported)] as [string];
  const filled = filling(payloadBytes.ordered);
  const loanStage = defineSearchAttributeKey('LoanStage', SearchAttributeType.KEYWORD);
  const looks = looking(() => {
    for (const line of told.take()) {
      const [workflowId = '', nth] = line.split(' ');
      hears(workflowId, Number(nth));
    }
    return Promise.resolve();
  });
  const goOn = async (workflowId: string): Promise<void> => {
    await commit();
    await client.workflow.getHandle(workflowId).signal(reported, ...news);
  };
  return {
    begin: async (workflowId) => {
      await commit();
      await client.workflow.signalWithStart(sequence === 'shortest' ? shortest : likeOurs, {
        workflowId,
        taskQueue: bareQueue,
        args: [{ workflowId, filled }],
        signal: reported,
        signalArgs: news,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        typedSearchAttributes: new TypedSearchAttributes([{ key: loanStage, value: 'reported' }]),
      });
      if (sequence === 'like-ours') await goOn(workflowId);
    },
    goOn,
    close: async () => {
      await looks.end();
      await connection.close();
      await pool.end();
    },
  };
}
