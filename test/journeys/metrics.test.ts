/** A running stack, read as Prometheus reads it: what it says agrees with the ledger and the provider, and betrays nobody. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callApi } from '../cli/commands/by-http.js';
import { dashboardExpressions, rulesOf, seriesIn } from '../deploy/expressions.js';
import { promtool } from '../deploy/promtool.js';
import { canariesOf } from './canaries.js';
import { searchForLeaks } from './leak-search.js';
import { walkEveryPath, walkers } from './leak-paths.js';
import { ProviderWitness } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { Scraped } from './scraped.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const timing = {
  route: { callTimeoutMs: 800, lingerMs: 1_000, settlingDelayMs: 300, receiptDeadlineMs: 60_000 },
};
/** Of an applicant who is reported over HTTP, as a loan system does it. */
const reported = { applicationId: 'METRICS-0001', mobile: '13900008801', name: '夏侯云雀' };
const decidedBeforeMs = 90_000;

const stateDir = newStateFolder();
let stack: RealStack;
let api: Scraped;
let worker: Scraped;
/** Both processes, whose counters add up. */
let both: Scraped;

beforeAll(async () => {
  stack = await RealStack.start({ stateDir, calendar: 'open', timing, identity: true });
  await Promise.all([walkEveryPath(stack), reportedByHttp()]);
  await settledDown();
  [api, worker] = await Promise.all([
    Scraped.read(stack.file.metricsUrls.api),
    Scraped.read(stack.file.metricsUrls.worker),
  ]);
  both = new Scraped(`${api.text}\n${worker.text}`);
}, 150_000);
afterAll(async () => {
  await stack.end();
  removeStateFolder(stateDir);
}, 30_000);

/** Two stages with the instant of their decision, one of them twice and once otherwise; and somebody asks. */
async function reportedByHttp(): Promise<void> {
  const { applicationId, mobile, name } = reported;
  const own = `applications/${applicationId}`;
  const put = async (path: string, body: unknown): Promise<number> =>
    (await callApi(stack.file, 'loanSystem', 'PUT', path, body)).status;
  const application = { applicant: { name }, contacts: { mobile }, product: 'consumer' };
  const decision = {
    decision: 'approved',
    decidedAt: new Date(Date.now() - decidedBeforeMs).toISOString(),
  };
  expect(await put(own, application)).toBe(201);
  expect(await put(`${own}/stages/final-decision`, decision)).toBe(202);
  expect(await put(`${own}/stages/final-decision`, decision)).toBe(200);
  expect(await put(`${own}/stages/final-decision`, { ...decision, decision: 'declined' })).toBe(409);
  const inquiry = await callApi(stack.file, 'staff', 'POST', 'inquiries', { applicationId });
  expect(inquiry.status).toBe(201);
}

/** Nothing moves any more: what is unfinished is with staff, nothing is lingered for, and the queue has its places. */
const settledDown = () =>
  until(
    async () => {
      const moving = await rows<{ count: number }>(
        `SELECT (SELECT count(*) FROM notice WHERE finished_at IS NULL AND state <> 'with-staff')
              + (SELECT count(*) FROM attempt WHERE lingering OR outcome = 'intended')
              + (SELECT count(*) FROM outbox)
              + (SELECT count(*) FROM announcement WHERE place IS NULL) AS count`,
      );
      return moving[0]?.count === 0;
    },
    40_000,
    'the stack settles down',
  );

const rows = <Row>(statement: string): Promise<Row[]> => stack.bank.ledger.query<Row>(statement);

/** What a statement counts, by its other columns joined by blanks. */
async function counted(statement: string): Promise<Record<string, number>> {
  const all = await rows<Record<string, string | number>>(statement);
  return Object.fromEntries(
    all.map(({ count, ...others }) => [Object.values(others).map(String).join(' '), Number(count)]),
  );
}

const seconds = async (statement: string): Promise<number> =>
  (await rows<{ seconds: number | null }>(statement))[0]?.seconds ?? 0;

test('everything is in Prometheus’ text format, and what is ours as its linter wants it', () => {
  for (const { text } of [api, worker]) {
    const { status, said } = promtool(['check', 'metrics'], text);
    // 3 is what it has to say of others' names.
    expect([0, 3]).toContain(status);
    expect(said.split('\n').filter((line) => /^(bida|process|nodejs)_/.test(line))).toEqual([]);
    expect(said).not.toContain('error while');
  }
  expect(api.total('bida_build_info', { room: 'api' })).toBe(1);
  expect(worker.total('bida_build_info', { room: 'worker' })).toBe(1);
  expect(both.by('bida_scrape_failed', 'source')).toEqual({});
});

test('attempts agree with the ledger, by route and purpose, and by answer, class and province', async () => {
  const begun = await counted('SELECT route, purpose, count(*) AS count FROM attempt GROUP BY 1, 2');
  expect(worker.by('bida_attempts_begun_total', 'route', 'purpose')).toEqual(begun);
  expect(Object.keys(begun).length).toBeGreaterThan(5);
  const answered = await counted(
    `SELECT route, coalesce(province_guess, 'unknown') AS province, detail->>'outcome' AS outcome,
            coalesce(detail->>'failure', 'none') AS failure, count(*) AS count
       FROM event JOIN attempt USING (attempt_id) WHERE kind = 'attempt-answered' GROUP BY 1, 2, 3, 4`,
  );
  expect(worker.by('bida_attempts_answered_total', 'route', 'province', 'outcome', 'failure')).toEqual(
    answered,
  );
  const taken = `FROM event JOIN attempt USING (attempt_id) WHERE kind = 'attempt-answered' AND detail->>'outcome' = 'accepted'`;
  expect(worker.by('bida_accept_seconds_count', 'route')).toEqual(
    await counted(`SELECT route, count(*) AS count ${taken} GROUP BY 1`),
  );
  expect(worker.total('bida_accept_seconds_sum')).toBeCloseTo(
    await seconds(`SELECT sum(extract(epoch FROM at - intended_at))::float AS seconds ${taken}`),
    3,
  );
  const settled = await counted(
    `SELECT route, settlement, count(*) AS count FROM attempt WHERE settlement = 'delivered' GROUP BY 1, 2`,
  );
  const counts = both.by('bida_attempts_settled_total', 'route', 'settlement');
  const delivered = Object.entries(counts).filter(([key]) => key.endsWith(' delivered'));
  expect(Object.fromEntries(delivered)).toEqual(settled);
});

test('receipts agree with the ledger, and with what the provider says of its messages', async () => {
  // One that came before the answer to its call is there twice: as it came, and as its attempt's.
  const stored = `FROM receipt WHERE attempt_id IS NULL OR NOT EXISTS (
    SELECT FROM receipt AS early WHERE early.early AND early.route = receipt.route
       AND early.provider_message_id = receipt.provider_message_id)`;
  const byVerdict = both.by('bida_receipts_total', 'route', 'verdict', 'way');
  const known = Object.entries(byVerdict).filter(([key]) => !key.includes(' repeats '));
  expect(Object.fromEntries(known)).toEqual(
    await counted(
      `SELECT route, verdict, CASE WHEN polled THEN 'polled' ELSE 'pushed' END AS way, count(*) AS count ${stored}
          AND verdict <> 'repeats' GROUP BY 1, 2, 3`,
    ),
  );
  expect(both.total('bida_receipts_total', { verdict: 'settles' })).toBeGreaterThan(8);
});

test('attempts agree with the provider’s own log: what was begun reached it once, what it took was not refused', async () => {
  const log = await new ProviderWitness(stack.file.simulatorUrl).log();
  const heard = new Map<string, Set<string>>();
  const taken = new Map<string, Set<string>>();
  const note = (of: Map<string, Set<string>>, route: string, outId: string): void =>
    void of.set(route, (of.get(route) ?? new Set()).add(outId));
  for (const entry of log) {
    if (entry.kind !== 'acceptance' && entry.kind !== 'refusal') continue;
    if (entry.route === undefined || entry.outId === undefined) continue;
    note(heard, entry.route, entry.outId);
    if (entry.kind === 'acceptance') note(taken, entry.route, entry.outId);
  }
  const sizes = (of: Map<string, Set<string>>) =>
    Object.fromEntries([...of].map(([route, outIds]) => [route, outIds.size]));
  expect(worker.by('bida_attempts_begun_total', 'route')).toEqual(sizes(heard));
  for (const [route, outIds] of taken) {
    const answered = (outcome: string) => worker.total('bida_attempts_answered_total', { route, outcome });
    // A code that no table knows leaves in doubt what the provider refused.
    expect(outIds.size).toBeGreaterThanOrEqual(answered('accepted'));
    expect(outIds.size).toBeLessThanOrEqual(answered('accepted') + answered('unknown'));
  }
});

test('what became of notices agrees with the ledger, and so does how long it took', async () => {
  expect(api.by('bida_notices', 'stage', 'state')).toEqual(
    await counted(
      `SELECT stage, state, count(*) AS count FROM notice WHERE finished_at IS NULL GROUP BY 1, 2`,
    ),
  );
  expect(api.by('bida_notices_moved_total', 'stage', 'to')).toEqual(
    await counted(
      `SELECT stage, substr(kind, 8) AS "to", count(*) AS count FROM announcement WHERE kind LIKE 'notice.%' GROUP BY 1, 2`,
    ),
  );
  const delivered = `FROM notice WHERE state = 'delivered'`;
  expect(api.by('bida_report_to_delivery_seconds_count', 'stage')).toEqual(
    await counted(`SELECT stage, count(*) AS count ${delivered} GROUP BY 1`),
  );
  expect(api.total('bida_report_to_delivery_seconds_sum')).toBeCloseTo(
    await seconds(`SELECT sum(extract(epoch FROM finished_at - owed_at))::float AS seconds ${delivered}`),
    3,
  );
  const first = `FROM attempt JOIN notice USING (application_id, stage, round) WHERE purpose = 'first'`;
  expect(worker.total('bida_report_to_message_seconds_sum')).toBeCloseTo(
    await seconds(`SELECT sum(extract(epoch FROM intended_at - owed_at))::float AS seconds ${first}`),
    3,
  );
  expect(worker.total('bida_failover_seconds_count')).toBeGreaterThan(0);
  expect(worker.total('bida_failover_seconds_count')).toBeLessThanOrEqual(
    worker.total('bida_attempts_begun_total', { purpose: 'failover' }),
  );
});

test('reports that came over HTTP are counted by answer, and timed from their decision', () => {
  expect(api.by('bida_reports_total', 'kind', 'answer', 'refusal')).toEqual({
    'application created none': 1,
    'stage created none': 1,
    'stage known none': 1,
    'stage refused stage-differs': 1,
  });
  const lag = api.total('bida_decision_to_report_seconds_sum', { stage: 'final-decision' });
  expect(lag).toBeGreaterThanOrEqual(decidedBeforeMs / 1_000);
  expect(lag).toBeLessThan(decidedBeforeMs / 1_000 + 30);
});

test('tasks, alarms, inquiries and codes that no table knows agree with the ledger', async () => {
  const perKind = (from: string) => counted(`SELECT kind, count(*) AS count FROM ${from} GROUP BY 1`);
  expect(api.by('bida_tasks_open', 'kind')).toEqual(await perKind(`human_task WHERE state = 'open'`));
  expect(api.by('bida_alarms_open', 'kind')).toEqual(await perKind('alarm WHERE resolved_at IS NULL'));
  expect(api.total('bida_inquiries_last_day')).toBe(1);
  const unlisted = await rows<{ times: number }>(
    `SELECT sum(times)::int AS times FROM alarm WHERE kind = 'unlisted-code'`,
  );
  expect(both.total('bida_unlisted_codes_total')).toBe(unlisted[0]?.times);
  expect(unlisted[0]?.times).toBeGreaterThan(0);
  expect(api.by('bida_webhooks_given_up', 'endpoint')).toEqual({});
  expect(api.total('bida_calendar_years_left')).toBe(Infinity);
});

test('nobody who was written about is in it, in whatever writing', async () => {
  const folder = join(stateDir, 'scraped');
  mkdirSync(folder);
  for (const [name, { text }] of Object.entries({ api, worker })) writeFileSync(join(folder, name), text);
  const canaries = [...walkers.flatMap(canariesOf), reported.mobile, reported.name];
  expect(await searchForLeaks(folder, canaries)).toEqual([]);
  // Nor are they named by an id of theirs.
  for (const { applicationId } of [...walkers, reported]) expect(both.text).not.toContain(applicationId);
  // The search would have found one.
  const [canary = ''] = canaries;
  writeFileSync(join(folder, 'control'), `bida_notices{stage="${canary}"} 1\n`);
  expect((await searchForLeaks(folder, canaries)).map((leak) => leak.canary)).toEqual([canary]);
});

test('whatever rules and dashboard read of Temporal’s SDK is there to be read, once Temporal was away', async () => {
  const expressions = [
    ...['recording.yml', 'alerting.yml'].flatMap((file) => rulesOf(file).map(({ expr }) => expr)),
    ...dashboardExpressions().map(({ expr }) => expr),
  ];
  const ofSdk = new Set(expressions.flatMap(seriesIn).filter((name) => name.startsWith('temporal_')));
  expect(ofSdk.size).toBeGreaterThan(2);
  // What counts failures is there once something fails: it is started again within seconds.
  const { temporal = 0 } = await stack.pids();
  process.kill(temporal, 'SIGKILL');
  const missing = async () => {
    const { names } = await Scraped.read(stack.file.metricsUrls.worker);
    return [...ofSdk].filter((name) => !names.has(name));
  };
  await until(async () => (await missing()).length === 0, 20_000, `${[...ofSdk].join(', ')} are there`);
});
