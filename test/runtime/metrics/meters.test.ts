/** What is told in verbs comes out as figures. */
import type { Route } from '../../../domain/attempt/route.js';
import { createMeters } from '../../../runtime/metrics/meters.js';
import { noTally } from '../../../runtime/metrics/tally.js';
import { promtool } from '../../deploy/promtool.js';

const failures: unknown[] = [];
const meters = () =>
  createMeters(
    () => new Map<Route, true>([['sms/aliyun', true]]),
    (failure) => failures.push(failure),
  );
beforeEach(() => failures.splice(0));
const startMs = Date.parse('2026-11-02T02:00:00Z');
const first = { stage: 'final-decision', owedAt: startMs, everHeld: false } as const;

/** The value of one series, by its name and labels as they are written. */
const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

test('reports are counted by answer, and timed from the decision where it is known', async () => {
  const { tally, text } = meters();
  const at = startMs + 90_000;
  tally.reportTaken({
    kind: 'stage',
    answer: 'created',
    at,
    decided: { stage: 'final-decision', at: startMs },
  });
  tally.reportTaken({ kind: 'stage', answer: 'known', at });
  tally.reportTaken({ kind: 'stage', answer: 'refused', refusal: 'stage-differs', at });
  // A loan system's clock may be ahead.
  tally.reportTaken({
    kind: 'stage',
    answer: 'created',
    at: startMs,
    decided: { stage: 'final-decision', at },
  });
  const said = await text();
  expect(valueOf(said, 'bida_reports_total{kind="stage",answer="created",refusal="none"}')).toBe(2);
  expect(valueOf(said, 'bida_reports_total{kind="stage",answer="refused",refusal="stage-differs"}')).toBe(1);
  expect(valueOf(said, 'bida_decision_to_report_seconds_sum{stage="final-decision"}')).toBe(90);
  expect(valueOf(said, 'bida_decision_to_report_seconds_count{stage="final-decision"}')).toBe(2);
});

test('requests are timed by address and class of answer, those of nobody’s address together', async () => {
  const { tally, text } = meters();
  const request = { method: 'GET', address: '/v1/tasks/{taskId}' };
  tally.requestAnswered({ ...request, status: 200, tookMs: 40 });
  tally.requestAnswered({ ...request, status: 304, tookMs: 2 });
  tally.requestAnswered({ ...request, status: 503, tookMs: 5_000 });
  for (const method of ['GET', 'PATCH'])
    tally.requestAnswered({ method, address: undefined, status: 404, tookMs: 1 });
  const said = await text();
  const of = (status: string, more = '') =>
    `{${more}method="GET",address="/v1/tasks/{taskId}",status="${status}"}`;
  expect(valueOf(said, `bida_http_request_seconds_count${of('2xx')}`)).toBe(1);
  expect(valueOf(said, `bida_http_request_seconds_bucket${of('2xx', 'le="0.025",')}`)).toBe(0);
  expect(valueOf(said, `bida_http_request_seconds_bucket${of('2xx', 'le="0.05",')}`)).toBe(1);
  expect(valueOf(said, `bida_http_request_seconds_sum${of('5xx')}`)).toBe(5);
  const nobodys = 'bida_http_request_seconds_count{method="none",address="none",status="4xx"}';
  expect(valueOf(said, nobodys)).toBe(2);
});

test('an attempt is counted as it begins, is answered and is settled', async () => {
  const { tally, text } = meters();
  const route = 'sms/aliyun';
  tally.attemptBegun({ route, purpose: 'first', at: startMs + 2_500, first });
  tally.attemptBegun({ route, purpose: 'copy', at: startMs });
  const of = { route, provinceGuess: '北京', intendedAt: startMs, answeredAt: startMs + 250 } as const;
  tally.attemptAnswered({ ...of, outcome: 'accepted', failure: null });
  tally.attemptAnswered({ ...of, provinceGuess: null, outcome: 'rejected', failure: 'provider-down' });
  tally.attemptSettled({ route, provinceGuess: '北京', settlement: 'no-receipt', failure: null });
  tally.failedOver({ route, tookMs: 40 });
  const said = await text();
  expect(valueOf(said, 'bida_attempts_begun_total{route="sms/aliyun",purpose="copy"}')).toBe(1);
  expect(valueOf(said, 'bida_report_to_message_seconds_sum{stage="final-decision",held="false"}')).toBe(2.5);
  const answered = 'bida_attempts_answered_total{route="sms/aliyun",province=';
  expect(valueOf(said, `${answered}"北京",outcome="accepted",failure="none"}`)).toBe(1);
  expect(valueOf(said, `${answered}"unknown",outcome="rejected",failure="provider-down"}`)).toBe(1);
  // A refusal is no acceptance, however quick.
  expect(valueOf(said, 'bida_accept_seconds_count{route="sms/aliyun"}')).toBe(1);
  expect(valueOf(said, 'bida_accept_seconds_sum{route="sms/aliyun"}')).toBe(0.25);
  const settled = 'bida_attempts_settled_total{route="sms/aliyun",province="北京"';
  expect(valueOf(said, `${settled},settlement="no-receipt",failure="none"}`)).toBe(1);
  expect(valueOf(said, 'bida_failover_seconds_sum{route="sms/aliyun"}')).toBe(0.04);
});

test('a receipt settles its attempt once, and says where it came from', async () => {
  const { tally, text } = meters();
  const receipt = { route: 'sms/aliyun', listed: true, receivedAt: startMs + 4_000 } as const;
  const settled = { provinceGuess: '上海', answeredAt: startMs } as const;
  tally.receiptCame({ ...receipt, verdict: 'settles', settlement: 'delivered', settled });
  tally.receiptCame({ ...receipt, verdict: 'repeats', settlement: 'delivered', polled: true });
  tally.receiptCame({ ...receipt, verdict: 'undecided', settlement: undefined, listed: false });
  const said = await text();
  const came = 'bida_receipts_total{route="sms/aliyun",verdict=';
  expect(valueOf(said, `${came}"settles",way="pushed"}`)).toBe(1);
  expect(valueOf(said, `${came}"repeats",way="polled"}`)).toBe(1);
  expect(valueOf(said, 'bida_receipt_seconds_sum{route="sms/aliyun"}')).toBe(4);
  const ended = 'bida_attempts_settled_total{route="sms/aliyun",province="上海"';
  expect(valueOf(said, `${ended},settlement="delivered",failure="none"}`)).toBe(1);
  expect(valueOf(said, 'bida_unlisted_codes_total{route="sms/aliyun",said_in="receipt"}')).toBe(1);
});

test('a route that nobody configured is counted without its name', async () => {
  const { tally, text } = meters();
  tally.attemptBegun({ route: 'sms/somebody-13812345678', purpose: 'first', at: startMs });
  tally.unlistedCode('sms/somebody-13812345678');
  const said = await text();
  expect(valueOf(said, 'bida_attempts_begun_total{route="other",purpose="first"}')).toBe(1);
  expect(said).not.toContain('somebody');
});

test('what is rare is there before it happens, so that its first time is an increase', async () => {
  const { tally, text } = meters();
  const series = 'bida_unlisted_codes_total{route="sms/aliyun",said_in="answer"}';
  expect(valueOf(await text(), series)).toBe(0);
  tally.unlistedCode('sms/aliyun');
  expect(valueOf(await text(), series)).toBe(1);
});

test('a notice is counted by what became of it, and timed when it is delivered', async () => {
  const { tally, text } = meters();
  tally.noticeMoved({ ...first, to: 'with-staff', at: startMs + 1_000 });
  tally.noticeMoved({ ...first, everHeld: true, to: 'delivered', at: startMs + 60_000 });
  const said = await text();
  expect(valueOf(said, 'bida_notices_moved_total{stage="final-decision",to="with-staff"}')).toBe(1);
  expect(valueOf(said, 'bida_report_to_delivery_seconds_sum{stage="final-decision",held="true"}')).toBe(60);
  expect(said).not.toContain('bida_report_to_delivery_seconds_count{stage="final-decision",held="false"}');
});

test('the text is as Prometheus has it, the library’s own figures among it', async () => {
  const { tally, text } = meters();
  tally.attemptBegun({ route: 'sms/aliyun', purpose: 'first', at: startMs, first });
  const said = await text();
  expect(said).toMatch(/^process_cpu_seconds_total /m);
  expect(said).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  expect(promtool(['check', 'metrics'], said)).toEqual({ status: 0, said: '' });
});

test('what cannot be counted fails nobody, and is told', async () => {
  const { tally, text } = meters();
  tally.failedOver({ route: 'sms/aliyun', tookMs: NaN });
  tally.attemptBegun({ route: 'sms/aliyun', purpose: 'first', at: NaN, first });
  expect(failures).toHaveLength(2);
  tally.failedOver({ route: 'sms/aliyun', tookMs: 10 });
  expect(valueOf(await text(), 'bida_failover_seconds_count{route="sms/aliyun"}')).toBe(1);
});

test('where nobody counts, every verb is taken all the same', () => {
  const verbs = Object.keys(meters().tally);
  expect(Object.keys(noTally).sort()).toEqual(verbs.sort());
});
