/** The approved words of the embedded stack's accounts: one signature, a template for each message. */
import { smsVariables } from '../../domain/words/field.js';
import { allSlots } from '../../domain/words/slot.js';
import type { TemplateSlot } from '../../domain/words/slot.js';
import { variableFieldsOf } from '../../domain/words/sms-text.js';
import { readShippedWords } from '../words/shipped.js';

const messages = [
  'preliminary-approval',
  'supplementary-documents',
  'final-decision.approved',
  'final-decision.declined',
  'final-decision.conditional',
];

/** The code under which the embedded providers know the SMS of a slot: `SMS_100000003` and the like. */
export function embeddedSmsCode({ stage, decision, locale, applicantType }: TemplateSlot): string {
  const message = messages.indexOf([stage, ...(decision === undefined ? [] : [decision])].join('.'));
  const number = 1 + message + (locale === 'en' ? 10 : 0) + (applicantType === 'company' ? 20 : 0);
  return `SMS_1000000${String(number).padStart(2, '0')}`;
}

export const embeddedWords = {
  signName: '必达示例银行',
  templates: allSlots()
    .filter(({ channel }) => channel === 'sms')
    .map(embeddedSmsCode),
};

/** What the variables of an SMS stand for, in the order of the text: some providers know them by number alone. */
export const embeddedVariables: ReadonlyMap<string, readonly string[]> = new Map(
  readShippedWords()
    .filter(({ channel }) => channel === 'sms')
    .map((template) => [
      embeddedSmsCode(template),
      variableFieldsOf(template.body).map((field) => smsVariables[field] ?? field),
    ]),
);
