/** The demo as a newcomer runs it, in its own processes, with its own exit status. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readJsonl } from '../../cli/feed/jsonl.js';
import { isFeedFault } from '../../cli/feed/feed-event.js';
import type { Summary } from '../../cli/demo/summary.js';
import { searchForLeaks } from './leak-search.js';

const root = resolve(__dirname, '../..');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly status: number | null;
  readonly summary: Summary;
  readonly told: string;
  readonly stateDir: string;
}

function demo(...more: string[]): Promise<Ran> {
  const stateDir = mkdtempSync(join(tmpdir(), 'bida-demo-'));
  folders.push(stateDir);
  const args = [join(root, 'dist/cli/bida.js'), 'demo', '--json', '--state', stateDir, ...more];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => {
      const lines = said.out.trimEnd().split('\n');
      if (lines.length !== 1) fail(new Error(`expected one line of output, got:\n${said.out}\n${said.err}`));
      else done({ status, summary: JSON.parse(said.out) as Summary, told: said.err, stateDir });
    });
  });
}

const states = (summary: Summary): number =>
  summary.held +
  summary.sending +
  summary.awaitingReceipt +
  summary.withStaff +
  summary.delivered +
  summary.completedByStaff +
  summary.superseded +
  summary.withdrawn +
  summary.unreachable;

const promises = { againstPolicy: 0, duplicateAccepts: 0, lost: 0 };

const textsIn = (values: readonly unknown[]): string[] =>
  values.flat().filter((value): value is string => typeof value === 'string');

/** What the demo's feed says of its applicants: names, numbers, addresses, tokens, documents, guidance. */
async function canaries(): Promise<string[]> {
  const found: string[] = [];
  for await (const read of readJsonl(join(root, 'examples/applications.jsonl'))) {
    if (isFeedFault(read)) continue;
    const { applicant, contacts, ...body } = read.data as Record<string, unknown> & {
      contacts?: Record<string, unknown>;
    };
    const { documents, guidance, mobile } = body;
    const { name, contactPerson, idNumber } = (applicant ?? {}) as Record<string, unknown>;
    const personal = [name, contactPerson, idNumber, mobile, documents, guidance];
    found.push(...textsIn([...personal, ...Object.values(contacts ?? {})]));
  }
  return [...new Set(found)];
}

test('the demo keeps its three promises, walks its paths, and leaves no name or number behind', async () => {
  const { status, summary, stateDir } = await demo();
  expect(summary).toMatchObject({ applications: 52, notices: 60, refusedReports: 2, ...promises });
  // One is left to whoever opens the console afterwards.
  expect(summary.withStaff).toBe(1);
  expect(status).toBe(0);
  expect(states(summary)).toBe(summary.notices);
  for (const path of [
    'delivered',
    'completedByStaff',
    'withdrawn',
    'superseded',
    'unreachable',
    'everHeld',
    'failovers',
    'copies',
  ] as const)
    expect({ path, seen: summary[path] > 0 }).toEqual({ path, seen: true });

  const log = readFileSync(join(stateDir, 'simulator', 'provider-log.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const settled = log
    .map((line) => JSON.parse(line) as { kind: string; route?: string; success?: boolean })
    .filter(({ kind, success }) => kind === 'acceptance' || (kind === 'receipt' && success === true))
    .map(({ kind, route }) => `${kind} ${route ?? ''}`);
  expect(settled).toEqual(
    expect.arrayContaining([
      'receipt sms/aliyun',
      'receipt sms/tencent',
      'receipt sms/bank-gateway',
      'receipt push/jpush',
      'receipt push/fcm',
      'acceptance email/smtp',
      'acceptance voice/aliyun',
    ]),
  );

  const names = await canaries();
  expect(names.length).toBeGreaterThan(90);
  expect(await searchForLeaks(stateDir, names, [join(stateDir, 'simulator')])).toEqual([]);
  // The positive control: the simulator stands outside the bank and knows the numbers.
  const outside = await searchForLeaks(join(stateDir, 'simulator'), names, []);
  expect(outside.length).toBeGreaterThan(0);
}, 180_000);

test('an event log in CSV is played with made-up applicants, and a bad row is told and does no harm', async () => {
  const { status, summary, told } = await demo(
    ...['--event-log', 'examples/sample-log.csv', '--mapping', 'examples/event-log.json'],
    ...['--limit', '12', '--within', '4s'],
  );
  expect(summary).toMatchObject({ applications: 12, ...promises });
  expect(status).toBe(0);
  expect(states(summary)).toBe(summary.notices);
  expect(told).toContain('worker is up');
}, 180_000);

test('a feed line that cannot be read is told by file, line and field, and the others are played', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bida-feed-'));
  folders.push(folder);
  const file = join(folder, 'feed.jsonl');
  const application = { applicant: { name: '测试人' }, contacts: { mobile: '13900000001' }, product: 'loan' };
  writeFileSync(
    file,
    [
      JSON.stringify({ at: '+0s', applicationId: 'F-1', event: 'application', data: application }),
      JSON.stringify({ at: 'soon', applicationId: 'F-2', event: 'application', data: application }),
      '{"at":"+1s",',
      JSON.stringify({
        at: '+1s',
        applicationId: 'F-1',
        event: 'final-decision',
        data: { decision: 'declined' },
      }),
    ].join('\n'),
  );
  const { status, summary, told } = await demo('--input', file);
  expect(status).toBe(0);
  expect(summary).toMatchObject({ applications: 1, notices: 1, delivered: 1, ...promises });
  expect(told).toContain(`${file}:2: at: expected `);
  expect(told).toContain(`${file}:3: expected `);
  expect(told).not.toContain('13900000001');
}, 120_000);
