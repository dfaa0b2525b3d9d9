import { stories } from './stage/stories.js';

const { world, begin } = stories();

test.each([
  ['refused', { sms: false }, 'not-allowed'],
  ['not named where others are', { email: true }, 'no-contact'],
])(
  'a channel that was %s is not used: the plan says so, and a person is told',
  async (_how, consent, mail) => {
    const story = await begin('Tue 10:00', { application: { consent } });
    await story.stage('final-decision');
    await story.stands('final-decision', 'with-staff');
    expect(await story.lastTask()).toMatchObject({ because: 'no-route' });
    expect(await story.facts('notice-planned')).toMatchObject([
      {
        routes: [],
        leftOut: ['sms/aliyun: not-allowed', 'sms/aliyun-b: not-allowed', `email/smtp: ${mail}`],
      },
    ]);
    expect(await story.attempts()).toEqual([]);
  },
);

test('consent given later starts the routes again', async () => {
  const story = await begin('Tue 10:00', { application: { consent: {} } });
  await story.stage('final-decision');
  await story.stands('final-decision', 'with-staff');
  await story.contacts(story.mobile, { consent: { sms: true } });
  await story.ends();
  expect(await story.notice('final-decision')).toMatchObject({ state: 'delivered' });
  expect(await story.attempts()).toMatchObject([{ contact: 'mobile@1', settlement: 'delivered' }]);
});

test('consent taken back while a notice is held is obeyed when it wakes', async () => {
  const story = await begin('Tue 22:30');
  await story.stage('final-decision');
  await story.stands('final-decision', 'held');
  await story.contacts(story.mobile, { consent: { sms: false } });
  await world().clock.passTo(world().clock.next('Wed 9:05'));
  await story.stands('final-decision', 'with-staff');
  expect(story.accepted()).toEqual([]);
});
