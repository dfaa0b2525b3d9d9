import { settleWithoutStory } from '../../client/relay/settle-without-story.js';
import { eventually } from './stage/eventually.js';
import { stories } from './stage/stories.js';

const { world, begin } = stories();

const hourMs = 3_600_000;
const refuses = { reject: 'isv.CUSTOMER_REFUSED' };

test('a final decision supersedes what is held and what is with staff before it', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ times: 1, ...refuses });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  await world().clock.passTo(world().clock.next('Tue 22:30'));
  await story.stage('supplementary-documents');
  await story.stands('supplementary-documents', 'held');
  await story.stage('final-decision');
  await story.stands('preliminary-approval', 'superseded');
  await story.stands('supplementary-documents', 'superseded');
  await story.stands('final-decision', 'held');
  expect(await story.lastTask()).toMatchObject({ state: 'closed', closedBecause: 'superseded' });
  await world().clock.passTo(world().clock.next('Wed 9:05'));
  await story.ends();
  expect(story.accepted().map(({ templateCode }) => templateCode)).toEqual(['SMS_APPROVED']);
});

test('a request for documents supersedes nothing', async () => {
  const story = await begin('Tue 22:30');
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'held');
  await story.stage('supplementary-documents');
  await story.stands('supplementary-documents', 'held');
  await story.stands('preliminary-approval', 'held');
  await world().clock.passTo(world().clock.next('Wed 9:05'));
  await story.stands('preliminary-approval', 'delivered');
  await story.stands('supplementary-documents', 'delivered');
});

test('a second round supersedes the unfinished first', async () => {
  const story = await begin('Tue 22:30');
  await story.stage('final-decision', { decision: 'declined' });
  await story.stands('final-decision', 'held');
  await story.stage('final-decision', { decision: 'approved' }, 2);
  await story.stands('final-decision', 'superseded', 1);
  await world().clock.passTo(world().clock.next('Wed 9:05'));
  await story.ends();
  expect((await story.notices()).map(({ round, state }) => [round, state])).toEqual([
    [1, 'superseded'],
    [2, 'delivered'],
  ]);
  expect(story.accepted().map(({ templateCode }) => templateCode)).toEqual(['SMS_APPROVED']);
});

test('a corrected decision that an applicant might hear twice is told once a supervisor agrees, after the end as well', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('final-decision', { decision: 'declined' });
  await story.ends();
  await story.stage('final-decision', { decision: 'approved' }, 2);
  expect(story.accepted()).toHaveLength(1);
  const { approvalId } = (await story.facts('approval-proposed'))[0] ?? {};
  await story.approve(String(approvalId), 'zhao.min', 'supervisor');
  await story.stands('final-decision', 'delivered', 2);
  await story.ends();
  expect(story.accepted().map(({ templateCode }) => templateCode)).toEqual(['SMS_DECLINED', 'SMS_APPROVED']);
});

test('a withdrawal ends what is held, and the story with it', async () => {
  const story = await begin('Tue 22:30');
  await story.stage('final-decision');
  await story.stands('final-decision', 'held');
  await story.withdraw();
  await story.ends();
  expect(await story.notice('final-decision')).toMatchObject({ state: 'withdrawn', waitingFor: null });
  expect(story.accepted()).toEqual([]);
});

test('a withdrawal closes the task of a notice and the one to correct the contact', async () => {
  const story = await begin('Tue 10:00', { contacts: () => ({ mobile: '1391234' }) });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  await story.withdraw();
  await story.ends();
  expect((await story.tasks()).map(({ state, closedBecause }) => [state, closedBecause])).toEqual([
    ['closed', 'withdrawn'],
    ['closed', 'withdrawn'],
  ]);
});

test('a withdrawal while a message is out starts no new route, and the message is still settled', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ slowMs: 300, acceptThen: 'drop', receipt: { code: 'NO_ROUTE', delayMs: 60_000 } });
  await story.stage('final-decision');
  // Before the intent is committed a withdrawal would still hold the message back.
  await eventually('the intent is committed', async () => (await story.attempts())[0]);
  await story.withdraw();
  await story.shows('in doubt', ({ notices, withdrawn }) => withdrawn && notices[0]?.state === 'withdrawn');
  await world().clock.pass(30_000);
  expect(await story.facts('attempt-reconciled')).toMatchObject([{ answer: 'taken' }]);
  // A failure on the first route would have gone on to the second.
  await story.receipt(await story.lastAttempt(), {
    settlement: 'undelivered',
    failure: 'provider-down',
    code: 'NO_ROUTE',
  });
  await story.ends();
  expect(await story.attempts()).toMatchObject([{ route: 'sms/aliyun', settlement: 'undelivered' }]);
  expect(await story.notice('final-decision')).toMatchObject({ state: 'withdrawn' });
  expect(await story.tasks()).toEqual([]);
});

test('an application without a final decision stays open, though nothing is owed', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'delivered');
  await world().clock.pass(96 * hourMs);
  expect(await story.status()).toBe('running');
});

test('a story waits for receipts up to their horizon, and ends then', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider({ route: 'sms/aliyun', receipt: 'none' });
  await story.stage('final-decision');
  await story.stands('final-decision', 'awaiting-receipt');
  const { receiptHorizon } = await story.lastAttempt();
  await world().clock.pass(185_000);
  await story.stands('final-decision', 'delivered');
  await world().clock.passTo((receiptHorizon ?? 0) - 60_000);
  expect(await story.status()).toBe('running');
  await world().clock.passTo((receiptHorizon ?? 0) + 60_000);
  await story.ends();
});

test('a receipt after the end is recorded; one that contradicts the outcome raises an alarm', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('final-decision');
  await story.ends();
  const attempt = await story.lastAttempt();
  const { verdict } = await story.receipt(attempt, {
    settlement: 'undelivered',
    failure: 'unreachable',
    code: 'LATE',
  });
  expect(verdict).toBe('contradicts');
  expect(await story.alarms(attempt.attemptId)).toMatchObject([{ kind: 'contradicting-receipt' }]);
  expect(await story.notice('final-decision')).toMatchObject({ state: 'delivered' });
});

test('a `delivered` for a story that was terminated finishes its notice in the ledger', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider({ receipt: 'none' });
  await story.stage('final-decision');
  await story.stands('final-decision', 'awaiting-receipt');
  await story.handle.terminate('an operator’s mistake');
  const attempt = await story.lastAttempt();
  await story.receipt(attempt, { settlement: 'delivered' });
  expect(await story.notice('final-decision')).toMatchObject({ state: 'delivered' });
  await settleWithoutStory(
    world().ledger,
    { kind: 'receipt', attemptId: attempt.attemptId, receiptId: attempt.attemptId },
    world().clock.now(),
  );
  expect(await story.facts('notice-finished')).toHaveLength(1);
  expect(await story.status()).toBe('otherwise');
});

test('180 days without news raise one alarm; news set the clock back, and the story is not closed', async () => {
  const story = await begin('Tue 10:00');
  await world().clock.pass(179 * 24 * hourMs);
  expect(await story.alarms()).toEqual([]);
  await story.contacts('13800138000');
  await story.shows('the contacts were taken up', () => true);
  await world().clock.pass(179 * 24 * hourMs);
  expect(await story.alarms()).toEqual([]);
  await world().clock.pass(3 * 24 * hourMs);
  expect(await story.alarms()).toMatchObject([{ kind: 'application-silent', times: 1, open: true }]);
  await world().clock.pass(400 * 24 * hourMs);
  expect(await story.alarms()).toMatchObject([{ times: 1 }]);
  expect(await story.status()).toBe('running');
});
