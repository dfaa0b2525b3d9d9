/** Providers are asked about the number, beside the story: what they say decides which contacts are used. */
import { readAnnouncements } from '../../client/announcement/read.js';
import { verificationsOfApplication } from '../../ledger/verification/find.js';
import type { RuleInput } from '../../simulator/rules.js';
import type { Progress } from '../../workflows/loan-application/messages.js';
import { readHistory } from '../histories/history-file.js';
import { eventually } from './stage/eventually.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();
const idNumber = '11010519491231002X';
const applicant = { name: '欧阳晓明', idNumber };
const consenting = { applicant, consent: { verification: true } };
const stage = 'preliminary-approval';

const asksForCorrection = ({ correctContactTaskId }: Progress): boolean => correctContactTaskId !== undefined;

type Operation = 'PhoneNumberStatusForPublic' | 'ThreeElementsVerification';

/** What the provider says to checks, whatever the number, and how it treats messages. */
const provider = (
  checks: Partial<Record<Operation, RuleInput['action']>>,
  messages: RuleInput['action'] = {},
): void =>
  world().simulator.setRules([
    ...Object.entries(checks).map(([operation, action]) => ({
      match: { operation: operation as Operation },
      action,
    })),
    { action: messages },
  ]);

const answers = async (story: Story) =>
  (await verificationsOfApplication(world().ledger, story.id)).map(
    ({ kind, answer, because, code }) => `${kind} ${[answer, because, code].filter(Boolean).join(' ')}`,
  );
const verified = (story: Story, count: number) =>
  eventually(`${count} checks are on record`, async () =>
    (await answers(story)).length >= count ? answers(story) : undefined,
  );
const announced = async (story: Story) =>
  (await readAnnouncements(world().ledger, 0, 1_000))
    .filter(({ applicationId }) => applicationId === story.id)
    .flatMap((one) => (one.kind === 'contact.invalid' ? [`${one.contact} ${one.state}`] : []));
const leftOutOf = async (story: Story) =>
  (await story.facts('notice-planned')).map(({ leftOut }) => leftOut).at(-1);

test('a number that is in service and the applicant’s own is used, and both answers are kept', async () => {
  world().withChecks();
  const story = await begin('Tue 10:00', { application: consenting });
  expect((await verified(story, 2)).sort()).toEqual(['number-status good NORMAL', 'real-name good 1']);
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect(story.accepted()).toHaveLength(1);
  expect(await announced(story)).toEqual([]);
  expect(await answers(story)).toHaveLength(2); // both still young when the notice was sent
  expect((await story.facts('contact-verified')).map(({ contact, provider: by }) => [contact, by])).toEqual([
    ['mobile@1', 'aliyun'],
    ['mobile@1', 'aliyun'],
  ]);
  const { en, zh } = await story.why(stage);
  expect(en.evidence.join('\n')).toContain(
    'aliyun was asked whether the mobile number is in use: it is (in service, NORMAL).',
  );
  expect(zh.evidence.join('\n')).toContain(
    '向aliyun查询手机号是否属于申请人本人，答复为是（姓名、证件号和手机号一致，1）。',
  );
});

test.each([
  ['another person’s', 'ThreeElementsVerification', '0', 'not-this-person', 'not-this-person'],
  ['nobody’s', 'PhoneNumberStatusForPublic', 'NOT_EXIST', 'not-in-service', 'wrong-number'],
] as const)(
  'a number that is %s is never sent to: staff correct it, the loan system is told, and the new one is used',
  async (_whose, operation, code, state, because) => {
    world().withChecks();
    provider({ [operation]: { check: code } });
    const story = await begin('Tue 10:00', { application: consenting });
    await story.shows('a correction is asked for', asksForCorrection);
    expect(await story.tasks()).toMatchObject([{ kind: 'correct-contact', because, state: 'open' }]);
    expect(await announced(story)).toEqual([`mobile@1 ${state}`]);

    await story.stage(stage);
    await story.stands(stage, 'with-staff');
    expect(story.accepted()).toEqual([]);
    expect(await leftOutOf(story)).toEqual([
      `sms/aliyun: wrong-number: ${state}`,
      `sms/aliyun-b: wrong-number: ${state}`,
      'email/smtp: no-contact',
    ]);
    const { cause, en, zh } = await story.why(stage);
    expect(cause).toBe('contact-unusable');
    const whose = { 'not-this-person': 'another person’s', 'not-in-service': 'nobody’s' }[state];
    expect(en.evidence.join('\n')).toContain(
      `The mobile number on record is ${whose}, as a check has shown; it is not used.`,
    );
    expect(zh.evidence.join('\n')).toMatch(/经核验，登记的手机号(?:不属于申请人本人|是空号)，不再使用。/);

    // The same number with another e-mail address is the same number.
    await story.contacts(story.mobile, { landline: '010-62345678' });
    await story.rests();
    expect(
      (await story.tasks()).filter(({ kind, state: open }) => kind === 'correct-contact' && open === 'open'),
    ).toHaveLength(1);

    provider({});
    await story.contacts(story.mobile.replace(/^139/, '138'));
    await eventually('the corrected number is told', async () =>
      (await story.notice(stage)).state === 'delivered' ? true : undefined,
    );
    expect(await announced(story)).toEqual([`mobile@1 ${state}`]);
  },
);

test('another contact still serves where the number is blocked', async () => {
  world().withChecks();
  provider({ ThreeElementsVerification: { check: '0' } });
  const story = await begin('Tue 10:00', {
    application: consenting,
    contacts: ({ mobile, id }) => ({ mobile, email: `${id}@example.com` }),
  });
  await story.shows('a correction is asked for', asksForCorrection);
  await story.stage(stage);
  await eventually('an e-mail is under way', async () => (await story.attempts())[0]);
  expect((await story.attempts()).map(({ route }) => route)).toEqual(['email/smtp']);
  expect(story.accepted()).toEqual([]);
});

test.each([
  ['consent says nothing of checks', { consent: { sms: true } }],
  ['consent refuses them', { consent: { sms: true, verification: false } }],
  ['no consent is reported', {}],
])('nobody is asked where %s, and that is on record', async (_how, consent) => {
  world().withChecks();
  const before = world().simulator.log().length;
  const story = await begin('Tue 10:00', { application: { applicant, ...consent } });
  expect((await verified(story, 2)).sort()).toEqual([
    'number-status unchecked no-consent',
    'real-name unchecked no-consent',
  ]);
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect(await answers(story)).toHaveLength(2);
  const asked = world()
    .simulator.log()
    .slice(before)
    .filter((entry) => entry.kind === 'request' && entry.operation !== 'SendSms');
  expect(asked).toEqual([]);
  expect((await story.why(stage)).en.evidence.join('\n')).toContain(
    'nobody was asked whether the mobile number is in use and the applicant’s own, since the applicant has not agreed to it.',
  );
});

test('consent that comes later has the number checked', async () => {
  world().withChecks();
  const story = await begin('Tue 10:00', { application: { applicant } });
  await verified(story, 2);
  await story.contacts(story.mobile, { consent: { verification: true } });
  expect((await verified(story, 4)).slice(2).sort()).toEqual([
    'number-status good NORMAL',
    'real-name good 1',
  ]);
});

test('a company’s number is checked for its status alone', async () => {
  world().withChecks();
  const company = { name: '云雀有限公司', type: 'company', contactPerson: '王伟' };
  const story = await begin('Tue 10:00', {
    application: { applicant: company, consent: { verification: true } },
  });
  expect((await verified(story, 2)).sort()).toEqual([
    'number-status good NORMAL',
    'real-name unchecked no-identity-number',
  ]);
});

test.each([
  ['never answers', { timeout: true }, 'no-answer'],
  ['is down', { refuseBefore: 'html-502' }, 'no-answer'],
  [
    'does not know our account',
    { reject: 'InvalidAccessKeyId.NotFound' },
    'misconfigured InvalidAccessKeyId.NotFound',
  ],
  ['answers what no table has', { check: 'MOVED' }, 'unlisted-code MOVED'],
] as const)(
  'a checker that %s blocks nothing: the notice goes out, unchecked',
  async (_how, trouble, because) => {
    world().withChecks();
    provider({ PhoneNumberStatusForPublic: trouble, ThreeElementsVerification: trouble });
    const story = await begin('Tue 10:00', { application: consenting });
    await story.stage(stage);
    await story.stands(stage, 'delivered');
    expect(await verified(story, 2)).toEqual(
      expect.arrayContaining([`number-status unchecked ${because}`, `real-name unchecked ${because}`]),
    );
    expect(await announced(story)).toEqual([]);
    expect((await story.tasks()).filter(({ kind }) => kind === 'correct-contact')).toEqual([]);
    const alarms = await story.alarms('check/number-status/aliyun', 'check/number-status/aliyun MOVED');
    const kind = because.startsWith('misconfigured') ? 'provider-misconfigured' : 'unlisted-code';
    if (because !== 'no-answer') expect(alarms).toContainEqual(expect.objectContaining({ kind, open: true }));
  },
);

test('a checker that fails at first is asked again', async () => {
  world().withChecks();
  world().simulator.setRules([
    { match: { operation: 'PhoneNumberStatusForPublic', times: 2 }, action: { refuseBefore: 'drop' } },
  ]);
  const story = await begin('Tue 10:00', { application: consenting });
  expect((await verified(story, 2)).sort()).toEqual(['number-status good NORMAL', 'real-name good 1']);
});

test('an old answer is asked for again before a send, and a number that became nobody’s is not sent to', async () => {
  world().withChecks({ maxAgeMs: 3_600_000 });
  const story = await begin('Tue 10:00', { application: consenting });
  await verified(story, 2);
  await story.rests();
  await world().clock.pass(2 * 3_600_000);
  provider({ PhoneNumberStatusForPublic: { check: 'NOT_EXIST' } });
  await story.stage(stage);
  await story.stands(stage, 'with-staff');
  expect(story.accepted()).toEqual([]);
  expect(await story.attempts()).toEqual([]);
  expect(await answers(story)).toEqual(expect.arrayContaining(['number-status not-in-service NOT_EXIST']));
  expect(await answers(story)).toHaveLength(4);
  expect(await announced(story)).toEqual(['mobile@1 not-in-service']);
  expect((await story.tasks()).map(({ kind, because }) => `${kind} ${because}`)).toEqual(
    expect.arrayContaining(['correct-contact wrong-number']),
  );
});

test('what staff have sent again is checked like any other, and its number corrected', async () => {
  world().withChecks({ maxAgeMs: 3_600_000 });
  const story = await begin('Tue 10:00', { application: consenting });
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  await story.rests();
  await world().clock.pass(2 * 3_600_000);
  provider({ ThreeElementsVerification: { check: '0' } });
  await story.resend(stage);
  await story.shows('a correction is asked for', asksForCorrection);
  expect(await story.facts('resend-not-sent')).toMatchObject([{ because: 'plan-outdated' }]);
  expect(story.accepted()).toHaveLength(1);
  expect(await announced(story)).toEqual(['mobile@1 not-this-person']);
});

test('an answer that says switched off blocks nothing', async () => {
  world().withChecks();
  provider({ PhoneNumberStatusForPublic: { check: 'POWER_OFF' } });
  const story = await begin('Tue 10:00', { application: consenting });
  await verified(story, 2);
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect((await story.why(stage)).en.evidence.join('\n')).toContain(
    'it is suspended or switched off for now, and it is still used (switched off, POWER_OFF)',
  );
});

test('a number the provider refuses as nobody’s is told to the loan system, once, also without any check', async () => {
  provider({}, { reject: 'isv.MOBILE_NUMBER_ILLEGAL' });
  const story = await begin('Tue 10:00', {});
  await story.stage(stage);
  await story.stands(stage, 'with-staff');
  expect(await announced(story)).toEqual(['mobile@1 wrong-number']);
  await story.stage('final-decision');
  await story.stands('final-decision', 'with-staff');
  expect(await announced(story)).toEqual(['mobile@1 wrong-number']);
});

describe('a receipt that throws doubt on a number', () => {
  const doubtful = { receipt: { code: 'MOBILE_NOT_ON_SERVICE' } } as const;

  test('is decided by a check: nobody’s number is to be corrected', async () => {
    world().withChecks();
    const story = await begin('Tue 10:00', { application: consenting });
    await verified(story, 2);
    await world().clock.pass(120_000);
    provider({ PhoneNumberStatusForPublic: { check: 'NOT_EXIST' } }, doubtful);
    await story.stage(stage);
    await story.stands(stage, 'with-staff');
    await story.shows('a correction is asked for', asksForCorrection);
    expect(await announced(story)).toEqual(['mobile@1 not-in-service']);
    expect(story.accepted()).toHaveLength(1);
  });

  test('stays a doubt where the check says that all is well', async () => {
    world().withChecks();
    const story = await begin('Tue 10:00', { application: consenting });
    await verified(story, 2);
    await world().clock.pass(120_000);
    provider({}, doubtful);
    await story.stage(stage);
    await story.stands(stage, 'with-staff');
    await verified(story, 4);
    expect(await announced(story)).toEqual([]);
    expect((await story.tasks()).map(({ kind, because }) => `${kind} ${because}`)).toEqual([
      'deliver-by-hand suspect-number',
    ]);
  });
});

test('neither name nor number stands in the trail, the table of checks or what the loan system is told', async () => {
  world().withChecks();
  provider({ ThreeElementsVerification: { check: '0' } });
  const story = await begin('Tue 10:00', { application: consenting });
  await story.shows('a correction is asked for', asksForCorrection);
  const rows = await world().ledger.query(
    'SELECT v::text FROM contact_verification v UNION ALL SELECT a::text FROM announcement a',
  );
  const seen = JSON.stringify([await story.trail(), rows]);
  expect(seen).toContain('mobile@1');
  for (const value of [story.mobile, idNumber, applicant.name]) {
    expect(seen).not.toContain(value);
    expect(seen).not.toContain(Buffer.from(value).toString('hex'));
  }
});

test.each(['number-of-another-person', 'number-nobodys-by-the-time-of-sending'])(
  'no number stands in the payloads of `%s`, which are kept without encryption',
  (name) => {
    const payloads: string[] = [];
    JSON.stringify(readHistory(name), (key, value: unknown) => {
      if (key === 'data' && typeof value === 'string') payloads.push(Buffer.from(value, 'base64').toString());
      return value;
    });
    const seen = payloads.join('\n');
    expect(seen).toContain('mobile@');
    expect(seen).not.toMatch(/13[89]1000\d{4}|11010519491231002X|王小明/);
  },
);

test('without a checker nothing is asked and nothing is written', async () => {
  const story = await begin('Tue 10:00', { application: consenting });
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect(await answers(story)).toEqual([]);
  expect((await story.history()).of('EVENT_TYPE_ACTIVITY_TASK_SCHEDULED')).toHaveLength(1);
});
