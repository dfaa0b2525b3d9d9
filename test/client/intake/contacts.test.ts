import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { contactsOfVersion, latestContacts } from '../../../ledger/application/contacts.js';
import { applicationBody, newId, openedIntake, refusalOf } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

describe('contacts', () => {
  let intake: OpenedIntake;
  beforeAll(async () => {
    intake = await openedIntake();
  });
  afterAll(() => intake.close());
  const latest = async (id: string) => {
    const row = await latestContacts(intake.ledger, id);
    return { version: row?.version, state: row?.mobileState };
  };

  test.each([
    ['12345678901', 'bad-format'],
    ['1380013800', 'bad-format'],
    ['+852 5123 4567', 'bad-format'],
    ['021-62345678', 'bad-format'],
    ['not a number', 'bad-format'],
    ['１３８００１３８０００', 'good'],
    ['+86 138 0013 8000', 'good'],
  ])('with the mobile %s are told at once to be %s', async (mobile, state) => {
    const id = newId();
    const body = applicationBody({ contacts: { mobile } });
    expect(await reportApplication(intake.world, id, body)).toEqual({
      result: 'created',
      told: true,
      mobile: state,
      contacts: { mobile: state },
      idNumber: 'good',
    });
    // Told again to whoever asks again.
    expect(await reportApplication(intake.world, id, body)).toEqual({
      result: 'known',
      told: true,
      mobile: state,
      contacts: { mobile: state },
      idNumber: 'good',
    });
  });

  test('without a mobile are told at once to lack it', async () => {
    const contacts = { email: 'a@example.com' };
    expect(await reportApplication(intake.world, newId(), applicationBody({ contacts }))).toMatchObject({
      mobile: 'missing',
    });
  });

  test('corrected are a further version; the former ones stay as they were', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody({ contacts: { mobile: '12345' } }));
    const before = await contactsOfVersion(intake.ledger, id, 1);
    const corrected = { mobile: '13900139000' };
    expect(await reportContacts(intake.world, id, corrected)).toEqual({
      result: 'created',
      told: true,
      mobile: 'good',
      contacts: { mobile: 'good' },
    });
    expect(await latest(id)).toEqual({ version: 2, state: 'good' });
    expect(await contactsOfVersion(intake.ledger, id, 1)).toEqual(before);
    expect(await reportContacts(intake.world, id, corrected)).toEqual({
      result: 'known',
      told: true,
      mobile: 'good',
      contacts: { mobile: 'good' },
    });
    expect(await latest(id)).toEqual({ version: 2, state: 'good' });
    // Going back to the first ones is a change, too.
    expect(await reportContacts(intake.world, id, { mobile: '12345' })).toMatchObject({ result: 'created' });
    expect(await latest(id)).toEqual({ version: 3, state: 'bad-format' });
  });

  test('as reported with the application are known when they come again by themselves', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody());
    const { contacts } = applicationBody();
    expect(await reportContacts(intake.world, id, contacts)).toMatchObject({ result: 'known' });
  });

  test('changed within the application’s own report are refused: that is said by a report of contacts', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody());
    const changed = reportApplication(
      intake.world,
      id,
      applicationBody({ contacts: { mobile: '13900139000' } }),
    );
    expect(await refusalOf(changed)).toEqual({
      code: 'application-differs',
      fields: ['/contacts/email', '/contacts/mobile'],
    });
  });
});
