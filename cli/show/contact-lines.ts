/** An application's contacts as lines. */
import type { Masked } from '../../client/contact/masked.js';
import type { RevealedContacts } from '../../client/reveal/contacts.js';
import type { ContactsShown } from '../../client/contact/versions.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import { inWords } from './plain-words.js';

const names: Readonly<Record<string, string>> = {
  mobile: '手机号',
  email: '邮箱',
  landline: '座机',
  name: '姓名',
  idNumber: '证件号',
};

/** `mobile`, `email`, `push-1` … in the reader's language. */
export const contactInWords = (name: string, lang: Language): string =>
  lang === 'en' ? name : (names[name] ?? name.replace(/^push-/, '推送令牌 '));

/** Whom they are of, masked, and a line a version, the one in force last; states alone. */
export const contactLines = (
  { versions, masked }: { readonly versions: readonly ContactsShown[]; readonly masked?: Masked | undefined },
  lang: Language,
): string =>
  [...(masked === undefined ? [] : [maskedLine(masked)]), ...versionLines(versions, lang)].join('\n');

const maskedLine = ({ name, idNumber, mobile, landline, email }: Masked): string =>
  [colours.bold(name), idNumber, mobile, landline, email].filter((value) => value !== undefined).join('  ');

const versionLines = (versions: readonly ContactsShown[], lang: Language): string[] =>
  versions.map(({ version, reportedAt, contacts }, at) => {
    const states = Object.entries(contacts).map(
      ([name, state]) => `${contactInWords(name, lang)} ${inWords(state, lang)}`,
    );
    const none = { en: 'no contact was given', zh: '未提供联系方式' }[lang];
    const inForce = { en: 'in force', zh: '有效' }[lang];
    return [
      colours.bold(`#${version}`),
      colours.dim(new Date(reportedAt).toISOString()),
      states.length === 0 ? none : states.join(lang === 'zh' ? '，' : ', '),
      ...(at === versions.length - 1 ? [colours.green(inForce)] : []),
    ].join('  ');
  });

/** The values themselves; only where their showing is on record. */
export function revealedLines({ version, contacts, applicant }: RevealedContacts, lang: Language): string {
  const { mobile, email, landline, pushTokens } = contacts;
  const { name, idNumber } = applicant ?? {};
  const rows = Object.entries({ name, idNumber, mobile, email, landline }).flatMap(([field, value]) =>
    value === undefined ? [] : [`${contactInWords(field, lang)}  ${value}`],
  );
  const tokens = {
    en: `push tokens  ${pushTokens?.length ?? 0}`,
    zh: `推送令牌  ${pushTokens?.length ?? 0} 个`,
  }[lang];
  const onRecord = {
    en: `version ${version}; that these were shown is on record`,
    zh: `第 ${version} 版；本次查看已留痕`,
  }[lang];
  return [...rows, tokens, colours.dim(onRecord)].join('\n');
}
