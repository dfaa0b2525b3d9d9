/** That nobody may be asked about a number goes on record with the application itself. */
import { reportApplication } from '../../../client/intake/applications.js';
import { checksSchema } from '../../../runtime/configuration/check-schema.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { applicationBody, newId, openedIntake } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

let opened: OpenedIntake;
beforeAll(async () => {
  opened = await openedIntake();
});
afterAll(() => opened.close());

const checker = {
  provider: 'aliyun',
  endpoint: 'https://dytns.example',
  accessKeyId: 'id',
  accessKeySecretFile: 'check.secret',
  authCode: 'code',
} as const;
const both = { numberStatus: checker, realName: checker };

async function saidOf(checks: object, more: Record<string, unknown>): Promise<string[]> {
  const id = newId();
  const configuration = { ...opened.world.configuration, checks: checksSchema.parse(checks) };
  await reportApplication({ ...opened.world, configuration }, id, applicationBody(more));
  const trail = await eventsOfApplication(opened.ledger, id);
  const told = trail
    .filter(({ kind }) => kind === 'contact-verified')
    .map(({ detail }) => [detail['contact'], detail['check'], detail['answer'], detail['because']].join(' '));
  const rows = await opened.ledger.query<{ row: string }>(
    `SELECT name || '@' || version || ' ' || kind || ' ' || answer || ' ' || because AS row
       FROM contact_verification WHERE application_id = $1 ORDER BY verification_id`,
    [id],
  );
  expect(rows.map(({ row }) => row)).toEqual(told);
  return told;
}

test.each([
  ['no consent', both, {}, ['number-status no-consent', 'real-name no-consent']],
  [
    'consent taken back',
    both,
    { consent: { verification: false } },
    ['number-status no-consent', 'real-name no-consent'],
  ],
  ['no consent, one check', { realName: checker }, {}, ['real-name no-consent']],
  [
    'consent to compare, and nobody to compare with',
    { realName: checker },
    { consent: { verification: true }, applicant: { name: '王小明' } },
    ['real-name no-identity-number'],
  ],
  ['no checks', {}, {}, []],
  ['one check that may be made: the story records both', both, { consent: { 'number-status': true } }, []],
  ['a number that is none', both, { contacts: { mobile: '12345' } }, []],
  ['no number', both, { contacts: { email: 'a@b.example' } }, []],
] as const)('%s', async (_what, checks, more, expected) => {
  expect(await saidOf(checks, more)).toEqual(
    expected.map((one) => `mobile@1 ${one.replace(' ', ' unchecked ')}`),
  );
});
