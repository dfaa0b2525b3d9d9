import { transformFileSync } from '@swc/core';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
  accountOf,
  clientOf,
  messageOf,
  mobile,
  openCallback,
  ownDirectory,
  until,
  type Callback,
} from './bank.js';
import { sendDateOf } from '../../domain/provider/aliyun/wall-time.js';

const root = join(__dirname, '../..');
let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
const children: ChildProcess[] = [];

/** Compiles the room by itself: that it runs so shows that it needs nothing else of ours. */
function compile(into: string): void {
  const from = join(root, 'simulator');
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = join(entry.parentPath, entry.name);
    const { code } = transformFileSync(path, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'commonjs' },
    });
    const target = join(into, relative(from, path)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
}

async function startProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(directory.path, 'room/main.js'), {
    env: {
      NODE_PATH: join(root, 'node_modules'),
      SIMULATOR_PORT: '0',
      SIMULATOR_STATE_DIR: join(directory.path, 'state'),
      SIMULATOR_ACCOUNTS: join(directory.path, 'accounts.json'),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const [message] = (await once(child, 'message')) as [{ kind: string; port: number }];
  expect(message.kind).toBe('ready');
  return { child, url: `http://127.0.0.1:${message.port}` };
}

beforeAll(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
  compile(join(directory.path, 'room'));
  writeFileSync(
    join(directory.path, 'accounts.json'),
    JSON.stringify({
      seed: 7,
      accounts: [accountOf(callback.url)],
      receiptDelayMs: [400, 500],
      retryScale: 0.001,
    }),
  );
});
afterAll(async () => {
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await callback.close();
  await directory.remove();
});

test('killed between acceptance and report, it reports after its next start', async () => {
  const first = await startProcess();
  const sms = clientOf(first.url);
  expect(await sms.sendSms(messageOf('killed'))).toMatchObject({ result: 'accepted' });
  sms.close();
  const gone = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await gone;
  expect(callback.rows()).toEqual([]);
  const second = await startProcess();
  await until('the report', () => callback.rows().length > 0);
  expect(callback.rows()[0]).toMatchObject({ out_id: 'killed', err_code: 'DELIVERED', success: true });
  const after = clientOf(second.url);
  expect(
    await after.querySendDetails({ mobile, sendDate: sendDateOf(Date.now()), outId: 'killed' }),
  ).toMatchObject({
    result: 'taken',
    settlement: 'delivered',
  });
  after.close();
});

test.each([
  ['asked to', (child: ChildProcess) => child.kill('SIGTERM')],
  ['interrupted', (child: ChildProcess) => child.kill('SIGINT')],
  ['left by its parent', (child: ChildProcess) => child.disconnect()],
])('it stops in good order when %s', async (_, leave) => {
  const { child } = await startProcess();
  const exited = once(child, 'exit');
  leave(child);
  expect(await exited).toEqual([0, null]);
});
