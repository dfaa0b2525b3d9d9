import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bida, escapeCode, jsonOf, plainEnvironment, program } from './command-line.js';

const commands = [
  ...[
    'start',
    'demo',
    'drill',
    'backtest',
    'apply',
    'stage',
    'withdraw',
    'reconcile',
    'reconciliations',
    'contacts',
    'replies',
    'show',
    'why',
    'search',
    'tasks',
    'complete',
  ],
  ...[
    'erase',
    'approvals',
    'resend',
    'alarms',
    'incidents',
    'announcements',
    'webhooks',
    'routes',
    'words',
    'config',
    'keys',
    'doctor',
  ],
];

describe('the command line without a stack', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'bida-test-cli-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const nowhere = () => ['--state', join(folder, 'nowhere')];
  const written = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  test('names every command in its help, and a first look', async () => {
    const { status, stdout } = await bida(['--help']);
    expect(status).toBe(0);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[options\]|\[command\]| )/gm)].map(
      ([, name]) => name,
    );
    expect(listed).toEqual([...commands, 'help']);
    expect(stdout).toContain('npx bida apply A-1 --sample');
    expect(stdout).toContain('Exit status: 0 done');
  });

  test('explains each command: what it does, and each option in words', async () => {
    const helps = await Promise.all(commands.map((command) => bida([command, '--help'])));
    for (const [nth, { status, stdout, stderr }] of helps.entries()) {
      const [, described = ''] = stdout.split('\n\n');
      expect({ command: commands[nth], status, stderr, words: described.split(/\s/).length > 2 }).toEqual({
        command: commands[nth],
        status: 0,
        stderr: '',
        words: true,
      });
      // No option stands there without words.
      expect(stdout).not.toMatch(/^ {2}--[a-z-]+(?: <[^>]+>)? *\n(?! {4})/m);
    }
  });

  test.each([
    ['an unknown command', ['frobnicate'], "unknown command 'frobnicate'"],
    ['a misspelt command', ['aply', 'A-1'], "unknown command 'aply'"],
    ['an unknown option', ['show', 'A-1', '--nope'], "unknown option '--nope'"],
    ['a missing argument', ['show'], "missing required argument 'applicationId'"],
    ['too many arguments', ['show', 'A-1', 'A-2'], 'too many arguments'],
    ['a missing option', ['complete', 'x', '--staff', 'li.na'], "required option '--outcome <outcome>'"],
    ['a language it does not speak', ['show', 'A-1', '--lang', 'fr'], 'Allowed choices are zh, en'],
    [
      'a duration it cannot read',
      ['routes', 'hold', 'aliyun', '--for', 'ever', '--reason', 'x', '--staff', 'li.na'],
      '--for: expected a duration such as 30m',
    ],
    ['neither file nor sample', ['apply', 'A-1'], 'expected either --file FILE'],
    ['file and sample', ['apply', 'A-1', '--sample', '--file', 'x'], 'expected either --file FILE'],
    ['a wrong outcome', ['complete', 'x', '--staff', 'li', '--outcome', 'x'], 'told-by-phone'],
    ['a feed that is not there', ['demo', '--input', '/nowhere.jsonl'], 'expected a file that exists'],
    [
      'a place that is no number',
      ['announcements', '--after', 'yesterday'],
      '--after: expected a whole number',
    ],
    ['a replay of nothing', ['webhooks', 'replay', '--staff', 'wang.wei'], 'expected either --id or --from'],
    [
      'an alarm that is no number',
      ['alarms', 'acknowledge', 'this', '--staff', 'li.na'],
      'expected the number of an alarm',
    ],
    ['a log without its mapping', ['demo', '--event-log', 'log.csv'], '--mapping'],
  ])('%s is exit status 2 and one line that helps', async (_what, args, words) => {
    const { status, stdout, stderr } = await bida(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^bida: [^\n]+\n$/);
    expect(stderr).toContain(words);
  });

  test('a number typed where a command belongs is not repeated', async () => {
    const { status, stdout, stderr } = await bida(['13812345678', '--json']);
    expect(status).toBe(2);
    expect(stdout + stderr).not.toContain('13812345678');
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage' } });
  });

  test('without a running stack every command that needs one says so in one line, exit status 4', async () => {
    const calls = [
      ['apply', 'A-1', '--sample'],
      ['stage', 'A-1', 'final-decision', '--decision', 'approved'],
      ['withdraw', 'A-1'],
      ['show', 'A-1'],
      ['tasks'],
      ['alarms'],
      ['announcements', '--after', '7'],
    ];
    for (const said of await Promise.all(calls.map((args) => bida([...args, ...nowhere()])))) {
      expect({ status: said.status, stdout: said.stdout }).toEqual({ status: 4, stdout: '' });
      expect(said.stderr).toMatch(/^bida: no stack runs in [^\n]+start one with `npm start`[^\n]*\n$/);
    }
    const asJson = await bida(['tasks', '--json', ...nowhere()]);
    expect(jsonOf(asJson)).toMatchObject({ error: { code: 'no-stack' } });
  });

  test.each([
    ['cut off', '{"applicant":'],
    ['no JSON', '欧阳晓明 13812345678'],
    ['empty', ''],
  ])(
    'a file that is %s is exit status 2 and one line, with nothing of what it holds',
    async (_what, text) => {
      const file = written('body.json', text);
      for (const args of [
        ['apply', 'A-1', '--file', file],
        ['contacts', 'A-1', '--file', '-'],
      ]) {
        const { status, stdout, stderr } = await bida(args, { stdin: text });
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
        expect(stderr).toMatch(/^bida: (?:standard input|\/[^\n]+body\.json): expected JSON[^\n]*\n$/);
        expect(stderr).not.toMatch(/欧阳|138/);
      }
    },
  );

  test.each([
    ['is not there', undefined, /absent\.json: expected a file that exists and can be read/],
    ['is no JSON', '{"holidays":[', /days\.json: expected JSON/],
    [
      'names a day there is none of',
      '{"holidays":["2027-02-30"],"workdays":[]}',
      /days\.json: holidays\[0\]: expected a date that exists, as YYYY-MM-DD/,
    ],
    ['lacks a list', '{"holidays":[]}', /days\.json: workdays: expected a list/],
    [
      'has a field nobody knows',
      '{"holidays":[],"workdays":[],"holiday":[]}',
      /days\.json: holiday: expected no field but/,
    ],
  ])('a calendar file that %s is told in one line, and nothing is started', async (_what, text, words) => {
    const file = text === undefined ? join(folder, 'absent.json') : written('days.json', text);
    const state = join(folder, 'never-started');
    const { status, stdout, stderr } = await bida(['start', '--calendar', file, '--state', state]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^bida: [^\n]+\n$/);
    expect(stderr).toMatch(words);
    expect(existsSync(state)).toBe(false);
  });

  test('the doctor says a line each and is content with this machine, in the language asked for', async () => {
    const state = ['--state', folder];
    const [en, zh, overruled, json] = await Promise.all([
      bida(['doctor', ...state]),
      bida(['doctor', ...state], { environment: { LANG: 'zh_CN.UTF-8' } }),
      bida(['doctor', ...state, '--lang', 'en'], { environment: { LANG: 'zh_CN.UTF-8' } }),
      bida(['doctor', ...state, '--json']),
    ]);
    expect([en, zh, overruled, json].map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    for (const { stdout } of [en, zh]) {
      const lines = stdout.trimEnd().split('\n');
      expect(lines.length).toBeGreaterThan(8);
      for (const line of lines) expect(line).toMatch(/^[✓✗–] [a-z-]+ {2,}\S/u);
    }
    expect(en.stdout).toContain('GB free');
    expect(zh.stdout).toMatch(/可用 \d/);
    expect(overruled.stdout).toContain('GB free');
    expect(jsonOf(json)).toMatchObject({ ok: true });
  });

  test('the doctor fails where something needed is missing', async () => {
    const blocked = join(written('a-file', ''), 'state');
    const { status, stdout } = await bida(['doctor', '--state', blocked]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^✗ state-folder .+ — to mend: /mu);
  });

  test('prints no escape codes where there is no terminal, not even with colours wished for elsewhere', async () => {
    const environments = [{ NO_COLOR: '1' }, { TERM: 'xterm-256color', COLORTERM: 'truecolor' }];
    const said = await Promise.all(environments.map((environment) => bida(['doctor'], { environment })));
    for (const { stdout, stderr } of said) expect(stdout + stderr).not.toMatch(escapeCode);
  });

  test('a reader that goes away ends it quietly', async () => {
    const child = spawn(
      '/bin/sh',
      [
        '-c',
        `"${process.execPath}" "${program}" --help | head -n 1; "${process.execPath}" "${program}" doctor | true`,
      ],
      { env: plainEnvironment() },
    );
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    expect(stdout).toBe('Usage: bida [options] [command]\n');
    expect(stderr).toBe('');
  });
});
