/** What applicants answer by SMS, from the provider's push to what becomes of their next notice. */
import { completeHumanTask } from '../../client/task/complete.js';
import { createSweepActivities } from '../../activities/sweep/sweep.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();

const both = (story: Story) => ({ mobile: story.mobile, email: `${story.mobile}@example.com` });
const repliesOf = (story: Story) =>
  world().ledger.query(
    'SELECT unsubscribes, complains, sealed IS NOT NULL AS sealed FROM reply WHERE application_id = $1',
    [story.id],
  );
const leftOut = async (story: Story) => (await story.facts('notice-planned')).at(-1)?.['leftOut'];

describe('an applicant who answers TD', () => {
  test('gets the next notice by another channel, and why says that they unsubscribed', async () => {
    const story = await begin('Tue 10:00', { contacts: both });
    await story.stage('preliminary-approval');
    await story.stands('preliminary-approval', 'delivered');
    expect(await story.reply('ｔｄ')).toMatchObject({ ok: true });
    expect(await repliesOf(story)).toEqual([{ unsubscribes: true, complains: false, sealed: true }]);

    await story.stage('final-decision');
    await story.shows('the e-mail is taken', ({ notices }) =>
      notices.some(({ stage, state }) => stage === 'final-decision' && state === 'awaiting-receipt'),
    );
    expect(await story.lastAttempt()).toMatchObject({ route: 'email/smtp', outcome: 'accepted' });
    expect(await leftOut(story)).toEqual([
      'sms/aliyun: not-allowed: unsubscribed',
      'sms/aliyun-b: not-allowed: unsubscribed',
    ]);
    expect(story.accepted()).toHaveLength(1);
    const { en, zh } = await story.why('final-decision');
    expect(en.evidence.join('\n')).toContain('since the applicant unsubscribed from text messages');
    expect(zh.evidence.join('\n')).toContain('申请人已回复退订短信');
  });

  test('without another channel, is told by staff; once they agree anew by name and time, by SMS again', async () => {
    const story = await begin('Tue 10:00');
    await story.stage('preliminary-approval');
    await story.stands('preliminary-approval', 'delivered');
    await story.reply('退订');
    await story.stage('final-decision');
    await story.stands('final-decision', 'with-staff');
    expect(await story.lastTask()).toMatchObject({ kind: 'deliver-by-hand', because: 'no-route' });
    expect((await story.why('final-decision')).en.nextStep).toContain('They want no more text messages');
    // What the loan system has had all along is no new consent.
    await story.contacts(story.mobile, { consent: { sms: true } });
    await story.stands('final-decision', 'with-staff');
    const at = new Date(world().clock.now() + 60_000).toISOString();
    await story.contacts(story.mobile, { consent: { sms: { allowed: true, basis: 'consent', at } } });
    await story.stands('final-decision', 'delivered');
    expect(story.accepted()).toHaveLength(2);
  });

  test('is heeded although the next message was planned already', async () => {
    const story = await begin('Tue 10:00', { contacts: both });
    await story.stage('preliminary-approval');
    await story.stands('preliminary-approval', 'delivered');
    let replied = false;
    world().watch.before = async (activity) => {
      if (activity !== 'send' || replied) return;
      replied = true;
      await story.reply('T');
    };
    await story.stage('final-decision');
    await story.shows('the e-mail is taken', ({ notices }) =>
      notices.some(({ stage, state }) => stage === 'final-decision' && state === 'awaiting-receipt'),
    );
    expect(replied).toBe(true);
    expect(story.accepted()).toHaveLength(1);
  });

  test('keeps SMS from every application of the number', async () => {
    const first = await begin('Tue 10:00');
    const second = await begin('Tue 10:00', { contacts: () => ({ mobile: first.mobile }) });
    await first.reply('TD');
    for (const one of [first, second]) expect(await one.facts('sms-unsubscribed')).toEqual([{}]);
    await second.stage('final-decision');
    await second.stands('final-decision', 'with-staff');
    expect(first.accepted()).toHaveLength(0);
  });
});

describe('an applicant who complains', () => {
  test('is a task with a deadline, of which the sweep reminds, and which becomes an alarm', async () => {
    const story = await begin('Tue 10:00');
    await story.stage('preliminary-approval');
    await story.stands('preliminary-approval', 'delivered');
    await story.reply('我要投诉');
    await story.reply('投诉投诉');
    const task = await story.lastTask();
    expect(await story.tasks()).toHaveLength(1);
    expect(task).toMatchObject({ kind: 'complaint', because: 'applicant-complained', state: 'open' });
    expect(task.dueAt - task.openedAt).toBe(24 * 3_600_000);
    expect((await story.why('preliminary-approval')).en.evidence.join('\n')).toMatch(
      /replied by text message and complained[^]*handed to staff to answer the complaint/,
    );
    const sweep = createSweepActivities(world().activities, world().client);
    for (const passMs of [22 * 3_600_000, 2 * 3_600_000]) {
      await world().clock.pass(passMs);
      await sweep.sweepNotices();
      await sweep.sweepNotices();
    }
    expect(await story.facts('task-reminded')).toHaveLength(1);
    expect(await story.facts('task-overdue')).toHaveLength(1);
    expect(await story.alarms(task.taskId)).toMatchObject([{ kind: 'task-overdue', open: true }]);

    const { ledger, clock, storiesWith } = world();
    const done = { taskId: task.taskId, outcome: 'complaint-answered', staffRef: 'li.na' };
    await completeHumanTask({ ledger, clock, stories: storiesWith() }, done, 'update');
    expect(await story.lastTask()).toMatchObject({ state: 'completed', outcome: 'complaint-answered' });
    expect(await story.alarms(task.taskId)).toMatchObject([{ kind: 'task-overdue', open: false }]);
    // SMS goes on: a complaint is no refusal.
    await story.stage('final-decision');
    await story.shows('it is delivered', ({ notices }) => notices.length === 2);
  });
});

describe('a reply', () => {
  test('of other words is kept sealed and told as a fact; brought twice, it counts once', async () => {
    const story = await begin('Tue 10:00');
    const { sequence } = await story.reply('好的，谢谢');
    expect(await story.reply('好的，谢谢', 'sms/aliyun', sequence)).toMatchObject({ ok: true });
    expect(await repliesOf(story)).toEqual([{ unsubscribes: false, complains: false, sealed: true }]);
    expect(await story.facts('reply-received')).toEqual([
      { route: 'sms/aliyun', unsubscribes: false, complains: false },
    ]);
    expect(await story.tasks()).toHaveLength(0);
  });
});
