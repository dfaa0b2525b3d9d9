import { consentOf } from '../../ledger/consent/consent.js';
import { stories } from './stage/stories.js';

const { world, begin } = stories();

test.each([
  [
    'refused',
    { sms: false },
    {
      mail: 'not-allowed: no-consent',
      en: 'text message (aliyun), text message (aliyun-b) and e-mail',
      zh: '短信（aliyun）、短信（aliyun-b）、电子邮件',
    },
  ],
  [
    'not named where others are',
    { email: true },
    {
      mail: 'no-contact',
      en: 'text message (aliyun) and text message (aliyun-b)',
      zh: '短信（aliyun）、短信（aliyun-b）',
    },
  ],
])(
  'a channel that was %s is not used: the plan says so, and a person is told',
  async (_how, consent, leftOut) => {
    const story = await begin('Tue 10:00', { application: { consent } });
    await story.stage('final-decision');
    await story.stands('final-decision', 'with-staff');
    expect(await story.lastTask()).toMatchObject({ because: 'no-route' });
    expect(await story.facts('notice-planned')).toMatchObject([
      {
        routes: [],
        leftOut: [
          'sms/aliyun: not-allowed: no-consent',
          'sms/aliyun-b: not-allowed: no-consent',
          `email/smtp: ${leftOut.mail}`,
        ],
      },
    ]);
    const { cause, en, zh } = await story.why('final-decision');
    expect(cause).toBe('not-permitted');
    expect(en.cause).toContain(
      `was not sent: ${leftOut.en} could not be used, since the applicant has not agreed to be told that way.`,
    );
    expect(en.nextStep).toContain('ask whether they agree to be told by text message');
    expect(zh.cause).toContain(`没有发送：${leftOut.zh}不能使用，因申请人没有同意以这种方式接收通知。`);
    expect(zh.nextStep).toMatch(/询问申请人是否同意以短信(或电子邮件)?接收通知/);
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

test('a channel that was allowed once and is not any more is left out as taken back, with basis and dates on record', async () => {
  const at = '2026-01-05T09:00:00+08:00';
  const sms = { allowed: true, basis: 'contract', at };
  const story = await begin('Tue 10:00', {
    application: { consent: { sms, email: false, 'real-name': true } },
  });
  await story.contacts(story.mobile, { consent: { sms: { allowed: false, basis: 'contract' } } });
  await story.stage('final-decision');
  await story.stands('final-decision', 'with-staff');
  const [{ leftOut } = {}] = await story.facts('notice-planned');
  expect(leftOut).toEqual([
    'sms/aliyun: not-allowed: consent-revoked',
    'sms/aliyun-b: not-allowed: consent-revoked',
    'email/smtp: not-allowed: no-consent',
  ]);
  const { en, zh } = await story.why('final-decision');
  expect(en.cause).toContain('since the applicant has taken back that they agreed to be told that way');
  expect(zh.cause).toContain('申请人已撤回以这种方式接收通知的同意');
  expect(await consentOf(world().ledger, story.id)).toMatchObject([
    { purpose: 'email', allowed: false, revoked: false, basis: 'consent', givenAt: null },
    { purpose: 'real-name', allowed: false, revoked: true, basis: 'consent' },
    { purpose: 'sms', allowed: false, revoked: true, basis: 'contract' },
  ]);
});
