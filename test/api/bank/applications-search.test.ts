/** Finding the applications of somebody who calls, on a real ledger. */
import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { applicationBody, canaries, newId, refusalOf, stageBodies } from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

interface Found {
  readonly applicationId: string;
  readonly formerNumber?: boolean;
  readonly explanation: { readonly cause: string };
}
const search = (body: unknown, who: Caller = 'staff') =>
  door.call(who, 'POST', '/v1/applications/search', body);
const found = async (body: unknown, who?: Caller): Promise<Found[]> => {
  const { status, json, text } = await search(body, who);
  if (status !== 200) throw new Error(`not found but ${text}`);
  return json['applications'] as Found[];
};
const idsOf = (some: readonly Found[]): string[] => some.map(({ applicationId }) => applicationId);
const bound = (region: string): Caller => ({
  account: 'li.na',
  roles: new Set(['staff']),
  regions: [region],
});

/** An application reported a second after the one before. */
async function reported(changed: Parameters<typeof applicationBody>[0] = {}): Promise<string> {
  const applicationId = newId();
  door.opened.time.now += 1_000;
  await reportApplication(door.opened.world, applicationId, applicationBody(changed));
  return applicationId;
}

test('an application without any notice is found by number however said, by name and by its id, with its answer', async () => {
  const { mobile, name } = canaries;
  const older = await reported({ applicant: { name }, contacts: { mobile } });
  const newer = await reported({ applicant: { name }, contacts: { mobile } });
  await reportStage(door.opened.world, newer, 'final-decision', 1, stageBodies['final-decision']);
  for (const said of [
    mobile,
    '+86 138-1234-5678',
    ' 138 1234 5678 ',
    '0086 13812345678',
    '１３８１２３４５６７８',
  ])
    expect(idsOf(await found({ mobile: said }))).toEqual([newer, older]);
  expect(idsOf(await found({ name: ` ${name} ` }))).toEqual([newer, older]);
  expect(await found({ applicationId: older })).toEqual([
    {
      applicationId: older,
      reportedAt: expect.stringMatching(/^2026-.*Z$/) as unknown,
      product: 'personal-loan',
      region: '310000',
      masked: { name: '欧*', mobile: '138****5678' },
      notices: [],
      explanation: {
        cause: 'nothing-reported',
        nextStep: 'ask-the-loan-system',
        zh: { cause: expect.stringContaining('。') as unknown },
        en: { cause: expect.stringContaining('No decision was reported to us') as unknown },
      },
    },
  ]);
  expect(await found({ applicationId: newer })).toMatchObject([
    {
      notices: [{ stage: 'final-decision', round: 1, state: 'held' }],
      explanation: { cause: 'being-taken-up' },
    },
  ]);
  const { text } = await search({ mobile });
  for (const canary of Object.values(canaries)) expect(text).not.toContain(canary);
});

test('a landline is found as it is said, with or without its extension as it was given', async () => {
  const plain = await reported({ contacts: { landline: '010-88886666' } });
  const extended = await reported({ contacts: { landline: '(010) 8888 7777 转 12' } });
  for (const said of ['010-8888 6666', '+86 10 88886666', '01088886666'])
    expect(idsOf(await found({ mobile: said }))).toEqual([plain]);
  expect(idsOf(await found({ mobile: '010-88887777转12' }))).toEqual([extended]);
});

test('a number the applicant no more has says so', async () => {
  const mobile = '13900000077';
  const id = await reported({ contacts: { mobile } });
  expect((await found({ mobile }))[0]).not.toHaveProperty('formerNumber');
  await reportContacts(door.opened.world, id, { mobile: '13900000078' });
  expect(await found({ mobile })).toMatchObject([{ applicationId: id, formerNumber: true }]);
  expect((await found({ mobile: '13900000078' }))[0]).not.toHaveProperty('formerNumber');
});

test('an id that only a refused report or the bank’s list names is found by it, and one that nothing names is not', async () => {
  const { world } = door.opened;
  const refused = newId();
  await refusalOf(reportStage(world, refused, 'final-decision', 1, stageBodies['final-decision']));
  expect(await found({ applicationId: refused })).toEqual([
    {
      applicationId: refused,
      notices: [],
      explanation: expect.objectContaining({ cause: 'report-refused' }) as unknown,
    },
  ]);
  const listed = newId();
  const list = {
    decisions: [{ applicationId: listed, stage: 'final-decision', decision: 'approved' }],
  };
  const put = await door.call(
    { account: 'loan-system', roles: new Set(['loan-system']), regions: ['310000'] },
    'PUT',
    '/v1/reconciliations/2026-11-01',
    list,
  );
  expect(put.status).toBeLessThan(300);
  expect(await found({ applicationId: listed })).toMatchObject([
    { applicationId: listed, explanation: { cause: 'decision-unreported' } },
  ]);
  expect(await found({ applicationId: listed }, bound('310000'))).toHaveLength(1);
  expect(await found({ applicationId: listed }, bound('110000'))).toEqual([]);
  expect(await found({ applicationId: newId() })).toEqual([]);
});

test('whoever is bound to a region finds its applications alone, and values are masked for staff only', async () => {
  const mobile = '13900000088';
  const here = await reported({ contacts: { mobile }, region: '310000' });
  const there = await reported({ contacts: { mobile }, region: '110000' });
  expect(idsOf(await found({ mobile }))).toEqual([there, here]);
  expect(idsOf(await found({ mobile }, bound('310000')))).toEqual([here]);
  expect(await found({ applicationId: there }, bound('310000'))).toEqual([]);
  expect((await found({ mobile }, 'supervisor'))[0]).toHaveProperty('masked');
  expect((await found({ mobile }, 'auditor'))[0]).not.toHaveProperty('masked');
});

test('many of one name come in pages of twenty at most, each once, the newest first', async () => {
  const applicant = { name: '张伟' };
  const all: string[] = [];
  for (let nth = 0; nth < 25; nth += 1) all.unshift(await reported({ applicant }));
  const first = await search({ name: '张伟' });
  expect(idsOf(first.json['applications'] as Found[])).toEqual(all.slice(0, 20));
  const second = await search({ name: '张伟', cursor: first.json['next'] });
  expect(idsOf(second.json['applications'] as Found[])).toEqual(all.slice(20));
  expect(second.json).not.toHaveProperty('next');
});

test.each([
  ['nothing', {}, 'expected one of applicationId, mobile and name'],
  ['two things', { mobile: '13700137009', name: 'C4NARY' }, 'expected one of applicationId, mobile and name'],
  ['too many', { name: 'C4NARY', limit: 21 }, 'limit'],
  ['something else', { idNumber: 'C4NARY' }, 'not known here'],
] as const)(
  'who asks for %s is told what is expected, and nothing of what was said',
  async (_what, body, fault) => {
    const { status, json, text } = await search(body);
    expect([status, json['code']]).toEqual([400, 'body-invalid']);
    expect(JSON.stringify(json['faults'])).toContain(fault);
    expect(text).not.toMatch(/C4NARY|13700137009/);
  },
);

test('a place of another list, and an id of no shape of ours, are refused', async () => {
  expect(await search({ name: '张伟', cursor: Buffer.from('[1]').toString('base64url') })).toMatchObject({
    status: 400,
    json: { code: 'request-invalid' },
  });
  expect(await search({ applicationId: '张伟' })).toMatchObject({
    status: 400,
    json: { code: 'application-id-shape' },
  });
});
