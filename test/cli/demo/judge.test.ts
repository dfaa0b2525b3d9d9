import { judge } from '../../../cli/demo/judge.js';
import type { Witnesses } from '../../../cli/demo/judge.js';
import type { Reported } from '../../../cli/demo/feeder.js';
import { mondayToFriday } from '../../../domain/calendar/day-table.js';
import { defaultSendPolicies } from '../../../domain/policy/policies.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import type { AttemptRow } from '../../../ledger/attempt/row.js';
import type { Survey } from '../../../ledger/notice/survey.js';
import type { LogEntry } from '../../../simulator/log-entry.js';
import { attemptIdOf } from '../../../domain/ids/ids.js';

const at = Date.parse('2026-06-01T10:00:00+08:00');
const attemptId = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';

const notice = (more: Partial<Survey['notices'][number]> = {}): Survey['notices'][number] => ({
  applicationId: 'LA-1',
  stage: 'final-decision',
  round: 1,
  reportId: 'r',
  state: 'delivered',
  stateSince: at,
  waitingFor: null,
  waitingUntil: null,
  owedAt: at,
  everHeld: false,
  finishedAt: at,
  urgent: false,
  usefulUntil: null,
  reportedAt: at,
  openTask: false,
  ...more,
});

const attempt = (more: Partial<AttemptRow> = {}): AttemptRow => ({
  attemptId: attemptIdOf(attemptId),
  applicationId: 'LA-1',
  stage: 'final-decision',
  round: 1,
  route: 'sms/aliyun',
  contact: 'mobile@1',
  purpose: 'first',
  words: 'SMS_1',
  evidence: 'receipt',
  outcome: 'accepted',
  settlement: 'delivered',
  failure: null,
  providerCode: null,
  providerMessageId: 'm',
  neverReceived: false,
  asked: 0,
  lingering: false,
  intendedAt: at,
  answeredAt: at,
  settledAt: at,
  revokedAt: null,
  retryAt: null,
  receiptDeadline: null,
  receiptHorizon: null,
  carrierGuess: null,
  provinceGuess: null,
  ...more,
});

const call = (outId: string, when = at): LogEntry => ({
  n: 1,
  at: when,
  kind: 'request',
  requestId: 'q',
  operation: 'SendSms',
  parameters: { OutId: outId },
});

const acceptance = (outId: string, more: { route?: string; ref?: string } = {}): LogEntry => ({
  n: 2,
  at,
  kind: 'acceptance',
  requestId: 'q',
  route: more.route ?? 'sms/aliyun',
  phone: '13800000001',
  templateCode: 'SMS_1',
  templateParam: { ref: more.ref ?? 'LA-1-F1' },
  outId,
  bizId: outId,
  receipts: [],
});

const report = (result: 'created' | 'unanswered' | 'refused'): Reported => {
  const event = {
    atMs: 0,
    applicationId: 'LA-1',
    event: 'final-decision',
    round: 1,
    data: {},
    source: { file: 'feed', line: 1 },
  } as const;
  if (result === 'unanswered') return { event, result, reason: 'timeout' };
  return result === 'refused' ? { event, result, code: 'stage-differs' } : { event, result };
};

const good = (): Witnesses => ({
  fed: [report('created')],
  survey: { applications: 1, refusedReports: 0, toBeTold: 0, notices: [notice()], attempts: [attempt()] },
  providerLog: [call(attemptId), acceptance(attemptId)],
  rules: { ...defaultSendRules, days: mondayToFriday() },
  policies: defaultSendPolicies,
  at,
});

const counts = (witnesses: Witnesses) => {
  const { againstPolicy, duplicateAccepts, lost } = judge(witnesses);
  return { againstPolicy, duplicateAccepts, lost };
};
const clean = { againstPolicy: 0, duplicateAccepts: 0, lost: 0 };
const surveyed = (more: Partial<Survey>): Witnesses => ({ ...good(), survey: { ...good().survey, ...more } });

test('a run in which everything was told once, in time, has no breach', () => {
  expect(counts(good())).toEqual(clean);
  expect(judge(good()).breaches).toEqual([]);
});

test('a call outside the window counts against the policy, by the time the provider heard it', () => {
  const night = at + 14 * 3_600_000;
  const witnesses = { ...good(), providerLog: [call(attemptId, night), acceptance(attemptId)] };
  expect(counts(witnesses)).toEqual({ ...clean, againstPolicy: 1 });
  expect(judge(witnesses).breaches).toEqual([
    'LA-1/final-decision/1: sms/aliyun was called against the send policy',
  ]);
});

test('a call that was refused counts against the policy like an accepted one', () => {
  const night = at + 14 * 3_600_000;
  expect(counts({ ...good(), providerLog: [call(attemptId, night)] }).againstPolicy).toBe(1);
});

test('one notice accepted twice by one route for one number is a duplicate', () => {
  const witnesses = {
    ...surveyed({ attempts: [attempt(), attempt({ attemptId: attemptIdOf(second), purpose: 'retry' })] }),
    providerLog: [acceptance(attemptId), acceptance(second)],
  };
  expect(counts(witnesses)).toEqual({ ...clean, duplicateAccepts: 1 });
});

test('a duplicate is seen by its words too, when the ledger takes it for another notice', () => {
  const witnesses = {
    ...surveyed({ attempts: [attempt(), attempt({ attemptId: attemptIdOf(second), round: 2 })] }),
    providerLog: [acceptance(attemptId), acceptance(second)],
  };
  expect(counts(witnesses).duplicateAccepts).toBe(1);
});

test('the same notice by another route is a copy, and a resend by staff is on purpose: neither is a duplicate', () => {
  const copy = attempt({ attemptId: attemptIdOf(second), route: 'sms/aliyun-b', purpose: 'copy' });
  const resend = attempt({ attemptId: attemptIdOf(second), purpose: 'resend' });
  const log = (route: string) => [acceptance(attemptId), acceptance(second, { route })];
  expect(counts({ ...surveyed({ attempts: [attempt(), copy] }), providerLog: log('sms/aliyun-b') })).toEqual(
    clean,
  );
  expect(counts({ ...surveyed({ attempts: [attempt(), resend] }), providerLog: log('sms/aliyun') })).toEqual(
    clean,
  );
});

test('a report without a notice, one never answered, and a refusal not on record are lost', () => {
  expect(counts(surveyed({ notices: [], attempts: [] })).lost).toBe(2);
  expect(counts({ ...good(), fed: [report('unanswered')] }).lost).toBe(1);
  expect(counts({ ...good(), fed: [report('created'), report('refused')] }).lost).toBe(1);
  expect(counts({ ...surveyed({ refusedReports: 1 }), fed: [report('created'), report('refused')] })).toEqual(
    clean,
  );
});

test('an unfinished notice is forgotten if its wait is long over, or staff have no task for it', () => {
  const waiting = (more: Partial<Survey['notices'][number]>) =>
    counts(surveyed({ notices: [notice({ finishedAt: null, ...more })] })).lost;
  expect(waiting({ state: 'held', waitingFor: 'window', waitingUntil: at + 1 })).toBe(0);
  expect(waiting({ state: 'held', waitingFor: 'window', waitingUntil: at - 60_000 })).toBe(1);
  expect(waiting({ state: 'with-staff', waitingFor: 'staff', waitingUntil: at + 1, openTask: true })).toBe(0);
  expect(waiting({ state: 'with-staff', waitingFor: 'staff', waitingUntil: at + 1 })).toBe(1);
});

test('a message accepted for no attempt, for one said to be rejected, or with other words is lost', () => {
  expect(counts({ ...good(), providerLog: [acceptance(second)] }).lost).toBe(1);
  expect(counts(surveyed({ attempts: [attempt({ outcome: 'rejected', settlement: null })] })).lost).toBe(1);
  expect(counts(surveyed({ attempts: [attempt({ outcome: 'unknown', neverReceived: true })] })).lost).toBe(1);
  expect(counts({ ...good(), providerLog: [acceptance(attemptId, { ref: 'LA-2-F1' })] }).lost).toBe(1);
});

test('the time of a failover is from the refusal to the next provider’s first byte', () => {
  const refused = attempt({ outcome: 'rejected', settlement: null, failure: 'provider-down' });
  const next = attempt({ attemptId: attemptIdOf(second), route: 'sms/aliyun-b', purpose: 'failover' });
  const refusal: LogEntry = {
    n: 2,
    at: at + 5,
    kind: 'refusal',
    requestId: 'q',
    code: 'x',
    outId: attemptId,
  };
  const witnesses = {
    ...surveyed({ attempts: [refused, next] }),
    providerLog: [
      call(attemptId),
      refusal,
      call(second, at + 45),
      acceptance(second, { route: 'sms/aliyun-b' }),
    ],
  };
  expect(judge(witnesses).failoverP95Ms).toBe(40);
  // Of an e-mail the first byte is long before its message.
  const mail = { ...call(second, at + 345), operation: 'DATA', openedAt: at + 35 } as LogEntry;
  expect(judge({ ...witnesses, providerLog: [call(attemptId), refusal, mail] }).failoverP95Ms).toBe(30);
  expect(judge(good()).failoverP95Ms).toBeNull();
});

test('the time after silence is from the deadline that passed to the copy’s first byte', () => {
  const silent = attempt({ settlement: 'no-receipt', receiptDeadline: at + 100 });
  const copy = attempt({ attemptId: attemptIdOf(second), route: 'sms/aliyun-b', purpose: 'copy' });
  const witnesses = {
    ...surveyed({ attempts: [silent, copy] }),
    providerLog: [call(attemptId), call(second, at + 160), acceptance(second, { route: 'sms/aliyun-b' })],
  };
  expect(judge(witnesses).silenceP95Ms).toBe(60);
  expect(judge(good()).silenceP95Ms).toBeNull();
});
