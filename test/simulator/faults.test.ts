import { Rules, rulesSchema, type RuleInput, type RuleSubject } from '../../simulator/rules.js';

let now = 1_000_000;
const rulesOf = (rules: readonly RuleInput[], seed = 'seed'): Rules => {
  const made = new Rules(seed, () => now);
  made.replace(rulesSchema.parse(rules));
  return made;
};
const sms = (n: number, more: Partial<RuleSubject> = {}): RuleSubject => ({
  operation: 'SendSms',
  route: 'sms/aliyun',
  phone: `138${String(n).padStart(8, '0')}`,
  outId: `attempt-${n}`,
  ...more,
});
const many = Array.from({ length: 2_000 }, (_, n) => n);

describe('an outage', () => {
  const outage: RuleInput = {
    match: { route: 'sms/aliyun', phonePrefix: ['1381234', '1391234'], fromMs: 5_000, untilMs: 9_000 },
    action: { timeout: true },
  };
  const isOut = (rules: Rules, subject: RuleSubject) => rules.behaviourFor(subject).answer.timeout === true;

  test('takes the numbers of its region by its route, from its beginning to its end', () => {
    const rules = rulesOf([outage]);
    const [inside, beside] = [sms(0, { phone: '13912345678' }), sms(0, { phone: '13811111111' })];
    expect(isOut(rules, inside)).toBe(false);
    now += 5_000;
    expect(isOut(rules, inside)).toBe(true);
    expect(isOut(rules, { ...inside, phone: '13812345678' })).toBe(true);
    expect(isOut(rules, beside)).toBe(false);
    expect(isOut(rules, { ...inside, route: 'sms/tencent' })).toBe(false);
    now += 4_000;
    expect(isOut(rules, inside)).toBe(false);
  });
});

describe('a spread delay', () => {
  const slow: RuleInput = { action: { slowMs: { medianMs: 80, p99Ms: 900 } } };
  const delays = (rules: Rules, order = many) =>
    new Map(order.map((n) => [n, rules.behaviourFor(sms(n)).slowMs] as const));

  test('has the median and the 99th percentile it was given', () => {
    const sorted = [...delays(rulesOf([slow])).values()].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    expect(at(0.5)).toBeGreaterThan(70);
    expect(at(0.5)).toBeLessThan(90);
    expect(at(0.99)).toBeGreaterThan(600);
    expect(at(0.99)).toBeLessThan(1_300);
  });

  test('is the same for the same seed and reference, whatever came before, and another for another seed', () => {
    const first = delays(rulesOf([slow]));
    expect(delays(rulesOf([slow]), many.toReversed())).toEqual(first);
    expect(Object.fromEntries(delays(rulesOf([slow])))).toEqual(Object.fromEntries(first));
    expect(Object.fromEntries(delays(rulesOf([slow], 'other')))).not.toEqual(Object.fromEntries(first));
  });

  test('of reports is a figure once a message is taken', () => {
    const rules = rulesOf([{ action: { receipt: { delayMs: { medianMs: 300, p99Ms: 3_000 } } } }]);
    const { receipt } = rules.behaviourFor(sms(1));
    expect(receipt).toEqual({ code: 'DELIVERED', delayMs: expect.any(Number) as number });
  });

  test('with its 99th percentile below its median is refused', () => {
    expect(rulesSchema.safeParse([{ action: { slowMs: { medianMs: 9, p99Ms: 8 } } }]).success).toBe(false);
  });
});

test.each(['SendSms', 'messages:send', 'DATA', 'push'])(
  'a share of the references meets a fault in %s, the same ones every time',
  (operation) => {
    const rules = () => rulesOf([{ match: { share: 0.1 }, action: { refuseBefore: 'drop' } }]);
    const hit = (of: Rules) =>
      many.filter((n) => of.behaviourFor(sms(n, { operation })).answer.refuseBefore !== undefined);
    const first = hit(rules());
    expect(hit(rules())).toEqual(first);
    expect(first.length).toBeGreaterThan(140);
    expect(first.length).toBeLessThan(260);
  },
);
