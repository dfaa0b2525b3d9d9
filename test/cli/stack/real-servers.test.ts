import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { dataDirectory } from '../../../cli/stack/postgres/cluster.js';
import { eventually, isGone, StateFolder, Supervised } from './supervised.js';
import type { Up } from './supervised.js';

async function ask<Row extends QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function withTemporal<T>({ file }: Up, work: (client: TemporalClient) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: file.temporalAddress });
  try {
    return await work(new TemporalClient({ connection, namespace: file.temporalNamespace }));
  } finally {
    await connection.close();
  }
}

describe('the real servers', () => {
  const folder = new StateFolder();
  let stack: Supervised | undefined;
  afterAll(async () => {
    await stack?.end();
    folder.remove();
  });

  test('keep what they hold over a stop and a kill, and come back on their ports when they die', async () => {
    stack = new Supervised(folder.path, folder.rooms());
    let up = await stack.up(30_000);
    const { databaseUrl } = up.file;
    const migrateUrl = readFileSync(join(folder.path, 'migrated'), 'utf8').trim();
    const workflowId = `loan-application/${randomUUID()}`;
    await withTemporal(up, async (client) => {
      const { customAttributes } = await client.connection.operatorService.listSearchAttributes({
        namespace: 'default',
      });
      expect(customAttributes).toMatchObject({ LoanStage: 2, NeedsPerson: 5 });
      const { config } = await client.workflowService.describeNamespace({ namespace: 'default' });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
      await client.workflow.start('loanApplication', { workflowId, taskQueue: 'nobody' });
    });
    await ask(migrateUrl, 'CREATE TABLE kept (name text UNIQUE); GRANT ALL ON kept TO bida_app');
    await ask(databaseUrl, "INSERT INTO kept VALUES ('canary-王小明')");
    await expect(ask(databaseUrl, "INSERT INTO kept VALUES ('canary-王小明')")).rejects.toThrow(
      'duplicate key',
    );
    const log = join(folder.path, 'logs', 'postgres.log');
    expect(readFileSync(log, 'utf8')).toContain('duplicate key');
    expect(readFileSync(log, 'utf8')).not.toContain('canary');

    for (const name of ['temporal', 'postgres'] as const) {
      process.kill(up.pids[name], 'SIGKILL');
      await eventually(
        `${name} was missed`,
        () => stack?.said.includes(`${name} was ended by SIGKILL`) === true,
      );
    }
    const runs = (workflow: string) => async (client: TemporalClient) =>
      (await client.workflow.getHandle(workflow).describe()).status.name;
    await untilAnswered(() => ask(databaseUrl, 'SELECT 1'));
    await untilAnswered(() => withTemporal(up, runs(workflowId)));

    stack.child.kill('SIGINT');
    expect(await stack.exited).toBe(0);
    stack = new Supervised(folder.path, folder.rooms());
    up = await stack.up(30_000);
    expect(await withTemporal(up, runs(workflowId))).toBe('RUNNING');
    expect(await ask(up.file.databaseUrl, 'SELECT name FROM kept')).toEqual([{ name: 'canary-王小明' }]);

    stack.child.kill('SIGKILL');
    await eventually('every part is gone', () => Object.values(up.pids).every(isGone));
    stack = new Supervised(folder.path, folder.rooms());
    up = await stack.up(30_000);
    expect(await withTemporal(up, runs(workflowId))).toBe('RUNNING');
    expect(await ask(up.file.databaseUrl, 'SELECT name FROM kept')).toHaveLength(1);
    expect(statSync(dataDirectory(join(folder.path, 'postgres'))).mode & 0o077).toBe(0);
  });
});

/** A server that is being started again refuses for a moment. */
async function untilAnswered(asking: () => Promise<unknown>): Promise<void> {
  const deadlineMs = Date.now() + 20_000;
  for (;;) {
    try {
      await asking();
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
    }
  }
}
