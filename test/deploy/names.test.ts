/** Whatever a rule or the dashboard reads is there to be read: a misspelt name would be silence. */
import { dashboardExpressions, labelsIn, rulesOf, seriesIn } from './expressions.js';
import { exposedMetrics, seriesOf } from './exposed.js';

const rules = [...rulesOf('recording.yml'), ...rulesOf('alerting.yml')];
const read = [
  ...rules.map(({ name, expr }) => ({ where: name, expr })),
  ...dashboardExpressions().map(({ panel, expr }) => ({ where: `dashboard: ${panel}`, expr })),
];
/** Prometheus' own. */
const ofPrometheus = ['up', 'ALERTS'];
/** By the scrape configuration, by Prometheus, and by its histograms and alerts. */
const labelsOfPrometheus = ['job', 'instance', 'room', 'le', 'alertstate', 'alarm', 'severity'];
/** The SDK's names are looked for in a running worker (test/journeys/metrics.test.ts). */
const ofSdk = (name: string): boolean => name.startsWith('temporal_');

test('the rules and the dashboard read much', () => {
  expect(read.length).toBeGreaterThan(60);
  expect(read.every(({ expr }) => seriesIn(expr).length > 0)).toBe(true);
});

test.each(read)('$where reads what the code exposes or a rule records', async ({ expr }) => {
  const exposed = await exposedMetrics();
  const recorded = rules.filter(({ kind }) => kind === 'record').map(({ name }) => name);
  const known = new Set([...exposed.flatMap(seriesOf), ...recorded, ...ofPrometheus]);
  expect(seriesIn(expr).filter((name) => !known.has(name) && !ofSdk(name))).toEqual([]);
  if (seriesIn(expr).some(ofSdk)) return;
  const labels = new Set([...exposed.flatMap((one) => one.labels), ...labelsOfPrometheus]);
  expect(labelsIn(expr).filter((label) => !labels.has(label))).toEqual([]);
});

test('every record is read by an alert, by another record or by the dashboard', () => {
  const used = new Set(read.flatMap(({ expr }) => seriesIn(expr)));
  const records = rules.filter(({ kind }) => kind === 'record').map(({ name }) => name);
  expect(records.filter((name) => !used.has(name))).toEqual([]);
});

test('every figure of ours is on the dashboard, by itself or by a record', async () => {
  const used = new Set(read.flatMap(({ expr }) => seriesIn(expr)));
  const ours = (await exposedMetrics()).filter(({ name }) => name.startsWith('bida_'));
  expect(ours.filter((one) => !seriesOf(one).some((name) => used.has(name)))).toEqual([]);
});
