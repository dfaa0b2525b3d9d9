import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { correctContacts } from '../../../client/intake/contacts.js';
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
  const li = { staffRef: 'li.na' };
  const both = { staffRef: 'li.na', confirmedBy: 'wang.wei' };

  test.each([
    ['nobody', li],
    ['the same account', { ...li, confirmedBy: 'li.na' }],
    ['the same account in other letters', { ...li, confirmedBy: 'LI.NA' }],
  ])('cannot replace a mobile number confirmed by %s', async (_who, by) => {
    const id = await applied();
    for (const given of [{ mobile: '13900139000' }, { mobile: null }, { mobile: '139' }]) {
      const refused = correctContacts(intake.world, id, given, by);
      expect(await refusalOf(refused)).toEqual({ code: 'contact-second-person', fields: [] });
    }
    expect(await factsOf(id, 'contacts-reported')).toEqual([]);
    expect((await factsOf(id, 'report-refused')).map(({ detail }) => detail)).toEqual(
      Array(3).fill({ kind: 'contacts', code: 'contact-second-person' }),
    );
  });

  test('replace it with a second person, and both are on record', async () => {
    const id = await applied();
    const corrected = await correctContacts(intake.world, id, { mobile: '13900139000' }, both);
    expect(corrected).toMatchObject({
      result: 'created',
      told: true,
      mobile: 'good',
      // What was not spoken of stays.
      contacts: { mobile: 'good', email: 'good' },
    });
    expect((await factsOf(id, 'contacts-reported')).map(({ detail }) => detail)).toEqual([
      { version: 2, ...both, consentChanged: false },
    ]);
    const again = await correctContacts(intake.world, id, { mobile: '+86 139 0013 9000' }, li);
    expect(again).toMatchObject({ mobile: 'good' });
  });

  test('need nobody else for what does not replace a mobile number', async () => {
    const id = await applied({ contacts: {} });
    expect(await correctContacts(intake.world, id, { mobile: canaries.mobile }, li)).toMatchObject({
      contacts: { mobile: 'good' },
    });
    const email = await correctContacts(intake.world, id, { email: 'ou@example.com' }, li);
    expect(email).toMatchObject({ contacts: { mobile: 'good', email: 'good' } });
    const without = await correctContacts(intake.world, id, { email: null }, li);
    expect(without.contacts).toEqual({ mobile: 'good' });
    expect(await correctContacts(intake.world, id, { email: null }, li)).toMatchObject({ result: 'known' });
    expect((await factsOf(id, 'contacts-reported')).map(({ detail }) => detail['version'])).toEqual([
      2, 3, 4,
    ]);
  });

  test('replace even a badly written number only with a second person', async () => {
    const id = await applied({ contacts: { mobile: '1380013' } });
    const alone = correctContacts(intake.world, id, { mobile: canaries.mobile }, li);
    expect(await refusalOf(alone)).toMatchObject({ code: 'contact-second-person' });
    expect(await correctContacts(intake.world, id, { mobile: canaries.mobile }, both)).toMatchObject({
      mobile: 'good',
    });
  });

  test.each([
    ['nothing', {}, both, 'body-invalid'],
    ['an unknown field', { fax: '1' }, both, 'body-invalid'],
    ['a phone number for an account', { email: null }, { staffRef: '13800138000' }, 'staff-reference'],
    ['a second account that is none', { email: null }, { ...li, confirmedBy: '小王' }, 'staff-reference'],
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
