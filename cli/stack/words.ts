/** The approved words of the embedded stack's accounts: one signature, a template for each message. */
import { smsVariables } from '../../domain/words/field.js';
import { allSlots } from '../../domain/words/slot.js';
import type { TemplateSlot } from '../../domain/words/slot.js';
import { variableFieldsOf } from '../../domain/words/sms-text.js';
import { isApprovedByProvider } from '../../domain/words/template.js';
import { readShippedWords } from '../words/shipped.js';

const messages = [
  'preliminary-approval',
  'supplementary-documents',
  'final-decision.approved',
  'final-decision.declined',
  'final-decision.conditional',
  'final-decision',
];

/** The code under which the embedded providers know the words of a slot: `SMS_100000003`, `TTS_100000006`. */
export function embeddedCode({ stage, decision, channel, locale, applicantType }: TemplateSlot): string {
  const message = messages.indexOf([stage, ...(decision === undefined ? [] : [decision])].join('.'));
  const number = 1 + message + (locale === 'en' ? 10 : 0) + (applicantType === 'company' ? 20 : 0);
  return `${channel === 'voice' ? 'TTS' : 'SMS'}_1000000${String(number).padStart(2, '0')}`;
}

const codesOf = (channel: TemplateSlot['channel']): string[] =>
  allSlots()
    .filter((slot) => slot.channel === channel)
    .map(embeddedCode);

export const embeddedWords = {
  signName: '必达示例银行',
  templates: codesOf('sms'),
  announcements: codesOf('voice'),
};

/** What the variables of such words stand for, in the order of the text: some providers know them by number alone. */
export const embeddedVariables: ReadonlyMap<string, readonly string[]> = new Map(
  readShippedWords()
    .filter(({ channel }) => isApprovedByProvider(channel))
    .map((template) => [
      embeddedCode(template),
      variableFieldsOf(template.body).map((field) => smsVariables[field] ?? field),
    ]),
);
