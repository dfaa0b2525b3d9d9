import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check, Finding, Machine } from '../../../cli/doctor/check.js';
import { checks } from '../../../cli/doctor/checks.js';
import { freeDisk, stateFolder } from '../../../cli/doctor/disk.js';
import { doctor, thisMachine } from '../../../cli/doctor/doctor.js';
import { nodeVersion } from '../../../cli/doctor/node-version.js';
import { languageOf } from '../../../cli/terminal.js';
import type { Language } from '../../../cli/terminal.js';
import { go, temporal } from '../../../cli/doctor/temporal.js';
import { java, maven } from '../../../cli/doctor/time-skipping.js';

const found =
  (finding: Finding): Check =>
  () =>
    Promise.resolve(finding);
const good = found({ name: 'disk', ok: true, needed: true, detail: { zh: '可用 9 GB', en: '9 GB free' } });
const lacking = (needed: boolean) =>
  found({
    name: 'java',
    ok: false,
    needed,
    detail: { zh: '未安装', en: 'not installed' },
    remedy: { zh: '安装 Java', en: 'install Java' },
  });

describe('the doctor', () => {
  let folder: string;
  let machine: Machine;
  const told = async (options: { lang: Language; json?: boolean }, ...asked: Check[]) => {
    const lines: string[] = [];
    const status = await doctor({ stateDir: folder, ...options }, (line) => lines.push(line), asked, machine);
    // eslint-disable-next-line no-control-regex -- colours are the terminal's matter
    return { status, lines: lines.map((line) => line.replaceAll(/\u001b\[\d+m/g, '')) };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bida-test-doctor-'));
    mkdirSync(join(folder, 'bin'));
    machine = {
      stateDir: join(folder, 'state'),
      environment: { PATH: join(folder, 'bin'), BIDA_CACHE: join(folder, 'cache') },
      nodeVersion: '20.19.0',
      isRoot: false,
    };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('says in a line each what is there, what lacks and how to get it, and fails when that is needed', async () => {
    expect(await told({ lang: 'en' }, good, lacking(true))).toEqual({
      status: 1,
      lines: ['✓ disk  9 GB free', '✗ java  not installed — to mend: install Java'],
    });
  });

  test('is content when only something optional lacks, and speaks Chinese', async () => {
    expect(await told({ lang: 'zh' }, good, lacking(false))).toEqual({
      status: 0,
      lines: ['✓ disk  可用 9 GB', '– java  未安装 — 解决办法：安装 Java'],
    });
  });

  test('tells machines the same in JSON', async () => {
    const { status, lines } = await told({ json: true, lang: 'en' }, good, lacking(true));
    expect(status).toBe(1);
    expect(JSON.parse(lines.join('\n'))).toEqual({
      ok: false,
      checks: [
        { name: 'disk', ok: true, needed: true, detail: '9 GB free' },
        { name: 'java', ok: false, needed: true, detail: 'not installed', remedy: 'install Java' },
      ],
    });
  });

  test('takes the language from --lang, else from the locale', () => {
    expect(languageOf('en', { LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(languageOf(undefined, { LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(languageOf(undefined, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(languageOf(undefined, {})).toBe('en');
  });

  test.each([
    ['20.18.3', false],
    ['20.19.0', true],
    ['18.20.4', false],
    ['22.1.0', true],
    ['24.0.0', true],
  ])('Node.js %s: fit is %s', async (version, fit) => {
    expect((await nodeVersion({ ...machine, nodeVersion: version })).ok).toBe(fit);
  });

  test('says which way Temporal would be had, and which program it passes over', async () => {
    const program = join(folder, 'bin', 'temporal');
    writeFileSync(program, "#!/bin/sh\necho 'temporal version 1.6.0 (Server 1.30.0, UI 2.44.0)'\n");
    chmodSync(program, 0o755);
    const elsewhere = { ...machine.environment, TEMPORAL_ADDRESS: 'temporal.bank:7233' };
    expect((await temporal({ ...machine, environment: elsewhere })).detail.en).toContain(
      'temporal.bank:7233',
    );
    writeFileSync(program, "#!/bin/sh\necho 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)'\n");
    expect((await temporal(machine)).detail.en).toBe(`1.5.1, ${program} (PATH)`);
  });

  test('knows what is not installed', async () => {
    const findings = await Promise.all([go, java, maven].map((check) => check(machine)));
    expect(findings.map(({ ok, needed }) => [ok, needed])).toEqual(Array(3).fill([false, false]));
    expect(findings.every(({ remedy }) => remedy !== undefined)).toBe(true);
  });

  test('looks at the folder that is there when the state folder is yet to be made', async () => {
    expect((await stateFolder(machine)).ok).toBe(true);
    expect((await freeDisk(machine)).detail.en).toMatch(/^\d+\.\d GB free$/);
    const impossible = { ...machine, stateDir: '/proc/bida/state' };
    expect((await stateFolder(impossible)).ok).toBe(process.getuid?.() === 0);
  });

  test('finds this machine fit, as the tests that run on it show', async () => {
    const findings = await Promise.all(checks.map((check) => check(thisMachine(folder))));
    expect(findings.filter(({ ok, needed }) => needed && !ok)).toEqual([]);
    expect(new Set(findings.map(({ name }) => name)).size).toBe(checks.length);
  });
});
