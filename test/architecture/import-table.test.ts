/** The import table is only worth something if it refuses: one file a rule, each breaking just that one. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** What stands in the house of this test; only the imports matter. */
const house: Readonly<Record<string, string>> = {
  // What may be imported, or must not be.
  'domain/rule.ts': 'export type Rule = 1; export const rule = 1;',
  'ledger/row.ts': "import '../domain/rule.js'; export const row = 1;",
  'runtime/clock.ts': "import '../domain/rule.js'; export const clock = 1;",
  'workflows/story/ports.ts': 'export interface Ports { readonly send: 1 } export const ports = 1;',
  'workflows/story/messages.ts': 'export interface Message { readonly id: 1 }',
  'workflows/story/story.ts':
    "import '../../domain/rule.js'; import '@temporalio/workflow'; import type { Ports } from './ports.js'; export const story: Ports = { send: 1 };",
  'simulator/wire.ts': 'export const wire = 1;',
  'test/subjects.ts': 'export const subjects = 1;',

  // The allowed ways.
  'activities/allowed.ts':
    "import type { Ports } from '../workflows/story/ports.js'; import '../domain/rule.js'; import '../ledger/row.js'; import '../runtime/clock.js'; export const allowed: Ports = { send: 1 };",
  'client/allowed.ts':
    "import type { Message } from '../workflows/story/messages.js'; import '../ledger/row.js'; export const allowed: Message = { id: 1 };",
  'api/allowed.ts': "import '../client/allowed.js'; import '../runtime/clock.js'; import 'node:http';",
  'worker/allowed.ts': "import '../workflows/story/story.js'; import '../activities/allowed.js';",
  'cli/allowed.ts':
    "import '../worker/allowed.js'; import '../api/allowed.js'; import '../simulator/wire.js';",
  'console/allowed.tsx': "import './words.js'; import 'react'; export const allowed = 1;",
  'console/words.ts': 'export const words = 1;',
  'test/allowed.ts': "import '../cli/allowed.js'; import './subjects.js';",

  // The forbidden ones.
  'domain/knows-ledger.ts': "import '../ledger/row.js';",
  'domain/knows-ledger-by-type.ts':
    "import type { row } from '../ledger/row.js'; export type Row = typeof row;",
  'domain/reads-files.ts': "import 'node:fs';",
  'domain/reads-files-by-old-name.ts': "import 'fs';",
  'ledger/knows-runtime.ts': "import '../runtime/clock.js';",
  'runtime/knows-ledger.ts': "import '../ledger/row.js';",
  'activities/knows-story.ts':
    "import type { story } from '../workflows/story/story.js'; export type Story = typeof story;",
  'activities/runs-ports.ts':
    "import { ports } from '../workflows/story/ports.js'; export const here = ports;",
  'client/knows-activities.ts': "import '../activities/allowed.js';",
  'client/knows-story.ts':
    "import type { story } from '../workflows/story/story.js'; export type Story = typeof story;",
  'api/knows-worker.ts': "import '../worker/allowed.js';",
  'worker/knows-client.ts': "import '../client/allowed.js';",
  'simulator/knows-domain.ts': "import '../domain/rule.js';",
  'console/knows-domain.tsx': "import '../domain/rule.js';",
  'console/knows-api-by-type.ts':
    "import type { allowed } from '../api/allowed.js'; export type Api = typeof allowed;",
  'console/reads-files.ts': "import 'node:fs';",
  'workflows/knows-ledger.ts': "import '../ledger/row.js';",
  'workflows/reads-files.ts': "import 'node:fs';",
  'workflows/uses-client.ts': "import '@temporalio/client';",
  'worker/knows-cli.ts': "import '../cli/allowed.js';",
  'ledger/knows-test.ts': "import '../test/subjects.js';",
  'cli/knows-test.ts': "import '../test/subjects.js';",
  'runtime/circle-a.ts': "import './circle-b.js';",
  'runtime/circle-b.ts': "import './circle-a.js';",

  'node_modules/@temporalio/workflow/package.json':
    '{"name":"@temporalio/workflow","version":"1.0.0","main":"index.js"}',
  'node_modules/@temporalio/workflow/index.js': '',
  'node_modules/@temporalio/client/package.json':
    '{"name":"@temporalio/client","version":"1.0.0","main":"index.js"}',
  'node_modules/@temporalio/client/index.js': '',
  'node_modules/react/package.json': '{"name":"react","version":"1.0.0","main":"index.js"}',
  'node_modules/react/index.js': '',
  'package.json':
    '{"dependencies":{"@temporalio/workflow":"1.0.0","@temporalio/client":"1.0.0","react":"1.0.0"}}',
};

const rooms = 'domain workflows activities ledger worker client api console cli simulator runtime test'.split(
  ' ',
);

interface Judged {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

let folder = '';
/** Names of the rules a file broke, by file. */
const broken = new Map<string, string[]>();

/** Runs the check as `npm run check:imports` does, over the house of this test. */
const cruise = (...more: readonly string[]) =>
  spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      ...more,
    ],
    { cwd: folder, encoding: 'utf8' },
  );

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bida-import-table-'));
  for (const [path, text] of Object.entries(house)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    copyFileSync(join(root, name), join(folder, name));
  const ran = cruise('--output-type', 'json', ...rooms);
  for (const { from, rule } of (JSON.parse(ran.stdout) as Judged).summary.violations)
    broken.set(from, [...new Set([...(broken.get(from) ?? []), rule.name])].sort());
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['domain/knows-ledger.ts', ['domain-imports']],
  ['domain/knows-ledger-by-type.ts', ['domain-imports']],
  ['domain/reads-files.ts', ['domain-is-pure']],
  ['domain/reads-files-by-old-name.ts', ['domain-is-pure']],
  ['ledger/knows-runtime.ts', ['ledger-imports']],
  ['runtime/knows-ledger.ts', ['runtime-imports']],
  ['activities/knows-story.ts', ['activities-imports']],
  ['activities/runs-ports.ts', ['ports-are-types']],
  ['client/knows-activities.ts', ['client-imports']],
  ['client/knows-story.ts', ['client-imports']],
  ['api/knows-worker.ts', ['api-imports']],
  ['worker/knows-client.ts', ['worker-imports']],
  ['simulator/knows-domain.ts', ['simulator-imports']],
  ['console/knows-domain.tsx', ['console-imports']],
  ['console/knows-api-by-type.ts', ['console-imports']],
  ['console/reads-files.ts', ['console-in-a-browser']],
  ['workflows/knows-ledger.ts', ['workflow-sandbox']],
  ['workflows/reads-files.ts', ['workflow-sandbox']],
  ['workflows/uses-client.ts', ['workflow-sandbox']],
  ['worker/knows-cli.ts', ['cli-is-the-top', 'worker-imports']],
  ['ledger/knows-test.ts', ['ledger-imports', 'nobody-imports-tests']],
  ['cli/knows-test.ts', ['nobody-imports-tests']],
  ['runtime/circle-a.ts', ['no-circles']],
])('%s is refused by %j', (file, rules) => {
  expect(broken.get(file)).toEqual(rules);
});

test('what the table allows is not refused', () => {
  const innocent = Object.keys(house).filter((path) => !/knows|reads|runs|uses|circle/.test(path));
  expect(innocent.filter((path) => broken.has(path))).toEqual([]);
});

test('a refusal fails the check and gives the reason of the rule', () => {
  const ran = cruise('--output-type', 'err-long', 'ledger');
  expect(ran.status).toBeGreaterThan(0);
  expect(ran.stdout).toContain('the record must not depend on who reads it');
});
