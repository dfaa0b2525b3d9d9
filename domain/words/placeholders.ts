/** Which fields words of a slot may show, for whoever writes them. Pure; from the same rules that judge the words. */
import { fieldRules } from './field.js';
import type { WordField, WordFields } from './field.js';
import { sampleFields } from './sample.js';
import type { TemplateSlot } from './slot.js';
import { lineOf, mustSayBy } from './template-faults.js';
import type { TemplateFault } from './template-fault.js';

export interface Placeholder {
  readonly field: WordField;
  readonly parts: readonly TemplateFault['part'][];
  /** Whether the body must show it. */
  readonly required: boolean;
  /** Whether a report may come without it: then it stands inside of `{% if … %}`. */
  readonly optional: boolean;
  /** A list is for `for` or `join`. */
  readonly list: boolean;
  /** What the preview shows for it. */
  readonly sample: string;
}

export function placeholdersOf(slot: TemplateSlot): Placeholder[] {
  const sample = sampleFields(slot);
  const line = lineOf(slot.channel);
  return (Object.keys(fieldRules) as WordField[]).flatMap((field) => {
    const rule = fieldRules[field];
    if (!rule.of.includes(slot.stage)) return [];
    const parts: TemplateFault['part'][] = [
      ...(line !== undefined && rule.in.includes('line') ? [line] : []),
      ...(rule.in.includes(slot.channel) ? (['body'] as const) : []),
    ];
    const value: WordFields[WordField] = sample[field];
    if (parts.length === 0 || value === undefined) return [];
    return [
      {
        field,
        parts,
        required: mustSayBy[slot.channel].includes(field),
        optional: rule.optional,
        list: typeof value !== 'string',
        sample: typeof value === 'string' ? value : value.join(slot.locale === 'en' ? ', ' : '、'),
      },
    ];
  });
}
