import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { reportsOfApplication } from '../../../ledger/report/find.js';
import {
  applicationBody,
  foundInDatabase,
  newId,
  openedIntake,
  refusalOf,
  refusalsOnRecord,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

const canary = '13700137009';
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const fromWire = (text: string): unknown => JSON.parse(text);
const applicant = { name: 'A' };
const unwritable = 'must not contain NUL or unpaired surrogates';

/** A body that must be refused, and the fields its lines must name, one line each. */
const applications: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['nothing', undefined, ['(body)']],
  ['null', null, ['(body)']],
  ['a text', canary, ['(body)']],
  ['a list', [canary], ['(body)']],
  ['an empty object', {}, ['applicant', 'contacts', 'product']],
  ['a thousand levels', fromWire(nested(1_000)), ['applicant', 'contacts', 'product', '(body)']],
  [
    'a thousand levels inside',
    applicationBody({ applicant: fromWire(nested(1_000)) }),
    ['applicant.name', 'applicant'],
  ],
  [
    'a name of a million letters',
    applicationBody({ applicant: { name: canary.repeat(1e5) } }),
    ['applicant.name'],
  ],
  ['NUL in a name', applicationBody({ applicant: { name: `A\u0000${canary}` } }), ['applicant.name']],
  ['a mobile number as the product', applicationBody({ product: '客户 13800138000' }), ['product']],
  ['an identity number as the region', applicationBody({ region: '330106199001011011' }), ['region']],
  ['NUL in the product', applicationBody({ product: `\u0000${canary}` }), ['product']],
  ['NUL in the region', applicationBody({ region: 'x\u0000' }), ['region']],
  [
    'NUL in contacts',
    applicationBody({ contacts: { email: 'a\u0000@b', pushTokens: ['a', '\u0000b'] } }),
    ['contacts.email', 'contacts.pushTokens.1'],
  ],
  ['half a character in a name', applicationBody({ applicant: { name: '\ud83d' } }), ['applicant.name']],
  ['half a character in the product', applicationBody({ product: '\udc00x' }), ['product']],
  [
    'a prototype',
    fromWire(`{"__proto__":{"applicant":{"name":"${canary}"}},"contacts":{},"product":"x"}`),
    ['applicant', '(body)'],
  ],
  [
    'a prototype inside',
    applicationBody({ contacts: fromWire(`{"__proto__":{"mobile":"${canary}"}}`) }),
    ['contacts'],
  ],
  [
    'a constructor',
    fromWire(`{"constructor":1,"applicant":{"name":"A"},"contacts":{},"product":"x"}`),
    ['(body)'],
  ],
  ['a field named like a number', applicationBody({ [canary]: canary }), ['(body)']],
  [
    'consent for a channel named like a number',
    applicationBody({ consent: { [canary]: true } }),
    ['consent'],
  ],
  [
    'wrong types everywhere',
    { applicant: canary, contacts: [canary], product: 7, amount: canary },
    ['applicant', 'contacts', 'product', 'amount'],
  ],
  ['an amount of nothing', applicationBody({ amount: 0 }), ['amount']],
  ['an endless amount', applicationBody({ amount: Number.POSITIVE_INFINITY }), ['amount']],
  [
    'eleven push tokens',
    applicationBody({ contacts: { pushTokens: Array(11).fill(canary) } }),
    ['contacts.pushTokens'],
  ],
  ['a type of its own', applicationBody({ applicant: { ...applicant, type: canary } }), ['applicant.type']],
];

const stages: readonly (readonly [string, string, unknown, readonly string[]])[] = [
  ['no decision', 'final-decision', {}, ['decision']],
  ['a decision of its own', 'final-decision', { decision: canary }, ['decision']],
  [
    'NUL in its guidance',
    'final-decision',
    { decision: 'declined', guidance: `${canary}\u0000` },
    ['guidance'],
  ],
  [
    'a decision in the year 0',
    'final-decision',
    { decision: 'declined', decidedAt: '0000-01-01T00:00:00Z' },
    ['decidedAt'],
  ],
  ['a validity until the year 0', 'preliminary-approval', { validUntil: '0000-02-29' }, ['validUntil']],
  ['a 30th of February', 'supplementary-documents', { documents: ['x'], dueDate: '2026-02-30' }, ['dueDate']],
  [
    'a due date that is a number',
    'supplementary-documents',
    { documents: ['x'], dueDate: Number(canary) },
    ['dueDate'],
  ],
  ['no documents', 'supplementary-documents', { documents: [], dueDate: '2026-12-01' }, ['documents']],
  [
    'half a character in a document',
    'supplementary-documents',
    { documents: ['x', '\udfff'], dueDate: '2026-12-01' },
    ['documents.1'],
  ],
  [
    'another stage’s fields',
    'preliminary-approval',
    { decision: 'approved', dueDate: '2026-12-01' },
    ['(body)'],
  ],
  ['urgency without a reason', 'preliminary-approval', { urgent: {} }, ['urgent.reason']],
];

describe('a body that is not as agreed', () => {
  let intake: OpenedIntake;
  let id: ReturnType<typeof newId>;
  beforeAll(async () => {
    intake = await openedIntake();
    id = newId();
    await reportApplication(intake.world, id, applicationBody());
  });
  afterAll(async () => {
    await intake.close();
  });

  async function refused(report: Promise<unknown>, fields: readonly string[]): Promise<readonly string[]> {
    const refusal = await refusalOf(report);
    expect(refusal.code).toBe('body-invalid');
    for (const line of refusal.fields) expect(line).toMatch(/^[\w.()]+: [\x20-\x7e]{3,200}$/);
    expect(refusal.fields.map((line) => line.slice(0, line.indexOf(':'))).sort()).toEqual([...fields].sort());
    expect(refusal.fields.join()).not.toContain(canary);
    expect((await refusalsOnRecord(intake)).at(-1)).toMatchObject(refusal);
    return refusal.fields;
  }

  test.each(applications)(
    'is refused line by line: an application that is or has %s',
    async (_, body, fields) => {
      await refused(reportApplication(intake.world, newId(), body), fields);
    },
  );

  test.each(stages)('is refused line by line: a stage with %s', async (_, stage, body, fields) => {
    await refused(reportStage(intake.world, id, stage, 1, body), fields);
  });

  test('is refused line by line: contacts and withdrawals', async () => {
    await refused(reportContacts(intake.world, id, { mobile: Number(canary) }), ['mobile']);
    await refused(reportContacts(intake.world, id, { mobile: '1'.repeat(41), email: '' }), [
      'mobile',
      'email',
    ]);
    expect(await refused(reportContacts(intake.world, id, { landline: '\u0000' }), ['landline'])).toEqual([
      `landline: ${unwritable}`,
    ]);
    await refused(reportWithdrawal(intake.world, id, { reason: { canary } }), ['reason']);
    await refused(reportWithdrawal(intake.world, id, { reason: '\ud800' }), ['reason']);
    await refused(reportWithdrawal(intake.world, id, null), ['(body)']);
  });

  test('is told of in few lines, however many faults it has', async () => {
    const documents = Array<number>(100_000).fill(Number(canary));
    const body = { documents, dueDate: 'soon' };
    await refused(reportStage(intake.world, id, 'supplementary-documents', 1, body), [
      'documents',
      'dueDate',
    ]);
    const consent = Object.fromEntries(documents.map((_, index) => [`${canary}-${index}`, true]));
    await refused(reportApplication(intake.world, newId(), applicationBody({ consent })), ['consent']);
  });

  test('leaves nothing behind but its refusal', async () => {
    expect(await reportsOfApplication(intake.ledger, id)).toHaveLength(1);
    expect(await foundInDatabase(intake, [canary])).toEqual([]);
    expect(intake.logged()).not.toContain(canary);
  });

  test('is told from one that is only unusual, which is taken as it is', async () => {
    const unusual = { name: '𠮷野 🦊 O’Neil\t𝒜', idNumber: "'; DROP TABLE report; --" };
    const body = applicationBody({ applicant: unusual, product: '\u202e消费贷', consent: { sms: true } });
    const odd = newId();
    expect(await reportApplication(intake.world, odd, body)).toMatchObject({ result: 'created' });
    expect(await reportApplication(intake.world, odd, body)).toMatchObject({ result: 'known' });
  });
});
