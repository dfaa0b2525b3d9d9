import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

// Reads the sources as jest does, then prints every hour's answer of February and October 2026.
const script = `
  const Module = require('node:module');
  const { readFileSync } = require('node:fs');
  const { transformSync } = require('@swc/core');
  Module._extensions['.ts'] = (module, file) =>
    module._compile(transformSync(readFileSync(file, 'utf8'), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' },
    }).code, file);
  const find = Module._resolveFilename;
  Module._resolveFilename = (name, ...rest) =>
    find(/^\\.{1,2}\\//.test(name) ? name.replace(/\\.js$/, '.ts') : name, ...rest);
  const { permissionAt } = require('./domain/policy/permission.ts');
  const { defaultSendRules } = require('./domain/policy/send-rules.ts');
  const answers = [];
  for (const month of [1, 9])
    for (let at = Date.UTC(2026, month, 1); at < Date.UTC(2026, month + 1, 1); at += 3600000)
      for (const policy of ['strict', 'preferred'])
        answers.push(permissionAt(defaultSendRules, {
          applicationId: 'A-1', stage: 'final-decision', channel: 'sms', policy, urgent: false, reportedAt: at,
        }, at));
  console.log(new Date(2026, 0, 1).getTimezoneOffset());
  console.log(JSON.stringify([defaultSendRules.days.version, answers]));
`;

function run(zone: string): { offsetMinutes: number; answers: string } {
  const child = spawnSync(process.execPath, ['-e', script], {
    cwd: root,
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  const [offset = '', answers = ''] = child.stdout.split('\n');
  return { offsetMinutes: Number(offset), answers };
}

test('the zone of the process changes no answer', () => {
  const runs = ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'].map(run);
  expect(runs.map(({ offsetMinutes }) => offsetMinutes)).toEqual([-480, 480, -840]);
  const [shanghai] = runs;
  for (const { answers } of runs) expect(answers).toBe(shanghai?.answers);
  expect(shanghai?.answers.length).toBeGreaterThan(10_000);
});
