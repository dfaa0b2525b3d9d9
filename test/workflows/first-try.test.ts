import { stories } from './stage/stories.js';

const { begin, world } = stories();

test('a notice is delivered at the first try, in a history of at most 20 events', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('final-decision');
  await story.ends();
  expect(await story.notices()).toMatchObject([
    { stage: 'final-decision', round: 1, state: 'delivered', everHeld: false, waitingFor: null },
  ]);
  expect(story.accepted()).toMatchObject([{ route: 'sms/aliyun', templateCode: 'SMS_APPROVED' }]);
  expect((await story.trail()).map(({ kind }) => kind)).toEqual([
    'application-reported',
    'contact-checked',
    'stage-reported',
    'notice-planned',
    'attempt-intended',
    'attempt-answered',
    'receipt-recorded',
    'notice-finished',
  ]);
  expect((await story.history()).events.length).toBeLessThanOrEqual(20);
});

test('an attempt says what is guessed of the number it went to, and nothing of an address', async () => {
  world().withMailFirst();
  const story = await begin('Tue 10:00', {
    contacts: ({ mobile }) => ({ mobile, email: 'sample@mail.example' }),
  });
  story.provider({});
  await story.stage('final-decision');
  await story.stands('final-decision', 'awaiting-receipt');
  expect(
    (await story.attempts()).map(({ route, carrierGuess, provinceGuess }) => [
      route,
      carrierGuess,
      provinceGuess,
    ]),
  ).toEqual([['email/smtp', null, null]]);
  const other = await begin('Tue 10:00');
  await other.stage('final-decision');
  await other.stands('final-decision', 'delivered');
  // 13910…: a sample's beginning.
  expect(await other.attempts()).toMatchObject([{ carrierGuess: 'china-mobile', provinceGuess: '北京' }]);
});

test('three stages, each reported once the one before is delivered, take at most 44 events and 7 workflow tasks', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('preliminary-approval');
  await story.answered(1);
  await story.stage('supplementary-documents');
  await story.answered(2);
  await story.stage('final-decision');
  await story.ends();
  expect(story.accepted().map(({ templateCode }) => templateCode)).toEqual([
    'SMS_PRELIMINARY',
    'SMS_DOCUMENTS',
    'SMS_APPROVED',
  ]);
  const history = await story.history();
  expect(history.events.length).toBeLessThanOrEqual(44);
  expect(history.of('EVENT_TYPE_WORKFLOW_TASK_COMPLETED').length).toBeLessThanOrEqual(7);
});

test('all three stages at once: each is delivered by itself, side by side', async () => {
  const story = await begin('Tue 10:00');
  // Slow enough for the three to overlap.
  story.provider({ receipt: { delayMs: 300 } });
  await story.stage('preliminary-approval');
  await story.stage('supplementary-documents');
  await story.stands('preliminary-approval', 'delivered');
  await story.stands('supplementary-documents', 'delivered');
  const [one, other] = await story.attempts();
  expect(one?.answeredAt).toBeLessThan(other?.settledAt ?? 0);
  expect(other?.answeredAt).toBeLessThan(one?.settledAt ?? 0);
});

test('receipts that come twice and out of order change nothing', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ receipt: { delayMs: 1, duplicate: true, reorder: true } });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'delivered');
  expect(await story.facts('notice-finished')).toHaveLength(1);
  expect(await story.attempts()).toMatchObject([{ settlement: 'delivered' }]);
  expect(story.accepted()).toHaveLength(1);
});
