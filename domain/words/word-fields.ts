/** The fields of one notice's words, from what was reported. */
import { referenceOf } from '../ids/ids.js';
import type { NoticeKey } from '../ids/ids.js';
import type { ApplicationBody, StageBody } from '../report/schemas.js';
import type { WordFields } from './field.js';
import { plainLine, plainLines } from './plain-text.js';
import { speaksOfDecision } from './slot.js';
import type { Decision, Locale, TemplateSlot, WordChannel } from './slot.js';

/** What words are made from. */
export interface WordFacts {
  readonly key: NoticeKey;
  readonly body: StageBody;
  readonly applicant: ApplicationBody['applicant'];
  /** The number applicants may call. */
  readonly callBackNumber: string;
}

/** Chinese unless the application says otherwise. */
const localeOf = ({ applicant }: Pick<WordFacts, 'applicant'>): Locale => applicant.locale ?? 'zh-CN';

/** Which template speaks of this notice on a channel. */
export const slotOf = (
  facts: Pick<WordFacts, 'key' | 'body' | 'applicant'>,
  channel: WordChannel,
): TemplateSlot => ({
  stage: facts.key.stage,
  ...('decision' in facts.body && speaksOfDecision(facts.key.stage, channel)
    ? { decision: facts.body.decision }
    : {}),
  channel,
  locale: localeOf(facts),
  applicantType: facts.applicant.type ?? 'person',
});

const decisionWords: Readonly<Record<Decision, Readonly<Record<Locale, string>>>> = {
  approved: { 'zh-CN': '审批通过', en: 'approved' },
  declined: { 'zh-CN': '审批未通过', en: 'not approved' },
  conditional: { 'zh-CN': '附条件通过', en: 'approved with conditions' },
};

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** A local date `YYYY-MM-DD` in words. */
function dateIn(locale: Locale, date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return locale === 'en' ? `${day} ${months[month - 1] ?? ''} ${year}` : `${year}年${month}月${day}日`;
}

/** An amount in yuan, to the cent. */
function amountIn(locale: Locale, amount: number): string {
  const grouped = amount.toFixed(2).replaceAll(/\B(?=(?:\d{3})+\.)/g, ',');
  return locale === 'en' ? `CNY ${grouped}` : `${grouped}元`;
}

const shortDocuments = (locale: Locale, count: number): string =>
  locale === 'en' ? `${count} document${count === 1 ? '' : 's'}` : `补充材料（${count}项）`;

/** Every field this notice can fill; texts of others are made plain here, before any template sees them. */
export function wordFields(facts: WordFacts): WordFields {
  const { key, body, applicant, callBackNumber } = facts;
  const locale = localeOf(facts);
  return {
    name: plainLine(applicant.name),
    reference: referenceOf(key),
    applicationEnding: key.applicationId.slice(-4),
    callBackNumber,
    ...('decision' in body ? { decision: decisionWords[body.decision][locale] } : {}),
    ...('amount' in body && body.amount !== undefined ? { amount: amountIn(locale, body.amount) } : {}),
    ...('validUntil' in body && body.validUntil !== undefined
      ? { validUntil: dateIn(locale, body.validUntil) }
      : {}),
    ...('guidance' in body && body.guidance !== undefined ? { guidance: plainLines(body.guidance) } : {}),
    ...('documents' in body
      ? {
          dueDate: dateIn(locale, body.dueDate),
          documents: body.documents.map(plainLine),
          documentsInShort: shortDocuments(locale, body.documents.length),
        }
      : {}),
  };
}
