import {
  applicationBodySchema,
  contactsSchema,
  faultsOf,
  stageBodySchemas,
  usefulUntilOf,
  withdrawalBodySchema,
} from '../../../domain/report/schemas.js';

/** Stands wherever a value is wrong; it must never come back in a fault. */
const canary = 'CANARY-13800138000-张三';

const schemas = {
  application: applicationBodySchema,
  contacts: contactsSchema,
  withdrawal: withdrawalBodySchema,
  ...stageBodySchemas,
} as const;
type Body = keyof typeof schemas;

const application = { applicant: { name: '张三' }, contacts: { mobile: '13800138000' }, product: '经营贷' };
const documents = { documents: ['营业执照'], dueDate: '2026-06-30' };
const decision = { decision: 'approved' };

const read = (body: Body, given: unknown) => schemas[body].safeParse(given);
function faults(body: Body, given: unknown): string[] {
  const { success, error } = read(body, given);
  return success ? [] : faultsOf(error);
}

test.each<[Body, unknown]>([
  ['application', application],
  ['application', { ...application, contacts: {} }],
  ['application', { ...application, amount: 1, region: '上海' }],
  ['application', { ...application, amount: 1e12 }],
  ['application', { ...application, consent: {} }],
  ['application', { ...application, consent: { sms: false } }],
  ['application', { ...application, consent: { sms: true, push: true, email: false, voice: true } }],
  [
    'application',
    {
      ...application,
      applicant: {
        name: '某某公司',
        type: 'company',
        contactPerson: '李四',
        idNumber: 'X1',
        locale: 'zh-CN',
      },
    },
  ],
  ['contacts', {}],
  ['contacts', { mobile: 'anything', email: 'a@b', pushTokens: [], landline: '010' }],
  ['contacts', { pushTokens: ['t'.repeat(4096)] }],
  ['withdrawal', {}],
  ['withdrawal', { reason: '客户撤回' }],
  ['preliminary-approval', {}],
  [
    'preliminary-approval',
    { amount: 200_000, validUntil: '2026-07-31', decidedAt: '2026-06-01T09:00:00+08:00' },
  ],
  ['preliminary-approval', { decidedAt: '2026-06-01T01:00:00Z', urgent: { reason: '客户在柜台' } }],
  ['supplementary-documents', documents],
  ['supplementary-documents', { ...documents, dueDate: '2028-02-29' }],
  ['final-decision', decision],
  ['final-decision', { decision: 'conditional', guidance: '请携带身份证到网点', amount: 0.01 }],
])('%s takes %j', (body, given) => {
  expect(faults(body, given)).toEqual([]);
});

const oneWrongField: readonly [Body, unknown, RegExp][] = [
  ['application', { ...application, applicant: { name: '' } }, /^applicant\.name: .*>=1/],
  ['application', { ...application, applicant: { name: '  ' } }, /^applicant\.name: .*>=1/],
  ['application', { ...application, applicant: { name: canary.repeat(20) } }, /^applicant\.name: .*<=200/],
  ['application', { ...application, applicant: { name: [canary] } }, /^applicant\.name: .*expected string/],
  ['application', { ...application, applicant: {} }, /^applicant\.name: .*expected string/],
  ['application', { ...application, applicant: canary }, /^applicant: .*expected object/],
  [
    'application',
    { ...application, applicant: { name: 'n', type: canary } },
    /^applicant\.type: .*"person"\|"company"/,
  ],
  [
    'application',
    { ...application, applicant: { name: 'n', locale: canary } },
    /^applicant\.locale: .*"zh-CN"\|"en"/,
  ],
  [
    'application',
    { ...application, applicant: { name: 'n', idNumber: canary.repeat(3) } },
    /^applicant\.idNumber: .*<=40/,
  ],
  [
    'application',
    { ...application, applicant: { name: 'n', contactPerson: 7 } },
    /^applicant\.contactPerson: .*string/,
  ],
  [
    'application',
    { ...application, applicant: { name: 'n', [canary]: 1 } },
    /^applicant: has 1 field\(s\) that are not known/,
  ],
  ['application', { ...application, contacts: undefined }, /^contacts: .*expected object/],
  [
    'application',
    { ...application, contacts: { mobile: 13800138000 } },
    /^contacts\.mobile: .*expected string/,
  ],
  ['application', { ...application, consent: { sms: canary } }, /^consent\.sms: .*expected boolean/],
  [
    'application',
    { ...application, consent: { [canary]: true } },
    /^consent: has 1 field\(s\) that are not known/,
  ],
  ['application', { ...application, consent: canary }, /^consent: .*expected record/],
  ['application', { ...application, product: 7 }, /^product: .*expected string/],
  ['application', { ...application, amount: canary }, /^amount: .*expected number/],
  ['application', { ...application, amount: 0 }, /^amount: .*>0/],
  ['application', { ...application, amount: -13800138000 }, /^amount: .*>0/],
  ['application', { ...application, amount: 1.38001380001e21 }, /^amount: .*<=1000000000000/],
  ['application', { ...application, amount: Number.NaN }, /^amount: .*expected number/],
  ['application', { ...application, region: canary.repeat(9) }, /^region: .*<=100/],
  ['application', { ...application, [canary]: canary }, /^\(body\): has 1 field\(s\) that are not known/],
  ['application', canary, /^\(body\): .*expected object/],
  ['application', [canary], /^\(body\): .*expected object/],
  ['application', null, /^\(body\): .*expected object/],
  ['contacts', { email: canary.repeat(20) }, /^email: .*<=254/],
  ['contacts', { pushTokens: canary }, /^pushTokens: .*expected array/],
  ['contacts', { pushTokens: ['t', 7] }, /^pushTokens\.1: .*expected string/],
  ['contacts', { pushTokens: Array.from({ length: 11 }, () => canary) }, /^pushTokens: .*<=10/],
  ['contacts', { landline: '' }, /^landline: .*>=1/],
  ['contacts', { moblie: canary }, /^\(body\): has 1 field\(s\) that are not known/],
  ['withdrawal', { reason: canary.repeat(20) }, /^reason: .*<=200/],
  ['withdrawal', { why: canary }, /^\(body\): has 1 field/],
  ['preliminary-approval', { amount: canary }, /^amount: .*expected number/],
  ['preliminary-approval', { validUntil: canary }, /^validUntil: .*ISO date/],
  ['preliminary-approval', { validUntil: '2026-02-29' }, /^validUntil: .*ISO date/],
  ['preliminary-approval', { decidedAt: canary }, /^decidedAt: .*ISO datetime/],
  ['preliminary-approval', { decidedAt: '2026-06-01T09:00:00' }, /^decidedAt: .*ISO datetime/],
  ['preliminary-approval', { urgent: true }, /^urgent: .*expected object/],
  ['preliminary-approval', { urgent: { reason: ' ' } }, /^urgent\.reason: .*>=1/],
  ['preliminary-approval', { decision: canary }, /^\(body\): has 1 field/],
  ['supplementary-documents', { ...documents, documents: [] }, /^documents: .*>=1/],
  ['supplementary-documents', { ...documents, documents: canary }, /^documents: .*expected array/],
  [
    'supplementary-documents',
    { ...documents, documents: [{ name: canary }] },
    /^documents\.0: .*expected string/,
  ],
  ['supplementary-documents', { documents: ['a'] }, /^dueDate: .*expected string/],
  ['supplementary-documents', { ...documents, dueDate: '30/06/2026' }, /^dueDate: .*ISO date/],
  ['supplementary-documents', { ...documents, dueDate: '2026-06-30T00:00:00Z' }, /^dueDate: .*ISO date/],
  ['final-decision', {}, /^decision: .*"approved"\|"declined"\|"conditional"/],
  ['final-decision', { decision: canary }, /^decision: .*"approved"\|"declined"\|"conditional"/],
  ['final-decision', { ...decision, guidance: canary.repeat(200) }, /^guidance: .*<=2000/],
  ['final-decision', { ...decision, dueDate: '2026-06-30' }, /^\(body\): has 1 field/],
];

test.each(oneWrongField)(
  '%s with one wrong field: one line says where and what was expected',
  (body, given, line) => {
    expect(faults(body, given)).toEqual([expect.stringMatching(line)]);
  },
);

test.each(oneWrongField)('%s with one wrong field: the value does not come back', (body, given) => {
  const [line = ''] = faults(body, given);
  expect(line).not.toMatch(/CANARY|1380013|张三|moblie|30\/06/);
  expect(line).not.toMatch(/[\r\n]/);
  expect(line.length).toBeLessThan(160);
});

test('each wrong field has a line of its own', () => {
  const given = { documents: [], dueDate: canary, decidedAt: canary, [canary]: 1, more: 2 };
  expect(faults('supplementary-documents', given)).toEqual([
    expect.stringMatching(/^decidedAt: /),
    expect.stringMatching(/^documents: /),
    expect.stringMatching(/^dueDate: /),
    expect.stringMatching(/^\(body\): has 2 field\(s\)/),
  ]);
});

test('texts are taken without the spaces around them', () => {
  expect(read('application', { ...application, applicant: { name: ' 张三 ' } }).data).toMatchObject({
    applicant: { name: '张三' },
  });
});

test('a notice is useless after the date its stage names, and a final decision names none', () => {
  expect(usefulUntilOf(stageBodySchemas['supplementary-documents'].parse(documents))).toBe('2026-06-30');
  expect(usefulUntilOf(stageBodySchemas['preliminary-approval'].parse({ validUntil: '2026-07-31' }))).toBe(
    '2026-07-31',
  );
  expect(usefulUntilOf(stageBodySchemas['preliminary-approval'].parse({}))).toBeUndefined();
  expect(usefulUntilOf(stageBodySchemas['final-decision'].parse({ decision: 'declined' }))).toBeUndefined();
});
