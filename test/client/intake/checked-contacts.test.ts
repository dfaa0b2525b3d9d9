import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { approve } from '../../../client/approval/decide.js';
import { correctContacts } from '../../../client/intake/contact-correction.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { applicationBody, canaries, newId, openedIntake, refusalOf } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

let intake: OpenedIntake;
beforeAll(async () => {
  intake = await openedIntake();
});
afterAll(() => intake.close());

const factsOf = async (id: string, kind: string) =>
  (await eventsOfApplication(intake.ledger, id)).filter((fact) => fact.kind === kind);
const checkedLast = async (id: string) => (await factsOf(id, 'contact-checked')).at(-1)?.detail;
const applied = async (changed: Record<string, unknown> = {}) => {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody(changed));
  return id;
};

test('every contact is checked at once, told by name, and on record without its value', async () => {
  const contacts = {
    mobile: '12345',
    email: 'li.na@example',
    landline: '021-62345678转123',
    pushTokens: ['a-token', 'not a token'],
  };
  const id = newId();
  const states = {
    mobile: 'bad-format',
    'push-1': 'good',
    'push-2': 'bad-format',
    email: 'bad-format',
    landline: 'good',
  };
  const body = applicationBody({ contacts });
  expect(await reportApplication(intake.world, id, body)).toMatchObject({ contacts: states });
  expect(await reportApplication(intake.world, id, body)).toMatchObject({ contacts: states });
  expect(await checkedLast(id)).toEqual({
    version: 1,
    mobile: 'bad-format',
    contacts: Object.entries(states).map(([name, state]) => `${name}: ${state}`),
    idNumber: 'good',
  });
});

test.each([
  ['a person’s with a wrong check character', {}, '110105194912310021', 'bad-checksum'],
  ['a person’s of 15 digits', {}, '110105491231002', 'fifteen-digits'],
  ['a company’s', { type: 'company', contactPerson: '何采薇' }, '91350100M000100Y43', 'good'],
  [
    'a company’s with a wrong check character',
    { type: 'company', contactPerson: '何采薇' },
    '91350100M000100Y40',
    'bad-checksum',
  ],
])('the identity number, %s, is taken and its state told', async (_whose, more, idNumber, state) => {
  const id = newId();
  const body = applicationBody({ applicant: { name: canaries.name, idNumber, ...more } });
  expect(await reportApplication(intake.world, id, body)).toMatchObject({
    result: 'created',
    idNumber: state,
  });
  const trail = JSON.stringify(await eventsOfApplication(intake.ledger, id));
  expect(trail).toContain(state);
  expect(trail).not.toContain(idNumber);
});

test('without an identity number nothing is said of one', async () => {
  const body = applicationBody({ applicant: { name: canaries.name } });
  expect(await reportApplication(intake.world, newId(), body)).not.toHaveProperty('idNumber');
});

test('a company without a contact person is refused, naming the field', async () => {
  const body = applicationBody({ applicant: { name: '清溪茶叶有限公司', type: 'company' } });
  expect(await refusalOf(reportApplication(intake.world, newId(), body))).toEqual({
    code: 'body-invalid',
    fields: [expect.stringMatching(/^applicant\.contactPerson: .+ company$/)],
  });
});

test('consent may change with a report of contacts, and stays where one does not speak of it', async () => {
  const id = await applied({ consent: { sms: true } });
  const contacts = { mobile: canaries.mobile, email: canaries.email };
  expect(await reportContacts(intake.world, id, { ...contacts, consent: { sms: true } })).toMatchObject({
    result: 'known',
  });
  expect(await reportContacts(intake.world, id, { ...contacts, consent: { email: true } })).toMatchObject({
    result: 'created',
  });
  expect(await reportContacts(intake.world, id, contacts)).toMatchObject({ result: 'known' });
  expect(await reportContacts(intake.world, id, { mobile: canaries.mobile })).toMatchObject({
    result: 'created',
  });
  expect((await factsOf(id, 'contacts-reported')).map(({ detail }) => detail)).toEqual([
    { version: 2, consentChanged: true },
    { version: 3, consentChanged: false },
  ]);
  const wrong = reportContacts(intake.world, id, { ...contacts, consent: { fax: true } });
  expect(await refusalOf(wrong)).toMatchObject({ code: 'body-invalid' });
});

describe('staff who correct contacts', () => {
  const li = { actor: { account: 'li.na', roles: new Set(['staff'] as const) } };
  const wang = { account: 'wang.wei', roles: new Set(['staff'] as const) };
  /** What waits for a second person; fails if it was taken. */
  const proposed = async (id: string, given: object) => {
    const answer = await correctContacts(intake.world, id, given, li);
    if (answer.result !== 'proposed') throw new Error('it was taken');
    return answer.approval;
  };

  test('replace a mobile number with a second person alone, and nothing of it is done before', async () => {
    for (const given of [{ mobile: '13900139000' }, { mobile: null }, { mobile: '139' }]) {
      const id = await applied();
      expect(await proposed(id, given)).toMatchObject({ state: 'proposed', proposedBy: 'li.na' });
      expect(await factsOf(id, 'contacts-reported')).toEqual([]);
    }
  });

  test('replace it once a second person agrees, and both are on record', async () => {
    const id = await applied();
    const { approvalId } = await proposed(id, { mobile: '13900139000' });
    expect(await approve(intake.world, approvalId, wang)).toMatchObject({
      state: 'approved',
      decidedBy: 'wang.wei',
      carriedOutAt: intake.time.now,
    });
    expect((await factsOf(id, 'contacts-reported')).map(({ detail }) => detail)).toEqual([
      { version: 2, staffRef: 'li.na', confirmedBy: 'wang.wei', consentChanged: false },
    ]);
    const again = await correctContacts(intake.world, id, { mobile: '+86 139 0013 9000' }, li);
    // What was not spoken of stays.
    expect(again).toMatchObject({ mobile: 'good', contacts: { mobile: 'good', email: 'good' } });
  });

  test('need nobody else for what does not replace a mobile number', async () => {
    const id = await applied({ contacts: {} });
    expect(await correctContacts(intake.world, id, { mobile: canaries.mobile }, li)).toMatchObject({
      contacts: { mobile: 'good' },
    });
    const email = await correctContacts(intake.world, id, { email: 'ou@example.com' }, li);
    expect(email).toMatchObject({ contacts: { mobile: 'good', email: 'good' } });
    const without = await correctContacts(intake.world, id, { email: null }, li);
    expect(without).toMatchObject({ contacts: { mobile: 'good' } });
    expect(await correctContacts(intake.world, id, { email: null }, li)).toMatchObject({ result: 'known' });
    expect((await factsOf(id, 'contacts-reported')).map(({ detail }) => detail['version'])).toEqual([
      2, 3, 4,
    ]);
  });

  test('replace even a badly written number only with a second person', async () => {
    const id = await applied({ contacts: { mobile: '1380013' } });
    expect(await proposed(id, { mobile: canaries.mobile })).toMatchObject({ state: 'proposed' });
  });

  test.each([
    ['nothing', {}, li, 'body-invalid'],
    ['an unknown field', { fax: '1' }, li, 'body-invalid'],
    [
      'a phone number for an account',
      { email: null },
      { actor: { ...li.actor, account: '13800138000' } },
      'staff-reference',
    ],
  ])('are refused %s', async (_what, given, by, code) => {
    expect(await refusalOf(correctContacts(intake.world, await applied(), given, by))).toMatchObject({
      code,
    });
  });

  test('are told that an application is unknown', async () => {
    const refused = correctContacts(intake.world, newId(), { email: 'a@example.com' }, li);
    expect(await refusalOf(refused)).toMatchObject({ code: 'application-unknown' });
  });

  test('leave consent as it was', async () => {
    const id = await applied({ consent: { sms: true } });
    await reportContacts(intake.world, id, { mobile: canaries.mobile, consent: { email: true } });
    await correctContacts(intake.world, id, { email: 'ou@example.com' }, li);
    const contacts = { mobile: canaries.mobile, email: 'ou@example.com', consent: { email: true } };
    expect(await reportContacts(intake.world, id, contacts)).toMatchObject({ result: 'known' });
  });
});
