import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Summary } from '../../cli/demo/summary.js';
import { summarise } from '../../cli/demo/summary.js';

const root = join(__dirname, '../..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const readmes = ['README.md', 'README.zh-CN.md'] as const;
const { scripts } = JSON.parse(text('package.json')) as { scripts: Readonly<Record<string, string>> };

/** Every command line of a README, from its code blocks and from code within sentences, in order. */
function commandLines(markdown: string): string[] {
  const code = markdown.matchAll(/```\w*\n([^]*?)```|`([^`\n]+)`/g);
  return [...code]
    .flatMap(([, block, span]) => (block ?? span ?? '').split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => /^(?:\w+ .*\| *)?(?:npm|npx) /.test(line));
}

const singles = (line: string): string[] => line.split(/ (?:&&|\|) /).filter((part) => /^np[mx] /.test(part));

interface Usage {
  /** How many words it takes that are no options. */
  readonly words: number;
  /** Its options, and whether each takes a value. */
  readonly options: ReadonlyMap<string, boolean>;
}

const help = (...words: string[]) =>
  execFileSync(process.execPath, [join(root, 'dist/cli/bida.js'), ...words, '--help'], { encoding: 'utf8' });

const usages = new Map<string, Usage>();

/** What `bida <command>` takes, by its own help. */
function usageOf(command: string): Usage {
  const known = usages.get(command);
  if (known !== undefined) return known;
  const said = help(command);
  const options = [...said.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)( <)?/gm)];
  const usage = {
    words: /^Usage: .*$/m.exec(said)?.[0].match(/<\w+>/g)?.length ?? 0,
    options: new Map(options.map(([, name = '', value]) => [name, value !== undefined] as const)),
  };
  usages.set(command, usage);
  return usage;
}

let commands: ReadonlySet<string>;

/** What is wrong with a call of `bida`, or undefined. */
function bidaFault(command: string, given: readonly string[]): string | undefined {
  if (!commands.has(command)) return `there is no command ${command}`;
  const { words, options } = usageOf(command);
  let found = 0;
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at] ?? '';
    if (!word.startsWith('--')) found += 1;
    else if (!options.has(word)) return `${command} has no option ${word}`;
    else if (options.get(word) === true && (given[++at] ?? '--').startsWith('--'))
      return `${word} takes a value`;
  }
  return found === words ? undefined : `${command} takes ${words} words, not ${found}`;
}

/** Of the chaos runner, which is no command of the program: its options are checked against its own help. */
function chaosFault(given: readonly string[]): string | undefined {
  const main = ['--require', './test/stack/typescript.cjs', 'test/chaos/main.ts', '--help'];
  const said = execFileSync(process.execPath, main, { cwd: root, encoding: 'utf8' });
  const strange = given.find((word) => word.startsWith('--') && !said.includes(`${word} `));
  return strange === undefined ? undefined : `chaos has no option ${strange}`;
}

/** What is wrong with one command, or undefined. */
function faultOf(single: string): string | undefined {
  const [program = '', first = '', ...rest] = single.match(/"[^"]*"|\S+/g) ?? [];
  const missing = rest.find((word) => word.startsWith('examples/') && !existsSync(join(root, word)));
  if (missing !== undefined) return `there is no ${missing}`;
  if (program === 'npx') {
    const [command = '', ...given] = rest;
    return first === 'bida' ? bidaFault(command, given) : `${first} is no program of ours`;
  }
  if (first === 'ci') return undefined;
  const [name = '', ...given] = first === 'run' ? rest : [first, ...rest];
  const script = scripts[name];
  if (script === undefined) return `there is no script ${name}`;
  if (given.length === 0) return undefined;
  if (name === 'chaos' && given[0] === '--') return chaosFault(given.slice(1));
  const command = /bida\.js (\w+)$/.exec(script)?.[1];
  if (given[0] !== '--' || command === undefined) return `${name} passes nothing on`;
  return bidaFault(command, given.slice(1));
}

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'build.mjs'), '--quiet'], { stdio: 'ignore' });
  commands = new Set([...help().matchAll(/^ {2}(\w+) \[/gm)].map(([, name = '']) => name));
}, 180_000);

test.each(readmes)('every command in %s is one that this project has, with options it knows', (file) => {
  const lines = commandLines(text(file));
  expect(lines.length).toBeGreaterThan(10);
  const faults = lines
    .flatMap(singles)
    .map((single) => ({ single, fault: faultOf(single) }))
    .filter(({ fault }) => fault !== undefined);
  expect(faults).toEqual([]);
});

test.each([
  ['npx bida vanish A-1', 'there is no command vanish'],
  ['npx bida show A-1 --colour', 'show has no option --colour'],
  ['npx bida show', 'show takes 1 words, not 0'],
  ['npx bida demo --limit --json', '--limit takes a value'],
  ['npm run vanish', 'there is no script vanish'],
  ['npm run demo --json', 'demo passes nothing on'],
  ['npm run demo -- --colour', 'demo has no option --colour'],
  ['npm run chaos -- --colour', 'chaos has no option --colour'],
  ['npm run demo -- --event-log examples/vanished.csv', 'there is no examples/vanished.csv'],
])('a README that said `%s` would be told so', (command, fault) => {
  expect(faultOf(command)).toBe(fault);
});

test('both READMEs give the same commands in the same order', () => {
  const [english, chinese] = readmes.map((file) => commandLines(text(file)));
  expect(chinese).toEqual(english);
});

test('both READMEs name each other, and every relative link leads to a file', () => {
  for (const file of readmes) {
    const links = [...text(file).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)|src="([^"]+)"/g)]
      .map(([, link, source]) => link ?? source ?? '')
      .filter((link) => !/^\w+:/.test(link));
    expect(links).toEqual(expect.arrayContaining(readmes.filter((other) => other !== file)));
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  }
});

test('what a clean checkout must pass is the READMEs’ own test command, and nothing else', () => {
  const tested = new Set(
    readmes.flatMap((file) => commandLines(text(file)).filter((line) => /npm test/.test(line))),
  );
  const run = text('.ci/run')
    .split('\n')
    .filter((line) => !/^(?:#|set |cd |$)/.test(line));
  // What the machine needs first is what the READMEs say it does.
  expect(run).toEqual(['bash .ci/programs', ...tested]);
  const installed = [...text('.ci/programs').matchAll(/missing\+=\((\w+)\)/g)].map(([, name]) => name);
  expect(installed).toEqual(['chromium', 'prometheus']);
  for (const readme of readmes) {
    expect(text(readme)).toContain('apt-get install chromium');
    expect(text(readme)).toContain('apt-get install --no-install-recommends prometheus');
  }
});

test('every key of the demo’s JSON line is explained', () => {
  const nothing = { applications: 0, refusedReports: 0, toBeTold: 0, notices: [], attempts: [] };
  const verdict = {
    againstPolicy: 0,
    duplicateAccepts: 0,
    lost: 0,
    failoverP95Ms: null,
    silenceP95Ms: null,
    breaches: [],
  };
  const keys = Object.keys(summarise(nothing, verdict, 0) satisfies Summary);
  for (const file of readmes) expect(keys.filter((key) => !text(file).includes(`\`${key}\``))).toEqual([]);
});
