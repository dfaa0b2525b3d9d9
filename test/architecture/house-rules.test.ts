/** Rules of the house that no linter of ours says in full. Each names the places that break it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { everything, read, root, sources } from './sources.js';

const everySource = sources();
const folders = everything().flatMap(({ path, isFolder }) => (isFolder ? [path] : []));

/** `path:line` of each place in the sources where the pattern matches. */
const placesOf = (pattern: RegExp, among = everySource): string[] =>
  among.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}`] : [])),
  );

test('the rules look at the whole house', () => {
  expect(everySource.length).toBeGreaterThan(150);
  expect(everySource).toContain('domain/escalation/next-step.ts');
  expect(everySource).toContain('console/frame/frame.tsx');
  expect(everySource).toContain('test/architecture/house-rules.test.ts');
});

test('a folder is named by a noun of the business, never as a drawer', () => {
  const drawers = /(^|\/)(utils?|helpers?|common|manager|misc|lib|shared)$/;
  expect(folders.filter((path) => drawers.test(path))).toEqual([]);
});

test('a file says one thing: at most 300 lines that are not blank, a test at most 400', () => {
  const long = everySource.filter((path) => {
    const lines = read(path).split('\n');
    const most = path.startsWith('test/') ? 400 : 300;
    return lines.filter((line) => line.trim() !== '').length > most;
  });
  expect(long).toEqual([]);
});

/** Lines on which a source writes the type `any`. */
function anysIn(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const lines: string[] = [];
  const look = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      lines.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`);
    ts.forEachChild(node, look);
  };
  look(file);
  return lines;
}

test('nothing is of type any', () => {
  expect(everySource.flatMap((path) => anysIn(path, read(path)))).toEqual([]);
  const guilty = 'const a = 1;\nlet b: Record<string, any[]> = {}; // any\nconst c = a as any;';
  expect(anysIn('guilty.ts', guilty)).toEqual(['guilty.ts:2', 'guilty.ts:3']);
});

test('no enum is declared: unions of words are read by every tool', () => {
  expect(placesOf(/^\s*(export\s+)?(declare\s+)?(const\s+)?enum\s/)).toEqual([]);
});

test('no test is left out, and none is run alone', () => {
  const left = /\b(test|it|describe)(\.\w+)*\.(skip|only|todo)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\(/;
  expect(placesOf(left)).toEqual([]);
  for (const word of ['skip', 'only', 'todo'])
    for (const guilty of [
      `test.${word}(`,
      `describe.${word}(`,
      `it.${word}.each(`,
      `test.concurrent.${word}(`,
    ])
      expect(guilty).toMatch(left);
});

test('nothing is left for later in a comment', () => {
  const markers = ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'];
  expect(placesOf(new RegExp(`\\b(${markers.join('|')})\\b`))).toEqual([]);
});

describe('the workflow bundle, where it was built,', () => {
  const path = 'dist/workflow-bundle.js';
  const bundle = existsSync(join(root, path)) ? read(path) : '';

  test('holds nothing that only an edge needs', () => {
    const packages = new Set(
      [...bundle.matchAll(/"\.\/node_modules\/((?:@[^/"]+\/)?[^/"]+)\//g)].map(([, name]) => name),
    );
    for (const edge of ['zod', 'luxon', 'libphonenumber-js', 'pg', 'pino', 'fastify', 'chinese-days'])
      expect(packages).not.toContain(edge);
    if (bundle !== '') expect(packages).toContain('@temporalio/workflow');
  });

  test('stays below 1 MiB, source map included: each worker reads it, and a cached story pays for it', () => {
    expect(Buffer.byteLength(bundle)).toBeLessThan(1024 * 1024);
  });
});

describe('the licence', () => {
  const permissive = [
    'MIT',
    'MIT-0',
    'ISC',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'BlueOak-1.0.0',
    'Unlicense',
  ];
  const { dependencies, license } = JSON.parse(read('package.json')) as {
    dependencies: Record<string, string>;
    license: string;
  };

  test.each(Object.keys(dependencies))('of %s is permissive', (name) => {
    const found = JSON.parse(read(`node_modules/${name}/package.json`)) as { license?: string };
    expect(permissive).toContain(found.license);
  });

  test('of the project itself is on file', () => {
    expect(license).toBe('Apache-2.0');
    expect(read('LICENSE')).toContain('Apache License');
  });
});

test('what workflows are made of keeps nothing in its modules, which all stories of a worker share', () => {
  const preloaded = everySource.filter((path) => /^(workflows|domain|runtime\/codec)\//.test(path));
  expect(preloaded.length).toBeGreaterThan(100);
  expect(placesOf(/^(export\s+)?(let|var)\s/, preloaded)).toEqual([]);
  const ofWorkflows = preloaded.filter((path) => path.startsWith('workflows/'));
  expect(placesOf(/^(export\s+)?const\s.*=\s*new\s(Weak)?(Map|Set)\b/, ofWorkflows)).toEqual([]);
});
