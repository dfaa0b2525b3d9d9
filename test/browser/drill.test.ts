/** The drill as an engineer runs it, watched by a supervisor in the console, its score held against the simulator's log. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { DrillScore } from '../../cli/drill/regional-outage/score.js';
import { readStackFile } from '../../cli/stack/stack-file.js';
import type { LogEntry } from '../../simulator/log-entry.js';
import { bida, listenTo, plainEnvironment, program } from '../cli/commands/command-line.js';
import { until } from '../journeys/until.js';
import { startChromium } from './chromium.js';
import { picture } from './console/world.js';

type Acceptance = Extract<LogEntry, { kind: 'acceptance' }>;

let stateDir: string;
let browser: Browser;
beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'bida-drill-'));
  browser = await startChromium();
}, 60_000);
afterAll(async () => {
  await browser.close();
  rmSync(stateDir, { recursive: true, force: true });
});

/** Longer than a drill may take. */
const patience = { timeout: 200_000 };

/** A drill under way, which stays when it is over. */
function begun() {
  const args = ['drill', 'regional-outage', '--applications', '300', '--seed', 'bida', '--stay'];
  const child = spawn(process.execPath, [program, ...args, '--json', '--lang', 'en', '--state', stateDir], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  listenTo(child, said);
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    said,
    isOver: () => child.exitCode !== null,
    /** Ctrl-C; answers the exit status. */
    end: () => {
      child.kill('SIGINT');
      return exited;
    },
  };
}

/** A window of the supervisor's at a page of the console. */
async function watching(apiUrl: string, place: string): Promise<Page> {
  const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1_366, height: 900 } });
  await page.goto(`${apiUrl}/v1/session/sign-in?returnTo=${encodeURIComponent(place)}`);
  await page.click('button[value="wang.wei"]');
  await page.locator('main h1').waitFor();
  return page;
}

test('a province that a provider loses is seen in the console as it happens, and everybody left untold is told and accounted for', async () => {
  const drill = begun();
  const stackFile = join(stateDir, 'stack.json');
  await until(() => existsSync(stackFile) || drill.isOver(), 90_000, 'the stack is up');
  const { apiUrl } = readStackFile(stateDir);
  const [live, providers, alarms, incidents] = (await Promise.all(
    ['/live', '/routes', '/alarms', '/incidents'].map((place) => watching(apiUrl, place)),
  )) as [Page, Page, Page, Page];

  // Nobody touches any of them: what happens is there as it happens.
  await alarms.getByRole('article').filter({ hasText: '服务商不回执' }).waitFor(patience);
  await incidents.getByRole('link', { name: /事故 1/ }).waitFor(patience);
  await providers.getByText(/异常/).first().waitFor(patience);
  await live.getByText('服务商不回执').first().waitFor(patience);
  for (const [name, page] of Object.entries({ live, providers, alarms, incidents }))
    await picture(page, `console-drill-${name}`);
  await incidents.getByRole('link', { name: /事故 1/ }).click();
  await incidents.getByText('处理中', { exact: true }).waitFor();
  await incidents.getByText('已结束', { exact: true }).first().waitFor(patience);
  await picture(incidents, 'console-drill-closed');

  await until(() => drill.said.stdout.includes('\n') || drill.isOver(), 120_000, 'it is scored');
  const score = JSON.parse(drill.said.stdout) as DrillScore & { readonly reports: readonly string[] };
  expect({ differences: score.differences, told: drill.said.stderr }).toMatchObject({ differences: [] });
  // The page says what the score and the provider's log say.
  await incidents.getByText(`${score.affected} 条受影响，${score.affected} 条已有交代`).waitFor();
  expect(await drill.end()).toBe(0);

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
}, 420_000);

test.each([
  ['too few applications', ['--applications', '10'], '--applications: expected a whole number from 250'],
  ['a language nobody speaks here', ['--lang', 'fr'], 'fr'],
])('%s are refused before anything is started', async (_what, args, words) => {
  const { status, stderr } = await bida(['drill', 'regional-outage', '--state', stateDir, ...args]);
  expect(status).toBe(2);
  expect(stderr).toContain(words);
});
