import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import type { Ending } from '../../../cli/stack/process/ending.js';
import { identify } from '../../../cli/stack/process/identity.js';
import { NoStackRuns, readStackFile } from '../../../cli/stack/stack-file.js';
import { eventually, isGone, StateFolder, Supervised } from './supervised.js';
import type { Up } from './supervised.js';

const deaf = join(__dirname, '..', '..', 'stack', 'parts', 'deaf.cjs');

describe('the embedded stack', () => {
  let folder: StateFolder;
  const started: Supervised[] = [];
  const start = (parts = folder.standIns(), environment = {}) => {
    const supervised = new Supervised(folder.path, parts, environment);
    started.push(supervised);
    return supervised;
  };
  const environmentOf = (room: string) =>
    JSON.parse(readFileSync(join(folder.path, `${room}.environment.json`), 'utf8')) as Record<string, string>;
  const allGone = (up: Up) => Object.values(up.pids).every(isGone);

  beforeEach(() => (folder = new StateFolder()));
  afterEach(async () => {
    await Promise.all(started.splice(0).map((supervised) => supervised.end()));
    folder.remove();
  });

  test('comes up, says how to reach it in a private file, and on SIGTERM ends whoever uses another first', async () => {
    const stack = start();
    const up = await stack.up();
    expect(readStackFile(folder.path)).toEqual(up.file);
    expect(statSync(join(folder.path, 'stack.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder.path, 'migrated'), 'utf8').trim()).toBe(up.file.databaseUrl);

    stack.child.kill('SIGTERM');
    expect(await stack.exited).toBe(0);
    expect(stack.line('down')).toBe('{"kind":"asked"}');
    expect(allGone(up)).toBe(true);
    const ends = folder.events().filter(({ event }) => event === 'asked to end');
    expect(ends.map(({ name }) => name)).toEqual(['worker', 'api', 'simulator', 'temporal', 'postgres']);
    expect(() => readStackFile(folder.path)).toThrow(NoStackRuns);
    for (const left of ['stack.lock', 'stack.json', 'parts.json'])
      expect(existsSync(join(folder.path, left))).toBe(false);
  });

  test('tells the rooms what they need, and keeps keys and ports from one start to the next', async () => {
    const first = start();
    const { file } = await first.up();
    await first.end();
    const environment = environmentOf('api');
    expect(environment).toMatchObject({
      DATABASE_URL: file.databaseUrl,
      TEMPORAL_ADDRESS: file.temporalAddress,
      TEMPORAL_NAMESPACE: 'default',
      BIDA_CONFIGURATION: file.configurationFile,
      BIDA_API_PORT: new URL(file.apiUrl).port,
      SIMULATOR_PORT: new URL(file.simulatorUrl).port,
    });
    const { port } = new URL(file.databaseUrl);
    expect(environmentOf('worker')['DATABASE_URL']).toBe(`postgres://worker@127.0.0.1:${port}/stand-in`);
    expect(environmentOf('simulator')).not.toHaveProperty('DATABASE_URL');
    const key = readFileSync(environment['BIDA_MASTER_KEY_FILE'] ?? '', 'utf8');
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(statSync(environment['BIDA_MASTER_KEY_FILE'] ?? '').mode & 0o777).toBe(0o600);
    const accounts = JSON.parse(readFileSync(environment['SIMULATOR_ACCOUNTS'] ?? '', 'utf8')) as {
      accounts: { route: string; accessKeySecret: string; receiptUrl: string }[];
    };
    expect(accounts.accounts.map(({ route }) => route)).toEqual([
      'sms/aliyun',
      'sms/tencent',
      'sms/bank-gateway',
      'push/jpush',
      'push/fcm',
      'email/smtp',
      'voice/aliyun',
    ]);
    expect(accounts.accounts[1]?.receiptUrl).toMatch(
      new RegExp(`^${file.apiUrl}/v1/receipts/sms/tencent/.{32}$`),
    );
    expect(accounts.accounts[0]?.accessKeySecret).toBe(
      readFileSync(join(folder.path, 'keys', 'sms-aliyun.secret'), 'utf8').trim(),
    );

    const second = start();
    const again = await second.up();
    expect(again.file).toMatchObject({ apiUrl: file.apiUrl, temporalAddress: file.temporalAddress });
    expect(readFileSync(environment['BIDA_MASTER_KEY_FILE'] ?? '', 'utf8')).toBe(key);
  });

  test('on a database of somebody’s own, lets no room know how another one logs in', async () => {
    const at = (role: string) => `postgres://${role}@127.0.0.1:5432/bida`;
    const stack = start(folder.standIns(), {
      DATABASE_URL: at('bida_api'),
      DATABASE_WORKER_URL: at('bida_worker'),
      DATABASE_MIGRATE_URL: at('bida_migrate'),
    });
    const { file } = await stack.up();
    expect(file.databaseUrl).toBe(at('bida_api'));
    expect(readFileSync(join(folder.path, 'migrated'), 'utf8').trim()).toBe(at('bida_migrate'));
    const logins = (room: string) =>
      Object.entries(environmentOf(room)).filter(([name]) => name.startsWith('DATABASE_'));
    expect(logins('api')).toEqual([['DATABASE_URL', at('bida_api')]]);
    expect(logins('worker')).toEqual([['DATABASE_URL', at('bida_worker')]]);
    expect(logins('simulator')).toEqual([]);
  });

  test('runs once on a state folder: a second start names the process that has it', async () => {
    const first = start();
    await first.up();
    const second = start();
    expect(await second.exited).toBe(1);
    expect(second.line('failed')).toContain(`process ${first.child.pid ?? 0}`);
    expect(readStackFile(folder.path).pid).toBe(first.child.pid);
  });

  test('leaves no child when the supervisor is killed, not even one that hears nothing, and starts again', async () => {
    const stack = start({ ...folder.standIns(), temporal: { program: process.execPath, args: [deaf] } });
    const up = await stack.up();
    stack.child.kill('SIGKILL');
    await eventually('every part is gone', () => allGone(up));
    expect(() => readStackFile(folder.path)).toThrow(`process ${up.file.pid} of stack.json is gone`);

    const next = start();
    const again = await next.up();
    expect(readStackFile(folder.path)).toEqual(again.file);
  });

  test('ends what even the guardian left, before it starts again', async () => {
    const stack = start({ ...folder.standIns(), temporal: { program: process.execPath, args: [deaf] } });
    const up = await stack.up();
    await stack.end();
    const left = spawn(process.execPath, [deaf], { detached: true, stdio: 'ignore' });
    const identity = identify(left.pid ?? 0);
    if (identity === undefined) throw new Error('the leftover did not start');
    const entry: Ending & { name: string } = {
      name: 'temporal',
      ...identity,
      signal: 'SIGTERM',
      graceMs: 200,
    };
    const reused = { ...entry, name: 'api', pid: process.pid };
    writeFileSync(join(folder.path, 'parts.json'), JSON.stringify([entry, reused]));
    expect(allGone(up)).toBe(true);

    const next = start();
    await next.up();
    expect(next.said).toContain('ending what an earlier start left running: temporal\n');
    expect(isGone(left.pid ?? 0)).toBe(true);
  });

  test('starts a killed worker again while the others go on', async () => {
    const stack = start();
    const { pids } = await stack.up();
    process.kill(pids.worker, 'SIGKILL');
    const starts = () =>
      folder.events().filter(({ name, event }) => name === 'worker' && event === 'started');
    await eventually('the worker runs again', () => starts().length === 2);
    expect(stack.said).toContain('worker was ended by SIGKILL; starting it again');
    expect([pids.api, pids.simulator, pids.temporal, pids.postgres].some(isGone)).toBe(false);
    expect(folder.events().filter(({ event }) => event === 'started')).toHaveLength(6);
  });

  test('stops with a clear line when a part never gets up, leaving nothing behind', async () => {
    const parts = folder.standIns();
    const stack = start({
      ...parts,
      api: folder.standIn('api', { STAND_IN_MUTE: '1', STAND_IN_DIES_AFTER_MS: '10' }),
    });
    expect(await stack.exited).toBe(1);
    expect(stack.line('failed')).toContain('api ended with status 3 3 times; its log: ');
    expect(
      folder
        .events()
        .map(({ pid }) => pid)
        .every(isGone),
    ).toBe(true);
    expect(existsSync(join(folder.path, 'stack.lock'))).toBe(false);
  });

  test('stops by itself when a part dies again and again', async () => {
    const stack = start({
      ...folder.standIns(),
      worker: folder.standIn('worker', { STAND_IN_DIES_AFTER_MS: '1' }),
    });
    const up = await stack.up();
    await eventually('it gave up', () => stack.line('down') !== undefined, 30_000);
    expect(stack.line('down')).toContain('worker ended with status 3 9 times');
    expect(allGone(up)).toBe(true);
  });

  test('given up during its start, leaves nothing behind', async () => {
    const stack = start({ ...folder.standIns(), worker: folder.standIn('worker', { STAND_IN_MUTE: '1' }) });
    await eventually('the worker is starting', () => folder.events().some(({ name }) => name === 'worker'));
    stack.child.kill('SIGINT');
    expect(await stack.exited).toBe(0);
    expect(stack.line('up')).toBeUndefined();
    expect(
      folder
        .events()
        .map(({ pid }) => pid)
        .every(isGone),
    ).toBe(true);
    expect(existsSync(join(folder.path, 'stack.lock'))).toBe(false);
  });

  test('a second Ctrl-C does not wait for a part that hears nothing', async () => {
    const stack = start({ ...folder.standIns(), worker: { program: process.execPath, args: [deaf] } });
    const up = await stack.up();
    const askedMs = Date.now();
    stack.child.kill('SIGINT');
    await eventually('it is stopping', () => stack.said.includes('stopping …'));
    stack.child.kill('SIGINT');
    await stack.exited;
    expect(Date.now() - askedMs).toBeLessThan(8_000);
    expect(allGone(up)).toBe(true);
  });

  describe('with ports taken', () => {
    const taken: Server[] = [];
    afterEach(() => taken.splice(0).forEach((server) => server.close()));

    test('takes others, says so, and keeps to them', async () => {
      const busy = createServer();
      taken.push(busy);
      const port = await new Promise<number>((resolve) => {
        busy.listen(0, '127.0.0.1', () => resolve((busy.address() as AddressInfo).port));
      });
      writeFileSync(join(folder.path, 'ports.json'), JSON.stringify({ simulator: port, api: port }));
      const first = start();
      const { file } = await first.up();
      expect(first.said).toContain(`port ${port} for simulator is taken`);
      const ports = [file.apiUrl, file.simulatorUrl].map((url) => Number(new URL(url).port));
      expect(ports).not.toContain(port);
      expect(new Set(ports).size).toBe(2);
      await first.end();

      const second = start();
      expect((await second.up()).file.simulatorUrl).toBe(file.simulatorUrl);
    });
  });
});
