/** What providers said of a number is told in both languages, whatever they said. */
import { checkAnswers, checkKinds, uncheckedReasons } from '../../../domain/verification/verification.js';
import type { CheckFact } from '../../../domain/explanation/facts.js';
import { application, at, explained, notice } from './subjects.js';
import { explain } from '../../../domain/explanation/explain.js';
import { now, shanghai } from './subjects.js';

const fact = (changed: Partial<CheckFact>): CheckFact => ({
  name: 'mobile',
  kind: 'number-status',
  answer: 'good',
  provider: 'aliyun',
  code: 'NORMAL',
  checkedAt: at('2026-11-06 18:29:00'),
  ...changed,
});
const told = (one: CheckFact) => {
  const { en, zh } = explained({}, { checks: [one] });
  const isTold = (line: string) => /whether the mobile number|手机号是否/.test(line);
  return { en: en.evidence.filter(isTold), zh: zh.evidence.filter(isTold) };
};

test('who said what, and when, stands among the facts', () => {
  expect(told(fact({ kind: 'real-name', answer: 'mismatch', code: '0' }))).toEqual({
    en: [
      'Friday 6 November 2026, 18:29:00: aliyun was asked whether the mobile number is the applicant’s own: it is another person’s, and it is not used any more (name, identity number and number are not one person’s, 0).',
    ],
    zh: [
      '2026年11月6日（周五）18:29:00：向aliyun查询手机号是否属于申请人本人，答复为他人的号码，不再使用该号码（姓名、证件号和手机号不一致，0）。',
    ],
  });
});

const everything: CheckFact[] = checkKinds.flatMap((kind) => [
  ...checkAnswers.filter((answer) => answer !== 'unchecked').map((answer) => fact({ kind, answer })),
  ...uncheckedReasons.map((because) => fact({ kind, answer: 'unchecked', because })),
]);

test('every answer and every reason for none has a sentence of its own in both languages', () => {
  const said = everything.map(told);
  for (const lang of ['en', 'zh'] as const) {
    const lines = said.flatMap((one) => one[lang]);
    expect(lines).toHaveLength(everything.length);
    expect(new Set(lines).size).toBe(everything.length);
    expect(lines.join('\n')).not.toMatch(/undefined|null|NaN/);
  }
});

test('where nobody was asked it says why, and names no provider', () => {
  const { name, kind, checkedAt } = fact({});
  const unasked: CheckFact = { name, kind, checkedAt, answer: 'unchecked', because: 'no-consent' };
  expect(told(unasked)).toEqual({
    en: [
      'Friday 6 November 2026, 18:29:00: nobody was asked whether the mobile number is in use, since the applicant has not agreed to it.',
    ],
    zh: ['2026年11月6日（周五）18:29:00：没有查询手机号是否在用，因为申请人没有同意核验。'],
  });
});

test('what was checked after a notice was finished is no part of its story', () => {
  const one = notice({ state: 'delivered', finishedAt: at('2026-11-06 18:31') });
  const late = fact({ checkedAt: at('2026-11-06 18:32') });
  const { en } = explain(application({ notices: [one], checks: [late] }), one, now, shanghai);
  expect(en.evidence.join('\n')).not.toContain('whether the mobile number');
});
