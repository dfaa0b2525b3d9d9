/** The answer to “why?” from a real ledger, by the rows that intake, receipts and staff write. */
import { randomUUID } from 'node:crypto';
import { explanationOf } from '../../../client/explanation/explanation.js';
import { reportApplication, reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { Asked } from '../../../domain/explanation/explain.js';
import type { ApplicationId } from '../../../domain/ids/ids.js';
import { noticeNameOf } from '../../../domain/ids/ids.js';
import { raiseAlarm } from '../../../ledger/alarm/raise.js';
import { appendEvent } from '../../../ledger/event/append.js';
import { completeInLedger } from '../../../ledger/human-task/complete.js';
import { openTask } from '../../../ledger/human-task/open.js';
import { finishOnce } from '../../../ledger/notice/finish-once.js';
import { moveNotice } from '../../../ledger/notice/move.js';
import { applicationBody, canaries, newId, openedIntake, refusalOf, stageBodies } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';
import { record, reportOf, sentAttempt } from '../receipt/sent.js';
import { startMs } from '../../ledger/owed-notice.js';

let opened: OpenedIntake;
beforeAll(async () => (opened = await openedIntake()));
afterAll(() => opened.close());

const answer = async (applicationId: ApplicationId, asked: Asked = {}, now = startMs + 10_000) => {
  const clockwork = { timeZone: 'Asia/Shanghai' };
  return explanationOf({ ledger: opened.api, clock: { now: () => now }, clockwork }, applicationId, asked);
};
const why = async (applicationId: ApplicationId, asked: Asked = {}, now = startMs + 10_000) =>
  (await answer(applicationId, asked, now)).explanation;

/** An application with a final decision owed for it. */
async function owed(body = applicationBody()) {
  const applicationId = newId();
  await reportApplication(opened.world, applicationId, body);
  await reportStage(opened.world, applicationId, 'final-decision', 1, stageBodies['final-decision']);
  return { applicationId, stage: 'final-decision', round: 1 } as const;
}

test('an application nobody reported is explained as that, and a refused report as what it was refused for', async () => {
  const applicationId = newId();
  expect((await why(applicationId)).cause).toBe('application-unknown');
  await refusalOf(
    reportStage(opened.world, applicationId, 'final-decision', 1, stageBodies['final-decision']),
  );
  const { cause, en } = await why(applicationId);
  expect(cause).toBe('report-refused');
  expect(en.cause).toContain('because this application was not reported yet; report the application first');
});

test('an application without a stage: no decision was reported to us, and a missing number stands on record', async () => {
  const applicationId = newId();
  await reportApplication(opened.world, applicationId, applicationBody({ contacts: {} }));
  const { cause, en, zh } = await why(applicationId);
  expect(cause).toBe('nothing-reported');
  expect(en.cause).toBe(
    'No decision was reported to us: the application came on Monday 2 November 2026, 10:00, and no stage since.',
  );
  expect(en.evidence.at(-1)).toBe('No mobile number is on record.');
  expect(zh.evidence.at(-1)).toBe('没有登记手机号。');
});

test('a notice owed is being taken up, then held until the hour on record', async () => {
  const key = await owed();
  expect((await why(key.applicationId)).cause).toBe('being-taken-up');
  const until = Date.parse('2026-11-09T09:00:20+08:00');
  await opened.ledger.transaction(async (tx) => {
    const waitingFor = { kind: 'window', until } as const;
    await moveNotice(tx, key, { state: 'held', waitingFor, at: startMs + 1_000, held: true });
    const detail = { because: 'window', until, calendar: 'cn', policy: 'strict' };
    await appendEvent(tx, { at: startMs + 1_000, ...key, kind: 'notice-held', detail });
  });
  const { en, zh } = await why(key.applicationId);
  expect(en.cause).toBe(
    'The message about the final decision is held until Monday 9 November 2026, 09:00, since messages go out in business hours only.',
  );
  expect(zh.evidence).toContain(
    '2026年11月2日（周一）10:00:01：因不在发送时段，暂缓到2026年11月9日（周一）09:00。',
  );
});

test('an attempt is told with its receipt, and with the one that contradicts it', async () => {
  const notice = await owed();
  const sent = await sentAttempt(opened.ledger, { notice });
  await opened.ledger.transaction((tx) =>
    moveNotice(tx, notice, {
      state: 'awaiting-receipt',
      waitingFor: { kind: 'receipt', until: startMs + 60_000 },
      at: startMs,
    }),
  );
  expect((await why(notice.applicationId)).en.cause).toContain(
    'The confirmation is awaited until Monday 2 November 2026, 10:01',
  );
  await record(opened.api, reportOf(sent, 'delivered'));
  await opened.ledger.transaction((tx) => finishOnce(tx, notice, 'delivered', startMs + 5_000));
  expect((await why(notice.applicationId)).en.cause).toBe(
    'The message about the final decision was delivered on Monday 2 November 2026, 10:00 by text message (aliyun).',
  );
  await record(opened.api, reportOf(sent, 'undelivered'), startMs + 9_000);
  const { cause, nextStep, en } = await why(notice.applicationId);
  expect([cause, nextStep]).toEqual(['delivery-contradicted', 'tell-a-supervisor']);
  expect(en.evidence.at(-1)).toBe(
    'Monday 2 November 2026, 10:00:09: a later confirmation for the text message (aliyun) contradicts what was recorded; an alarm was raised.',
  );
});

test('a notice without consent is with staff, who finish it', async () => {
  const key = await owed();
  const taskId = randomUUID();
  const dueAt = startMs + 86_400_000;
  await opened.ledger.transaction(async (tx) => {
    const detail = {
      routes: [],
      leftOut: ['sms/aliyun: not-allowed', 'email/smtp: no-contact'],
      contactVersion: 1,
    };
    await appendEvent(tx, { at: startMs, ...key, kind: 'notice-planned', detail });
    const task = {
      taskId,
      applicationId: key.applicationId,
      notice: key,
      kind: 'deliver-by-hand',
      because: 'no-route',
    } as const;
    await openTask(tx, { ...task, openedAt: startMs, remindAt: dueAt, dueAt });
    await moveNotice(tx, key, {
      state: 'with-staff',
      waitingFor: { kind: 'staff', until: dueAt },
      at: startMs,
    });
  });
  expect((await why(key.applicationId)).cause).toBe('not-permitted');
  expect((await why(key.applicationId, {}, dueAt + 1)).en.cause).toContain('is overdue');
  const done = { taskId, outcome: 'told-in-branch', staffRef: 'li.na', identity: 'verified' } as const;
  await opened.ledger.transaction((tx) => completeInLedger(tx, done, startMs + 4_000));
  const { cause, zh } = await why(key.applicationId);
  expect(cause).toBe('completed-by-staff');
  expect(zh.cause).toBe(
    '「审批结果」的通知已由人工于2026年11月2日（周一）10:00完成：员工 li.na 已在网点当面告知申请人。',
  );
});

test('a silent notice has stalled as soon as an alarm says so, of its own or of its workflow', async () => {
  const key = await owed();
  const past = startMs + 60_500;
  const stalledAt = startMs + 61_000;
  await opened.ledger.transaction((tx) =>
    moveNotice(tx, key, { state: 'sending', waitingFor: { kind: 'provider', until: past }, at: startMs }),
  );
  expect((await why(key.applicationId, {}, stalledAt)).cause).toBe('being-sent');
  await raiseAlarm(opened.ledger, 'notice-silent', noticeNameOf(key), stalledAt);
  expect((await why(key.applicationId, {}, stalledAt)).cause).toBe('stalled');
});

test('a withdrawal, and each notice with an answer of its own', async () => {
  const key = await owed();
  await reportWithdrawal(opened.world, key.applicationId, {});
  await opened.ledger.transaction((tx) => finishOnce(tx, key, 'withdrawn', startMs));
  const { explanation, notices } = await answer(key.applicationId);
  expect(explanation.en.cause).toBe(
    'The application was withdrawn on Monday 2 November 2026, 10:00; no message is owed any more.',
  );
  expect(notices.map(({ stage, round, explanation: { cause } }) => [stage, round, cause])).toEqual([
    ['final-decision', 1, 'withdrawn'],
  ]);
  expect(JSON.stringify(explanation)).not.toMatch(new RegExp(Object.values(canaries).join('|')));
});
