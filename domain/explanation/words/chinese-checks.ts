/** What providers' checks of a contact said, in Chinese. */
import type { CheckAnswer, CheckKind, UncheckedBecause } from '../../verification/verification.js';
import type { EvidenceOf } from '../evidence.js';

const questions: Readonly<Record<CheckKind | 'both', string>> = {
  both: '手机号是否在用、是否属于申请人本人',
  'number-status': '手机号是否在用',
  'real-name': '手机号是否属于申请人本人',
};

const uncheckedReasons: Readonly<Record<UncheckedBecause, string>> = {
  'no-consent': '申请人没有同意核验',
  'no-identity-number': '没有可供比对的本人证件号',
  'not-covered': '服务商不支持核验该号码',
  'no-record': '服务商没有该号码的记录',
  'not-known-now': '服务商暂时不知道',
  'no-answer': '没有得到可读的答复',
  'provider-down': '服务商当时无法为我方服务',
  'rate-limited': '服务商暂时不再接收查询',
  misconfigured: '我方在服务商处的账户设置有误',
  'unlisted-code': '服务商的答复不在代码表中',
};

const answers: Readonly<Record<Exclude<CheckAnswer, 'unchecked'>, string>> = {
  good: '答复为是',
  'not-in-service': '答复为没有人使用该号码，不再使用该号码',
  off: '答复为暂时停用或关机，仍会使用该号码',
  mismatch: '答复为他人的号码，不再使用该号码',
};

export function checkedWords(fact: EvidenceOf<'contact-verified'>): string {
  const { check, answer, because, provider, code, why } = fact;
  const question = questions[check];
  const coded = code === undefined ? '' : `（${why === undefined ? '' : `${why.zh}，`}${code}）`;
  if (answer !== 'unchecked') return `向${provider ?? '服务商'}查询${question}，${answers[answer]}${coded}。`;
  const reason = because === undefined ? '原因没有记录' : uncheckedReasons[because];
  return provider === undefined
    ? `没有查询${question}，因为${reason}。`
    : `向${provider}查询${question}，没有结果：${reason}${coded}。`;
}
