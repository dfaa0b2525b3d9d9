import { stories } from './stage/stories.js';

const { world, begin } = stories();

const deadlineMs = 181_000;

test('what the first provider rejects goes out by the second at once, without any time passing', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ route: 'sms/aliyun', reject: 'isv.AMOUNT_NOT_ENOUGH' });
  await story.stage('final-decision');
  await story.ends();
  const [first, second] = await story.attempts();
  expect(first).toMatchObject({ route: 'sms/aliyun', outcome: 'rejected', failure: 'provider-down' });
  expect(second).toMatchObject({ route: 'sms/aliyun-b', purpose: 'failover', settlement: 'delivered' });
  expect((second?.intendedAt ?? 0) - (first?.answeredAt ?? 0)).toBeLessThan(2_000);
  expect(story.accepted()).toMatchObject([{ route: 'sms/aliyun-b' }]);
});

test('words a provider does not approve go by the next one, and raise an alarm', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ route: 'sms/aliyun', reject: 'isv.SMS_TEMPLATE_ILLEGAL' });
  await story.stage('final-decision');
  await story.ends();
  expect(await story.alarms('sms/aliyun')).toMatchObject([{ kind: 'provider-misconfigured' }]);
  expect(story.accepted()).toMatchObject([{ route: 'sms/aliyun-b' }]);
});

test('a provider at its limit is asked again a little later, on the same route', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ times: 1, reject: 'Throttling.User' });
  await story.stage('final-decision');
  await story.shows('backing off', ({ notices }) => notices[0]?.waitingFor?.kind === 'back-off');
  await world().clock.pass(3_000);
  await story.ends();
  const [first, second] = await story.attempts();
  expect(first).toMatchObject({ failure: 'rate-limited' });
  expect(second).toMatchObject({ route: 'sms/aliyun', purpose: 'retry', settlement: 'delivered' });
  expect(second?.intendedAt).toBeGreaterThanOrEqual(first?.retryAt ?? Infinity);
});

test('no receipt by the deadline is silence, and a copy goes by the second route', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider({ route: 'sms/aliyun', receipt: 'none' });
  await story.stage('final-decision');
  const awaiting = await story.stands('final-decision', 'awaiting-receipt');
  expect(awaiting.waitingUntil).toBe((await story.attempts())[0]?.receiptDeadline);
  await world().clock.pass(170_000);
  expect(await story.attempts()).toHaveLength(1);
  await world().clock.pass(15_000);
  await story.stands('final-decision', 'delivered');
  expect(await story.attempts()).toMatchObject([
    { route: 'sms/aliyun', settlement: 'no-receipt' },
    { route: 'sms/aliyun-b', purpose: 'copy', settlement: 'delivered' },
  ]);
  expect(await story.facts('attempt-settled')).toMatchObject([{ settlement: 'no-receipt' }]);
  // The silent one may still speak up: the story stays for that.
  expect(await story.status()).toBe('running');
  await world().clock.pass(72 * 3_600_000);
  await story.ends();
});

test('where silence may not make copies, a person is told', async () => {
  world().withoutLingering();
  const { configuration } = world().current;
  world().current.configuration = {
    ...configuration,
    copyOnSilence: { ...configuration.copyOnSilence, 'final-decision': false },
  };
  const story = await begin('Tue 10:00');
  story.provider({ receipt: 'none' });
  await story.stage('final-decision');
  await story.stands('final-decision', 'awaiting-receipt');
  await world().clock.pass(deadlineMs);
  await story.stands('final-decision', 'with-staff');
  expect(await story.tasks()).toMatchObject([{ kind: 'deliver-by-hand', because: 'silence', state: 'open' }]);
  expect(story.accepted()).toHaveLength(1);
});

test.each([
  [
    'a handset that cannot take it',
    { receipt: { code: 'MOBLLE_TERMINAL_ERROR', delayMs: 5 } },
    'unreachable',
  ],
  [
    'a number that mixes empty and off',
    { receipt: { code: 'MOBILE_NOT_ON_SERVICE', delayMs: 5 } },
    'suspect-number',
  ],
  ['a number on a blocklist', { reject: 'isv.CUSTOMER_REFUSED' }, 'blocked'],
])(
  '%s is not tried by another provider of the channel: a person is told',
  async (_words, action, because) => {
    const story = await begin('Tue 10:00');
    story.provider(action);
    await story.stage('final-decision');
    await story.stands('final-decision', 'with-staff');
    expect(await story.tasks()).toMatchObject([{ kind: 'deliver-by-hand', because, state: 'open' }]);
    expect(await story.attempts()).toMatchObject([{ route: 'sms/aliyun', failure: because }]);
    const { notices } = await story.progress();
    expect(notices[0]).toMatchObject({
      waitingFor: { kind: 'staff' },
      taskId: (await story.tasks())[0]?.taskId,
    });
  },
);

test('a number the provider refuses is given to staff to correct, beside the notice itself', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ times: 1, reject: 'isv.MOBILE_NUMBER_ILLEGAL' });
  await story.stage('final-decision');
  await story.stands('final-decision', 'with-staff');
  expect((await story.tasks()).map(({ kind, because, state }) => [kind, because, state])).toEqual([
    ['correct-contact', 'wrong-number', 'open'],
    ['deliver-by-hand', 'wrong-number', 'open'],
  ]);
  expect(await story.attempts()).toMatchObject([{ route: 'sms/aliyun', failure: 'wrong-number' }]);

  await story.contacts('13800138000');
  await story.ends();
  expect(await story.notice('final-decision')).toMatchObject({ state: 'delivered' });
  expect((await story.tasks()).map(({ closedBecause }) => closedBecause)).toEqual([
    'contact-corrected',
    'contact-corrected',
  ]);
});

test('a failure reported after the linger goes on to the second route at once', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider({ route: 'sms/aliyun', receipt: 'none' });
  await story.stage('final-decision');
  await story.stands('final-decision', 'awaiting-receipt');
  await story.receipt(await story.lastAttempt(), {
    settlement: 'undelivered',
    failure: 'provider-down',
    code: 'NO_ROUTE',
  });
  await story.ends();
  expect(await story.attempts()).toMatchObject([
    { settlement: 'undelivered', failure: 'provider-down' },
    { route: 'sms/aliyun-b', purpose: 'failover', settlement: 'delivered' },
  ]);
});
