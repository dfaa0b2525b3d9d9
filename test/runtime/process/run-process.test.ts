import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.js';
import { compileInto, packages } from './compiled.js';

const folder = temporaryFolder();
const children: ChildProcess[] = [];
beforeAll(() => compileInto(folder, ['domain', 'runtime']));
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Runs `runProcess` around a body of JavaScript and follows what becomes of it. */
function run(start: string, options = '') {
  const entry = join(folder, `entry-${Math.random().toString(36).slice(2)}.js`);
  writeFileSync(
    entry,
    `const { runProcess } = require('./runtime/process/run-process.js');
     const { ConfigurationFault } = require('./runtime/configuration/configuration-fault.js');
     const alive = () => setInterval(() => {}, 1000);
     runProcess({ name: 'part', ${options} start: async (logger) => { ${start} } });`,
  );
  const child = fork(entry, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_PATH: packages },
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => (output += text.toString()));
  // Not `close`: it does not come after the parent's own disconnect().
  const streams = [child.stdout, child.stderr].flatMap((stream) => (stream ? [once(stream, 'end')] : []));
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    child,
    ready: once(child, 'message').then(([message]: unknown[]) => message),
    ended: exited.then(async ([status, signal]) => {
      await Promise.all(streams);
      return { status, signal, output };
    }),
  };
}

const untilStopped = `const timer = alive();
  return { facts: { port: 7350 }, stop: async () => { clearInterval(timer); logger.info('let go'); } };`;

test('the parent hears that it is ready, with the facts', async () => {
  expect(await run(untilStopped).ready).toEqual({ kind: 'ready', port: 7350 });
});

test.each(['SIGTERM', 'SIGINT'] as const)('on %s the part is stopped and the status is 0', async (signal) => {
  const { child, ready, ended } = run(untilStopped);
  await ready;
  child.kill(signal);
  const { status, output } = await ended;
  expect(status).toBe(0);
  expect(output).toContain(`stopping: ${signal}`);
  expect(output).toContain('let go');
});

test('the loss of its parent stops it too', async () => {
  const { child, ready, ended } = run(untilStopped);
  await ready;
  child.disconnect();
  expect(await ended).toMatchObject({
    status: 0,
    output: expect.stringContaining('the parent is gone') as string,
  });
});

test('several signals stop it once', async () => {
  const { child, ready, ended } = run(untilStopped);
  await ready;
  child.kill('SIGINT');
  child.kill('SIGTERM');
  child.disconnect();
  const { status, output } = await ended;
  expect(status).toBe(0);
  expect(output.match(/let go/g)).toHaveLength(1);
});

test('a signal during the start waits for the start, then stops', async () => {
  const { child, ready, ended } = run(
    `const timer = alive();
     await new Promise((go) => { process.on('message', go); process.send('starting'); });
     return { stop: async () => { clearInterval(timer); logger.info('let go'); } };`,
  );
  expect(await ready).toBe('starting');
  const messages: unknown[] = [];
  child.on('message', (message) => messages.push(message));
  child.kill('SIGTERM');
  child.send('go on');
  const { status, output } = await ended;
  expect(status).toBe(0);
  expect(output).toContain('let go');
});

test('a stop that takes too long is given up with status 1', async () => {
  const { child, ready, ended } = run(
    'alive(); return { stop: () => new Promise(() => {}) };',
    'stopTimeoutMs: 50,',
  );
  await ready;
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({
    status: 1,
    output: expect.stringContaining('did not stop within 50 ms') as string,
  });
});

test.each([
  ['start', `throw new Error('no way to 13812345678');`],
  [
    'stop',
    `process.nextTick(() => process.kill(process.pid, 'SIGTERM')); alive();
     return { stop: () => Promise.reject(new Error('no way to 13812345678')) };`,
  ],
  [
    'part',
    `alive(); return { stop: async () => {}, done: Promise.reject(new Error('no way to 13812345678')) };`,
  ],
  [
    'forgotten promise',
    `alive(); setImmediate(() => { void Promise.reject(new Error('no way to 13812345678')); });
     return { stop: async () => {} };`,
  ],
  [
    'callback',
    `alive(); setImmediate(() => { throw new Error('no way to 13812345678'); });
     return { stop: async () => {} };`,
  ],
])('a %s that fails ends with status 1 and a masked line', async (_what, start) => {
  const { status, output } = await run(start).ended;
  expect(status).toBe(1);
  expect(output).toContain('no way to [mobile]');
  expect(output).not.toContain('13812345678');
  expect(output).toContain('"level":"fatal"');
});

test('faults of the configuration are told line by line', async () => {
  const { status, output } = await run(`throw new ConfigurationFault(['a: expected b', 'c: expected d']);`)
    .ended;
  expect(status).toBe(1);
  const told = output
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(told).toEqual(['a: expected b', 'c: expected d']);
});

test('a part whose work is done stops with status 0', async () => {
  const { status, output } = await run(
    `const timer = alive(); return { done: Promise.resolve(), stop: async () => { clearInterval(timer); } };`,
  ).ended;
  expect(status).toBe(0);
  expect(output).toContain('its work is done');
});
