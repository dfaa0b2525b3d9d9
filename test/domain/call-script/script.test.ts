import { callScripts } from '../../../domain/call-script/script.js';
import type { CallFacts } from '../../../domain/call-script/script.js';
import { applicationIdOf } from '../../../domain/ids/ids.js';
import type { StageBody } from '../../../domain/report/schemas.js';
import type { Stage } from '../../../domain/stage/stage.js';

const applicationId = applicationIdOf('LA-2026-0415');
const facts = (changed: Partial<CallFacts> = {}): CallFacts => ({
  kind: 'deliver-by-hand',
  applicationId,
  applicant: { name: '张三', idNumber: '11010519491231002X' },
  product: 'personal-loan',
  appliedOn: '2026-06-01',
  callBackNumber: '95599',
  ...changed,
});
const about = (stage: Stage, body: StageBody): Pick<CallFacts, 'notice'> => ({
  notice: { key: { applicationId, stage, round: 1 }, body },
});
const approved = about('final-decision', { decision: 'approved', amount: 120_000 });

test('a person is known by the end of the identity number, before anything of the loan is said', () => {
  const { zh, en } = callScripts(facts(approved));
  expect(zh).toEqual({
    greet: '您好，这里是银行贷款服务中心，请问您是张三本人吗？',
    verify: [{ say: '为了核对身份，请您报一下身份证号码的最后四位。', expect: '002X' }],
    anotherPerson: '打扰了。请转告张三回电95599，查询码0415-F1。谢谢，再见。',
    tell: ['您的贷款申请已经审批通过。', '额度为120,000.00元。'],
    close: '以后如有疑问，请致电95599，并告诉我们查询码0415-F1。谢谢您，再见。',
  });
  expect(en.verify[0]?.expect).toBe('002X');
  expect(en.tell).toEqual(['Your loan application has been approved.', 'The amount is CNY 120,000.00.']);
});

test('without an identity number the person is known by product and day', () => {
  const { zh, en } = callScripts(facts({ ...approved, applicant: { name: 'Zhang San', locale: 'en' } }));
  expect(zh.verify[0]?.expect).toBe('personal-loan，2026年6月1日（周一）');
  expect(en.verify[0]?.expect).toBe('personal-loan, Monday 1 June 2026');
});

test('of a company its contact person is asked for', () => {
  const applicant = {
    name: '甲乙丙有限公司',
    type: 'company',
    contactPerson: '李四',
    idNumber: '91350100M000100Y43',
  } as const;
  const { zh, en } = callScripts(facts({ ...approved, applicant }));
  expect(zh.greet).toContain('甲乙丙有限公司的李四');
  expect(zh.verify).toEqual([
    { say: '为了核对身份，请您报一下公司统一社会信用代码的最后四位。', expect: '0Y43' },
  ]);
  expect(en.anotherPerson).toContain('ask 李四 to call 95599');
});

test.each<[string, Stage, StageBody, string[], string[]]>([
  [
    'preliminary approval',
    'preliminary-approval',
    { amount: 50_000, validUntil: '2026-12-31' },
    [
      '您的贷款申请已经通过初审。',
      '额度为50,000.00元。',
      '这一结果在2026年12月31日之前有效。',
      '最终结果还要等审批完成，我们会另行通知您。',
    ],
    [
      'Your loan application has passed the preliminary approval.',
      'The amount is CNY 50,000.00.',
      'This holds until 31 December 2026.',
      'The final decision is still to come; we will tell you separately.',
    ],
  ],
  [
    'supplementary documents',
    'supplementary-documents',
    { documents: ['收入证明', '银行流水'], dueDate: '2026-06-30' },
    ['您的贷款申请还需要补充以下材料：', '1. 收入证明', '2. 银行流水', '请在2026年6月30日之前提交。'],
    [
      'Your loan application still needs these documents:',
      '1. 收入证明',
      '2. 银行流水',
      'Please hand them in by 30 June 2026.',
    ],
  ],
  [
    'a decision with conditions',
    'final-decision',
    { decision: 'conditional', guidance: '请补充抵押' },
    ['您的贷款申请已附条件通过。', '请补充抵押'],
    ['Your loan application has been approved with conditions.', '请补充抵押'],
  ],
  [
    'a decision that says no',
    'final-decision',
    { decision: 'declined' },
    ['很抱歉，您的贷款申请未能通过审批。'],
    ['I am sorry to say that your loan application was not approved.'],
  ],
])('%s is told in full', (_what, stage, body, zh, en) => {
  const scripts = callScripts(facts(about(stage, body)));
  expect(scripts.zh.tell).toEqual(zh);
  expect(scripts.en.tell).toEqual(en);
});

test('nothing of the loan is said to whoever else picks up, nor before the person is known', () => {
  const secret = about('final-decision', { decision: 'conditional', guidance: '金丝雀条件', amount: 77_777 });
  const { zh, en } = callScripts(facts(secret));
  const early = JSON.stringify([
    zh.greet,
    zh.verify,
    zh.anotherPerson,
    en.greet,
    en.verify,
    en.anotherPerson,
  ]);
  for (const word of ['金丝雀', '77,777', '通过', 'approved', 'conditions', 'declined', '拒'])
    expect(early).not.toContain(word);
});

test('a contact to correct and a complaint have scripts of their own, which tell no decision', () => {
  for (const kind of ['correct-contact', 'complaint'] as const) {
    const { zh, en } = callScripts(facts({ kind, ...approved }));
    expect(zh.tell.length).toBeGreaterThan(1);
    expect(en.tell).toHaveLength(zh.tell.length);
    expect(JSON.stringify([zh.tell, en.tell])).not.toMatch(/审批通过|approved/);
    expect(callScripts(facts({ kind })).zh.close).toContain('查询码0415');
  }
});

test('controls and direction marks in a name do not reach the script', () => {
  const applicant = { name: '张\u202e三\n<b>' };
  expect(callScripts(facts({ ...approved, applicant })).zh.greet).toContain('张 三 <b>本人');
});
