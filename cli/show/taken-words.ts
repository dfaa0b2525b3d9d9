/** What became of a report, in words. */
import type { Taken } from '../../client/intake/intake.js';
import type { IdentityNumberState } from '../../domain/contact/identity-number.js';
import type { Language } from '../terminal.js';

const words = {
  created: { en: 'recorded', zh: '已记录' },
  known: { en: 'known already, nothing changed', zh: '此前已报送，无变化' },
  badFormat: {
    en: 'the mobile number is not one of mainland China: a task to correct it is opened',
    zh: '手机号不是中国大陆手机号：将转人工更正',
  },
  missing: {
    en: 'no mobile number was given: a task to correct it is opened',
    zh: '未提供手机号：将转人工更正',
  },
  missingBeside: {
    en: 'no mobile number was given: SMS cannot be used',
    zh: '未提供手机号：无法使用短信',
  },
  email: {
    en: 'the e-mail address has no valid form: a task to correct it is opened',
    zh: '邮箱格式不符：将转人工更正',
  },
  landline: {
    en: 'the landline number is not one of mainland China with its area code',
    zh: '座机号不是带区号的中国大陆座机号',
  },
  push: { en: 'a push token has no valid form and is not used', zh: '推送令牌格式不符，不会使用' },
  notTold: {
    en: 'Temporal is away at present; the relay will tell the workflow',
    zh: 'Temporal 暂不可用；恢复后会自动告知流程',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

const idNumberWords: Readonly<
  Record<Exclude<IdentityNumberState, 'good' | 'missing'>, Readonly<Record<Language, string>>>
> = {
  'bad-format': {
    en: 'the identity number has no valid form; correct it at its source',
    zh: '证件号格式不符，请在源头更正',
  },
  'fifteen-digits': {
    en: 'the identity number is one of 15 digits, void since 2013; correct it at its source',
    zh: '证件号为 2013 年起停用的 15 位号码，请在源头更正',
  },
  'bad-birth-date': {
    en: 'the identity number holds a date of birth that cannot be; correct it at its source',
    zh: '证件号中的出生日期有误，请在源头更正',
  },
  'bad-checksum': {
    en: 'the identity number’s check character is wrong; correct it at its source',
    zh: '证件号校验码不符，请在源头更正',
  },
};

/** One line, and one more for each thing the reader should know. `what` names the report. */
export function takenInWords(what: string, taken: Taken, lang: Language): string {
  const { result, told, idNumber } = taken;
  return [
    `${what}${lang === 'zh' ? '：' : ': '}${words[result][lang]}`,
    ...contactFaults(taken).map((fault) => words[fault][lang]),
    ...(idNumber === undefined || idNumber === 'good' || idNumber === 'missing'
      ? []
      : [idNumberWords[idNumber][lang]]),
    ...(told ? [] : [words.notTold[lang]]),
  ].join('\n');
}

function contactFaults({ mobile, contacts = {} }: Taken): (keyof typeof words)[] {
  const isBad = (name: string) => contacts[name] === 'bad-format';
  const names = Object.keys(contacts);
  const reachable = names.some((name) => name !== 'landline' && contacts[name] === 'good');
  return [
    ...(mobile === 'bad-format' ? ['badFormat' as const] : []),
    ...(mobile === 'missing' ? [reachable ? ('missingBeside' as const) : ('missing' as const)] : []),
    ...(isBad('email') ? ['email' as const] : []),
    ...(isBad('landline') ? ['landline' as const] : []),
    ...(names.some((name) => name.startsWith('push-') && isBad(name)) ? ['push' as const] : []),
  ];
}
