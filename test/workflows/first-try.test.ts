import { stories } from './stage/stories.js';

const { begin } = stories();

test('a notice is delivered at the first try, in a short history', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('final-decision');
  await story.ends();
  expect(await story.notices()).toMatchObject([
    { stage: 'final-decision', round: 1, state: 'delivered', everHeld: false, waitingFor: null },
  ]);
  expect(story.accepted()).toMatchObject([{ route: 'sms/aliyun', templateCode: 'SMS_APPROVED' }]);
  const { events } = await story.history();
  console.log(events.map(e=>e.eventType).join(' '), events.length);
});
