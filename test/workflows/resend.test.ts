import { insertIncident } from '../../ledger/incident/row.js';
import { eventually } from './stage/eventually.js';
import type { Story } from './stage/story.js';
import { stories } from './stage/stories.js';

const { world, begin } = stories();

const refuses = { reject: 'isv.CUSTOMER_REFUSED' };

/** A first approval that was delivered by the first route; the application goes on after it. */
async function delivered(when: Parameters<typeof begin>[0] = 'Tue 10:00'): Promise<Story> {
  const story = await begin(when);
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'delivered');
  return story;
}

/** Waits until the newest attempt has come so far. */
const resent = (story: Story, attemptId: string, settlement: string) =>
  eventually(`the resend is ${settlement}`, async () => {
    const attempt = (await story.attempts()).find((one) => one.attemptId === attemptId);
    return attempt?.settlement === settlement ? attempt : undefined;
  });

const notSent = (story: Story) =>
  eventually('the resend came to nothing', async () => (await story.facts('resend-not-sent'))[0]);

test('a delivered notice is sent once more by the next route, counted apart, and stays delivered', async () => {
  const story = await delivered();
  const before = await story.notice('preliminary-approval');
  const order = await story.resend('preliminary-approval');
  await resent(story, order, 'delivered');
  expect(await story.attempts()).toMatchObject([
    { route: 'sms/aliyun', purpose: 'first' },
    { attemptId: order, route: 'sms/aliyun-b', purpose: 'resend', outcome: 'accepted' },
  ]);
  expect(story.accepted()).toHaveLength(2);
  expect(await story.notice('preliminary-approval')).toEqual(before);
  expect(await story.facts('notice-finished')).toHaveLength(1);
  expect((await story.progress()).notices).toMatchObject([{ state: 'delivered', attempts: 1 }]);
});

test('one ordered for an incident goes by no route that the incident is about', async () => {
  const story = await delivered();
  const { ledger } = world();
  const incidentId = await insertIncident(ledger, {
    ...{
      target: 'sms/aliyun-b',
      from: 0,
      openedBy: 'wang.wei',
      reason: 'no receipts',
      openedAt: 1,
      dueAt: 2,
    },
  });
  await ledger.query(
    `INSERT INTO incident_notice (incident_id, application_id, stage, round, attempt_id, listed_at)
     SELECT $1, application_id, stage, round, attempt_id, now() FROM attempt WHERE application_id = $2`,
    [incidentId, story.id],
  );
  const order = await story.resend('preliminary-approval', 'incident', incidentId);
  expect(await resent(story, order, 'delivered')).toMatchObject({ route: 'sms/aliyun', purpose: 'resend' });
});

test('a second order after the first came through goes by a route that did not fail', async () => {
  const story = await delivered();
  const first = await story.resend('preliminary-approval');
  await resent(story, first, 'delivered');
  const second = await story.resend('preliminary-approval');
  expect(await resent(story, second, 'delivered')).toMatchObject({ route: 'sms/aliyun' });
  expect(story.accepted()).toHaveLength(3);
});

test('a resend that arrives while staff have the notice finishes it and closes the task', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ times: 1, ...refuses });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  await story.resend('preliminary-approval');
  await story.stands('preliminary-approval', 'delivered');
  expect(await story.lastTask()).toMatchObject({ state: 'closed', closedBecause: 'delivered' });
  expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
});

test('a resend that is refused leaves the notice with staff, and is not tried again', async () => {
  const story = await begin('Tue 10:00');
  story.provider(refuses);
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  const order = await story.resend('preliminary-approval');
  const attempt = await eventually('it was refused', async () =>
    (await story.attempts()).find((one) => one.attemptId === order && one.outcome === 'rejected'),
  );
  expect(attempt).toMatchObject({ purpose: 'resend', failure: 'blocked' });
  await story.rests();
  await story.stands('preliminary-approval', 'with-staff');
  expect(await story.lastTask()).toMatchObject({ state: 'open' });
  expect(await story.attempts()).toHaveLength(2);
});

test('a receipt that comes later settles it; without one it is on record as silent', async () => {
  world().withoutLingering();
  const story = await delivered();
  story.provider({ receipt: 'none' });
  const first = await story.resend('preliminary-approval');
  const attempt = await eventually('it was accepted', async () =>
    (await story.attempts()).find((one) => one.attemptId === first && one.outcome === 'accepted'),
  );
  await story.receipt(attempt, { settlement: 'delivered' });
  await resent(story, first, 'delivered');
  const second = await story.resend('preliminary-approval');
  await eventually('it was accepted', async () =>
    (await story.attempts()).find((one) => one.attemptId === second && one.outcome === 'accepted'),
  );
  await story.rests();
  await world().clock.pass(181_000);
  await resent(story, second, 'no-receipt');
  // Silence brings no copy: that is the delivery's matter.
  expect(story.accepted()).toHaveLength(3);
  await story.stands('preliminary-approval', 'delivered');
});

test('a resend whose outcome is unknown is asked about, never sent again', async () => {
  const story = await delivered();
  story.provider({ timeout: true });
  const order = await story.resend('preliminary-approval');
  await eventually('it is in doubt', async () =>
    (await story.attempts()).find((one) => one.attemptId === order && one.outcome === 'unknown'),
  );
  await story.rests();
  await world().clock.pass(7_000);
  await eventually('the provider was asked', async () => (await story.facts('attempt-reconciled'))[0]);
  await story.rests();
  expect(await story.attempts()).toMatchObject([{}, { attemptId: order, neverReceived: true }]);
  expect(await story.attempts()).toHaveLength(2);
  expect(story.accepted()).toHaveLength(1);
});

test('quiet hours hold for a resend too: nothing is sent then, and that is on record', async () => {
  const story = await delivered();
  await world().clock.passTo(world().clock.next('Tue 22:30'));
  const order = await story.resend('preliminary-approval');
  expect(await notSent(story)).toEqual({ because: 'window', reportId: order });
  expect(await story.attempts()).toHaveLength(1);
});

test('a number a provider calls nobody’s is not written to again', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ reject: 'isv.MOBILE_NUMBER_ILLEGAL' });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  await story.resend('preliminary-approval');
  expect(await notSent(story)).toMatchObject({ because: 'no-route' });
  expect(await story.attempts()).toHaveLength(1);
});

test('a story that has ended is begun again for a resend, and ends with it', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('final-decision');
  await story.ends();
  const order = await story.resend('final-decision');
  await resent(story, order, 'delivered');
  await story.ends();
  expect(await story.attempts()).toMatchObject([{ purpose: 'first' }, { purpose: 'resend' }]);
  expect(story.accepted()).toHaveLength(2);
  expect(await story.notices()).toHaveLength(1);
});

test('a story begun again for a resend that is not sent ends too', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('final-decision');
  await story.ends();
  await world().clock.passTo(world().clock.next('Tue 22:30'));
  await story.resend('final-decision');
  await notSent(story);
  await story.ends();
});

test('an order told again is not sent again', async () => {
  const story = await delivered();
  const order = await story.resend('preliminary-approval');
  await resent(story, order, 'delivered');
  await story.handle.signal('reported', { reportId: order });
  await story.rests();
  expect(story.accepted()).toHaveLength(2);
});

test('an order under way is carried over into a new run with its deadline', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00', { limits: { historyEvents: 6 } });
  await story.stage('preliminary-approval');
  await story.recorded('preliminary-approval', 'delivered');
  await story.rests();
  story.provider({ receipt: 'none' });
  const order = await story.resend('preliminary-approval');
  await eventually('it was accepted', async () =>
    (await story.attempts()).find((one) => one.attemptId === order && one.outcome === 'accepted'),
  );
  await story.rests();
  await world().clock.pass(181_000);
  await resent(story, order, 'no-receipt');
  await story.rests();
  const { events } = await story.history();
  expect(events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).not.toBe('');
  expect(story.accepted()).toHaveLength(2);
});
