import { stories } from './stage/stories.js';

const { world, begin } = stories();

test('an answer that was lost is asked for: the provider took it, so nothing is sent again', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ acceptThen: 'drop', receipt: 'none' });
  await story.stage('final-decision');
  await story.shows('in doubt', ({ notices }) => notices[0]?.waitingFor?.kind === 'reconciliation');
  await world().clock.pass(6_000);
  await story.stands('final-decision', 'awaiting-receipt');
  expect(await story.facts('attempt-reconciled')).toMatchObject([{ answer: 'taken', settlement: null }]);
  await story.receipt(await story.lastAttempt(), { settlement: 'delivered' });
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
});

test('a receipt settles an attempt in doubt before anybody asks', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ acceptThen: 'drop', receipt: { delayMs: 300 } });
  await story.stage('final-decision');
  await story.ends();
  expect(await story.facts('attempt-reconciled')).toEqual([]);
  expect(await story.attempts()).toMatchObject([{ outcome: 'accepted', settlement: 'delivered' }]);
  expect(story.accepted()).toHaveLength(1);
});

test('what the provider never received goes by the same route again', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ times: 1, timeout: true });
  await story.stage('final-decision');
  await story.shows('in doubt', ({ notices }) => notices[0]?.waitingFor?.kind === 'reconciliation');
  await world().clock.pass(7_000);
  await story.recorded('final-decision', 'delivered');
  expect(await story.attempts()).toMatchObject([
    { route: 'sms/aliyun', outcome: 'unknown', neverReceived: true },
    { route: 'sms/aliyun', purpose: 'retry', settlement: 'delivered' },
  ]);
  expect(story.accepted()).toHaveLength(1);
});

test('a provider that gives no answer three times leaves it to a person: no blind resend', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ timeout: true }, { operation: 'QuerySendDetails', timeout: true });
  await story.stage('final-decision');
  await story.shows('in doubt', ({ notices }) => notices[0]?.waitingFor?.kind === 'reconciliation');
  await world().clock.pass(60_000);
  await story.stands('final-decision', 'with-staff');
  expect(await story.facts('attempt-reconciled')).toMatchObject(
    [1, 2, 3].map(() => ({ answer: 'no-answer' })),
  );
  expect(await story.attempts()).toMatchObject([{ outcome: 'unknown', asked: 3 }]);
  expect(await story.tasks()).toMatchObject([{ because: 'unknown-outcome', state: 'open' }]);
});
