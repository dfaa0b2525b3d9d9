/** A bounced e-mail against a delivery that rests on acceptance alone: before it, with it and after it. */
import { bounce, mailboxOf, mailsTo } from './stage/mail.js';
import { once, signalTakenUp } from './stage/moments.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();

const hourMs = 3_600_000;
/** The evidence of an e-mail suffices after a day without a bounce. */
const deadlineMs = 24 * hourMs + 1_000;
const mailboxFull = '5.2.2';
const nobodysMailbox = '5.1.1';

type BouncedStage = 'preliminary-approval' | 'final-decision';

const byMailThenSms = (story: Story) => ({ mobile: story.mobile, email: mailboxOf(story) });
const byMailAlone = (story: Story) => ({ email: mailboxOf(story) });

/** A notice whose e-mail the server took, and that may go by SMS next where the contacts have a number. */
async function mailed(stage: BouncedStage, contacts: (story: Story) => object): Promise<Story> {
  world().withMailFirst();
  const story = await begin('Tue 10:00', { contacts });
  await story.stage(stage);
  await story.stands(stage, 'awaiting-receipt');
  expect(await story.attempts()).toMatchObject([
    { route: 'email/smtp', outcome: 'accepted', evidence: 'acceptance', settlement: null },
  ]);
  return story;
}

const kindsOf = async (story: Story) => (await story.trail()).map(({ kind }) => kind);

describe('a bounce before the horizon, with a number left', () => {
  test('the SMS goes out at once, and no person is asked', async () => {
    const story = await mailed('final-decision', byMailThenSms);
    const attempt = await story.lastAttempt();
    expect((await bounce(story, attempt, mailboxFull)).verdict).toBe('settles');
    await story.ends();
    const [mail, sms] = await story.attempts();
    expect(mail).toMatchObject({ settlement: 'undelivered', failure: 'unreachable', revokedAt: null });
    expect(sms).toMatchObject({ route: 'sms/aliyun', purpose: 'failover', settlement: 'delivered' });
    expect((sms?.intendedAt ?? 0) - (mail?.settledAt ?? 0)).toBeLessThan(2_000);
    expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
    expect([mailsTo(story).length, story.accepted().length]).toEqual([1, 1]);
    expect(await story.tasks()).toEqual([]);
    expect(await story.alarms(attempt.attemptId)).toEqual([]);
    expect(await kindsOf(story)).not.toContain('notice-reopened');
  });

  test('it overtakes the answer of its send: it is not forgotten, and the SMS goes out', async () => {
    world().withMailFirst();
    const story = await begin('Tue 10:00', { contacts: byMailThenSms });
    world().watch.after = once('send', async () => {
      await bounce(story, await story.lastAttempt(), mailboxFull);
      await signalTakenUp(story, 3);
    });
    await story.stage('final-decision');
    await story.ends();
    expect(await story.attempts()).toMatchObject([
      { route: 'email/smtp', settlement: 'undelivered' },
      { route: 'sms/aliyun', settlement: 'delivered' },
    ]);
    expect([mailsTo(story).length, story.accepted().length]).toEqual([1, 1]);
    expect(await story.tasks()).toEqual([]);
  });

  test('at night the SMS waits for the morning, and no person is asked', async () => {
    const story = await mailed('final-decision', byMailThenSms);
    await world().clock.passTo(world().clock.next('Tue 23:00'));
    await bounce(story, await story.lastAttempt(), mailboxFull);
    await story.stands('final-decision', 'held');
    expect(story.accepted()).toEqual([]);
    const morning = world().clock.next('Wed 9:00');
    await world().clock.passTo(morning + 5 * 60_000);
    await story.ends();
    expect(await story.notices()).toMatchObject([{ state: 'delivered', everHeld: true }]);
    expect(await story.attempts()).toMatchObject([
      { route: 'email/smtp', settlement: 'undelivered' },
      { route: 'sms/aliyun', purpose: 'failover', settlement: 'delivered' },
    ]);
    expect(story.accepted()).toHaveLength(1);
    expect(story.accepted()[0]?.at).toBeGreaterThanOrEqual(morning);
    expect(mailsTo(story)).toHaveLength(1);
    expect(await story.tasks()).toEqual([]);
  });

  test('an address that is nobody’s: the SMS goes out, and a person corrects the address beside it', async () => {
    const story = await mailed('preliminary-approval', byMailThenSms);
    await bounce(story, await story.lastAttempt(), nobodysMailbox);
    await story.stands('preliminary-approval', 'delivered');
    expect(await story.attempts()).toMatchObject([
      { route: 'email/smtp', failure: 'wrong-number' },
      { route: 'sms/aliyun', settlement: 'delivered' },
    ]);
    expect((await story.tasks()).map(({ kind, because, state }) => [kind, because, state])).toEqual([
      ['correct-contact', 'wrong-number', 'open'],
    ]);
  });
});

describe('a bounce before the horizon, with no other way left', () => {
  test('the attempt failed, and a person has the notice at once', async () => {
    const story = await mailed('preliminary-approval', byMailAlone);
    expect((await bounce(story, await story.lastAttempt(), mailboxFull)).verdict).toBe('settles');
    await story.stands('preliminary-approval', 'with-staff');
    expect(await story.attempts()).toMatchObject([{ settlement: 'undelivered', revokedAt: null }]);
    expect(await story.tasks()).toMatchObject([{ because: 'unreachable', state: 'open' }]);
    expect(await kindsOf(story)).not.toContain('notice-reopened');
  });

  test('just before the delivery is declared it stands: nothing is called delivered', async () => {
    const story = await mailed('preliminary-approval', byMailAlone);
    const attempt = await story.lastAttempt();
    world().watch.before = once('declareSilence', () =>
      bounce(story, attempt, mailboxFull).then(() => undefined),
    );
    await world().clock.pass(deadlineMs);
    await story.stands('preliminary-approval', 'with-staff');
    expect(await story.attempts()).toMatchObject([{ settlement: 'undelivered', revokedAt: null }]);
    expect(await story.facts('notice-finished')).toEqual([]);
    expect(await story.tasks()).toHaveLength(1);
  });
});

test('without a bounce an e-mail counts as delivered after a day, and not before', async () => {
  const story = await mailed('preliminary-approval', byMailThenSms);
  await world().clock.pass(deadlineMs - 60_000);
  expect(await story.notice('preliminary-approval')).toMatchObject({ state: 'awaiting-receipt' });
  await world().clock.pass(60_000);
  await story.stands('preliminary-approval', 'delivered');
  expect(await story.attempts()).toMatchObject([{ settlement: 'delivered', evidence: 'acceptance' }]);
  expect([mailsTo(story).length, story.accepted().length]).toEqual([1, 0]);
});

describe('a bounce after success', () => {
  test.each(['just after the delivery is declared', 'long after'])(
    '%s takes it back: staff have the notice, with an alarm',
    async (when) => {
      const story = await mailed('preliminary-approval', byMailThenSms);
      const attempt = await story.lastAttempt();
      if (when === 'long after') {
        await world().clock.pass(deadlineMs);
        await story.stands('preliminary-approval', 'delivered');
        await world().clock.pass(24 * hourMs);
        expect((await bounce(story, attempt, mailboxFull)).verdict).toBe('revokes');
      } else {
        world().watch.after = once('declareSilence', () =>
          bounce(story, attempt, mailboxFull).then(() => undefined),
        );
        await world().clock.pass(deadlineMs);
      }
      const { taskId } = await story
        .shows('the task is taken up', ({ notices }) => notices[0]?.taskId !== undefined)
        .then(({ notices }) => ({ taskId: notices[0]?.taskId ?? '' }));
      await story.stands('preliminary-approval', 'with-staff');
      expect(await story.tasks()).toMatchObject([
        { taskId, kind: 'deliver-by-hand', because: 'bounced', state: 'open' },
      ]);
      expect(await story.alarms(attempt.attemptId)).toMatchObject([{ kind: 'delivery-revoked', times: 1 }]);
      expect(await story.facts('notice-reopened')).toEqual([{ because: 'bounced' }]);
      expect(await story.attempts()).toMatchObject([{ settlement: 'undelivered' }]);
      await story.finishTask({ taskId, outcome: 'told-by-phone' });
      await story.stands('preliminary-approval', 'completed-by-staff');
      expect(await story.facts('notice-finished')).toEqual([
        { state: 'delivered' },
        { state: 'completed-by-staff' },
      ]);
      expect([mailsTo(story).length, story.accepted().length]).toEqual([1, 0]);
    },
  );

  test('when the story has ended it is given to staff in the ledger, and they finish it there', async () => {
    const story = await mailed('final-decision', byMailAlone);
    const attempt = await story.lastAttempt();
    await world().clock.pass(deadlineMs);
    await story.stands('final-decision', 'delivered');
    expect(await story.status()).toBe('running');
    await world().clock.pass(73 * hourMs);
    await story.ends();
    expect((await bounce(story, attempt, mailboxFull)).verdict).toBe('revokes');
    expect(await story.notice('final-decision')).toMatchObject({ state: 'with-staff', waitingFor: 'staff' });
    expect(await story.alarms(attempt.attemptId)).toMatchObject([{ kind: 'delivery-revoked' }]);
    const { taskId, because } = await story.lastTask();
    expect(because).toBe('bounced');
    await story.finishTask({ taskId, outcome: 'told-in-branch' });
    expect(await story.notice('final-decision')).toMatchObject({ state: 'completed-by-staff' });
    expect(await story.status()).toBe('completed');
  });

  test('of what a later decision has made needless it opens nothing', async () => {
    const story = await mailed('preliminary-approval', byMailThenSms);
    const attempt = await story.lastAttempt();
    await world().clock.pass(deadlineMs);
    await story.stands('preliminary-approval', 'delivered');
    await story.stage('final-decision');
    await bounce(story, attempt, mailboxFull);
    await story.stands('preliminary-approval', 'superseded');
    expect(await story.tasks()).toEqual([]);
    expect(await story.alarms(attempt.attemptId)).toEqual([]);
  });
});
