/** What became of a report, in words. */
import type { Taken } from '../../client/intake/intake.js';
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
  notTold: {
    en: 'Temporal is away at present; the relay will tell the workflow',
    zh: 'Temporal 暂不可用；恢复后会自动告知流程',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

/** One line, and one more for each thing the reader should know. `what` names the report. */
export function takenInWords(what: string, { result, mobile, told }: Taken, lang: Language): string {
  const lines = [`${what}${lang === 'zh' ? '：' : ': '}${words[result][lang]}`];
  if (mobile === 'bad-format') lines.push(words.badFormat[lang]);
  if (mobile === 'missing') lines.push(words.missing[lang]);
  if (!told) lines.push(words.notTold[lang]);
  return lines.join('\n');
}
