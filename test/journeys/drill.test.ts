/** The drill as an engineer runs it, in its own processes: its score held against the simulator's log on the disk. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrillScore } from '../../cli/drill/score.js';
import type { LogEntry } from '../../simulator/log-entry.js';
import { bida, jsonOf } from '../cli/commands/command-line.js';

type Acceptance = Extract<LogEntry, { kind: 'acceptance' }>;

let stateDir: string;
beforeAll(() => (stateDir = mkdtempSync(join(tmpdir(), 'bida-drill-'))));
afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

test('a province that a provider loses is seen, its share alone is moved, and everybody left untold is told and accounted for', async () => {
  const said = await bida([
    ...['drill', 'regional-outage', '--applications', '300', '--seed', 'bida'],
    ...['--json', '--lang', 'en', '--state', stateDir],
  ]);
  const score = jsonOf(said) as DrillScore & { readonly reports: readonly string[] };
  expect({ status: said.status, differences: score.differences, told: said.stderr }).toMatchObject({
    status: 0,
    differences: [],
  });

  const log = readFileSync(join(stateDir, 'simulator', 'provider-log.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogEntry);
  const accepted = log.filter((entry): entry is LogEntry & Acceptance => entry.kind === 'acceptance');
  const swallowed = accepted.filter(({ receipts }) => receipts.length === 0);
  expect(score).toMatchObject({ accepted: accepted.length, swallowed: swallowed.length });
  expect(swallowed.length).toBeGreaterThan(8);
  // One provider, one province: the numbers of one beginning.
  const places = new Set(
    swallowed.map((one) => ('phone' in one ? `${one.route} ${one.phone.slice(-11, -4)}` : 'no telephone')),
  );
  expect(places.size).toBe(1);
  // Handsets that are off and numbers that are nobody's went by all along, and called nobody.
  expect(accepted.some(({ receipts }) => receipts.some(({ success }) => !success))).toBe(true);
  expect(score).toMatchObject({ otherAlarms: 0, otherSharesTouched: 0 });

  const { alarmMs, shareMovedMs, incidentMs, closedMs } = score;
  expect(alarmMs).toBeGreaterThan(0);
  expect(shareMovedMs).toBe(alarmMs);
  expect(incidentMs).toBe(alarmMs);
  expect(closedMs).toBeGreaterThan(incidentMs ?? 0);
  expect(score.affected).toBe(
    score.toldLate + score.toldOtherwise + score.toldByResend + score.toldByStaff + score.untold,
  );
  expect(score.compensationProposed).toBeGreaterThan(0);
  expect(score.compensationGranted + score.compensationRefused).toBe(score.compensationProposed);
  expect(score.compensationTold).toBe(score.compensationGranted);

  // Every one of the list stands in its report, and nobody's number does.
  const [html = '', csv = ''] = score.reports.map((file) => readFileSync(file, 'utf8'));
  expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + score.affected);
  expect(html.match(/DR-\d{6}/g)).toHaveLength(score.affected);
  for (const report of [html, csv]) expect(report).not.toMatch(/138001\d/);
}, 240_000);

test.each([
  ['too few applications', ['--applications', '10'], '--applications: expected a whole number from 250'],
  ['a language nobody speaks here', ['--lang', 'fr'], 'fr'],
])('%s are refused before anything is started', async (_what, args, words) => {
  const { status, stderr } = await bida(['drill', 'regional-outage', '--state', stateDir, ...args]);
  expect(status).toBe(2);
  expect(stderr).toContain(words);
});
