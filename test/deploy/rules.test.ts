/** The rules that alert, by Prometheus' own judgement and by the house's. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alarmKinds } from '../../domain/alarm/alarm.js';
import { severityOf } from '../../domain/alarm/nature.js';
import { read } from '../architecture/sources.js';
import { deployed, labelsIn, rulesOf, seriesIn } from './expressions.js';
import { promtool } from './promtool.js';

const folder = join(deployed, 'prometheus');
const ruleTests = readdirSync(join(folder, 'tests'));
const alerts = rulesOf('alerting.yml');

test('the configuration and every rule are as Prometheus has them', () => {
  expect(promtool(['check', 'config', join(folder, 'prometheus.yml')])).toMatchObject({ status: 0 });
  expect(rulesOf('recording.yml').every(({ kind }) => kind === 'record')).toBe(true);
  expect(alerts.length).toBeGreaterThan(10);
});

test.each(ruleTests)('what %s says of them holds', (file) => {
  const { status, said } = promtool(['test', 'rules', join(folder, 'tests', file)]);
  // What was expected and what came is in it.
  expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
});

test('promtool would say so if an alert did not fire', () => {
  const said = promtool(['test', 'rules', join(__dirname, 'wrong-expectation.yml')]);
  expect(said.status).not.toBe(0);
  expect(said.said).toContain('TaskOverdue');
});

const checks = ruleTests
  .map((file) => readFileSync(join(folder, 'tests', file), 'utf8'))
  .flatMap((text) =>
    [...text.matchAll(/alertname: (\w+)\n\s+exp_alerts:(.*)$/gm)].map(([, name, expected = '']) => ({
      name,
      fires: expected.trim() === '',
    })),
  );

test.each(alerts)('$name is seen to fire, and not to fire', ({ name }) => {
  const of = checks.filter((check) => check.name === name);
  expect(new Set(of.map(({ fires }) => fires))).toEqual(new Set([true, false]));
});

/** `workflow-stuck` as one word. */
const asOneWord = (kind: string): string =>
  kind.replaceAll(/(?:^|-)([a-z])/g, (_whole, letter: string) => letter.toUpperCase());

test.each(alerts)('$name is called by its kind, and says in both languages what it is', ({ name, text }) => {
  const [, severity, kind = ''] =
    /^ {8}labels: \{ severity: (critical|warning|info), alarm: '?(.+?)'? \}$/m.exec(text) ?? [];
  expect(severity).toMatch(/\S/);
  // One rule stands for all kinds of the ledger's own.
  if (name !== 'AlarmOpen') {
    expect(kind).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(asOneWord(kind)).toBe(name);
  }
  expect(text).toMatch(
    new RegExp(`^ {10}runbook_url: '?docs/runbooks/${kind.replaceAll(/[{}$.]/g, '\\$&')}\\.md'?$`, 'm'),
  );
  for (const annotation of ['summary', 'description']) {
    expect(text).toMatch(new RegExp(`^ {10}${annotation}: [^]*?[A-Za-z]{3}`, 'm'));
    expect(text).toMatch(new RegExp(`^ {10}${annotation}_zh: [^]*?\\p{Script=Han}`, 'mu'));
  }
});

test('an alarm of the ledger and an alert of its kind mean the same, are written alike, and are as pressing', () => {
  const kinds: readonly string[] = alarmKinds;
  const shared = alerts.map(({ name }) => name).filter((name) => kinds.map(asOneWord).includes(name));
  expect(shared.sort()).toEqual([
    'CalendarRunningOut',
    'HeldTooLong',
    'IncidentOverdue',
    'LedgerAway',
    'NoticeSilent',
    'ReceiptsMissing',
    'RouteFailing',
    'TaskOverdue',
    'TemporalAway',
    'UnlistedCode',
    'WebhookUndelivered',
  ]);
  // Prometheus' own word for what is on record and wakes nobody.
  const asSevere = { critical: 'critical', warning: 'warning', minor: 'info' } as const;
  for (const kind of alarmKinds.filter((one) => shared.includes(asOneWord(one))))
    expect(alerts.find(({ name }) => name === asOneWord(kind))?.text).toContain(
      `severity: ${asSevere[severityOf(kind)]},`,
    );
});

test('each alert stands in docs/metrics.md with its severity, and no other does', () => {
  const rows = [...read('docs/metrics.md').matchAll(/^\| `([a-z-]+)` \| (critical|warning|info) \|/gm)];
  const documented = rows.map(([, kind = '', severity = '']) => `${asOneWord(kind)} ${severity}`);
  const written = alerts
    .filter(({ name }) => name !== 'AlarmOpen')
    .map(({ name, text }) => `${name} ${/severity: (\w+)/.exec(text)?.[1] ?? ''}`);
  expect(documented.sort()).toEqual(written.sort());
});

test('what tests read of an expression is what stands in it', () => {
  const expr =
    'sum by (route, le) (rate(a_bucket{le!="5",way=~"x|y"}[5m])) > 3 and on (route) level:b:p95 or up{job="bida"}';
  expect(seriesIn(expr)).toEqual(['a_bucket', 'level:b:p95', 'up']);
  expect(labelsIn(expr)).toEqual(['le', 'way', 'job', 'route']);
  expect(existsSync(join(folder, 'prometheus.yml'))).toBe(true);
});
