/** Templates and their history in words for staff. */
import { assertNever } from '../../domain/failure/assert-never.js';
import type { RenderedWords } from '../../domain/words/render.js';
import type { TemplateState, TemplateStep, WrittenTemplate } from '../../domain/words/template.js';
import type { TemplateEvent } from '../../ledger/words/row.js';
import type { Language } from '../terminal.js';

const states: Readonly<Record<TemplateState, Readonly<Record<Language, string>>>> = {
  draft: { en: 'draft', zh: '草稿' },
  approved: { en: 'approved', zh: '已审批' },
  'provider-approved': { en: 'approved by the provider', zh: '供应商已审批' },
  live: { en: 'live', zh: '使用中' },
  retired: { en: 'retired', zh: '已停用' },
};

const steps: Readonly<Record<TemplateStep, Readonly<Record<Language, string>>>> = {
  drafted: { en: 'drafted', zh: '已起草' },
  approved: { en: 'approved', zh: '已审批' },
  'provider-approved': { en: 'approved by the provider', zh: '供应商已审批' },
  'went-live': { en: 'went live', zh: '已启用' },
  retired: { en: 'retired', zh: '已停用' },
};

export const stateWords = (state: TemplateState, lang: Language): string => states[state][lang];
export const stepDone = (step: TemplateStep, lang: Language): string => steps[step][lang];

/** Subject or title, if there is one, and the body, as written. */
export const templateText = ({ subject, title, body }: WrittenTemplate): string =>
  [subject ?? title, body].filter((part) => part !== undefined).join('\n\n');

/** When, what, who; for a provider's approval the route and its code. */
export const eventLine = ({ at, step, staffRef, route, code }: TemplateEvent, lang: Language): string =>
  [new Date(at).toISOString(), stepDone(step, lang), staffRef, route, code]
    .filter((part) => part !== null)
    .join('  ');

/** What an applicant would read. */
export function renderedText(rendered: RenderedWords): string {
  switch (rendered.channel) {
    case 'sms':
    case 'voice':
      return rendered.text;
    case 'push':
      return `${rendered.title}\n\n${rendered.body}`;
    case 'email':
      return `${rendered.subject}\n\n${rendered.text}`;
    default:
      return assertNever(rendered);
  }
}
