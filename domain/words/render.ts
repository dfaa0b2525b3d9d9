/** Renders a template strictly: what is missing is named before anything is sent. */
import { assertNever } from '../failure/assert-never.js';
import type { WordFields } from './field.js';
import { smsVariables } from './field.js';
import { fieldsOfLiquid, parseLiquid, renderLiquid } from './liquid.js';
import { htmlOf, plainLine, plainLines } from './plain-text.js';
import { longestVariable, variableFieldsOf } from './sms-text.js';
import type { WrittenTemplate } from './template.js';

/** Words as a channel carries them. */
export type RenderedWords =
  | {
      /** What its provider renders, from the copy it approved. */
      readonly channel: 'sms' | 'voice';
      /** What the applicant reads, without the provider's signature, or hears. */
      readonly text: string;
      /** The provider puts these into its own approved copy; in the order of their first place in the text. */
      readonly variables: Readonly<Record<string, string>>;
    }
  | { readonly channel: 'push'; readonly title: string; readonly body: string }
  | { readonly channel: 'email'; readonly subject: string; readonly text: string; readonly html: string };

/** Rendered, or the fields that are absent, or those longer than a provider's variable may be. */
export type Rendering =
  | { readonly ok: RenderedWords }
  | { readonly missing: readonly string[] }
  | { readonly tooLong: readonly string[] };

/** The fields a template uses, in any of its parts; none for a part that is no Liquid of ours. */
export const fieldsOf = (template: Pick<WrittenTemplate, 'subject' | 'title' | 'body'>): string[] => [
  ...new Set(
    partsOf(template).flatMap((text) => {
      const read = parseLiquid(text);
      return 'parsed' in read ? fieldsOfLiquid(read.parsed) : [];
    }),
  ),
];

const partsOf = ({ subject = '', title = '', body }: Pick<WrittenTemplate, 'subject' | 'title' | 'body'>) => [
  subject,
  title,
  body,
];

/**
 * Renders the words of a template that has no fault.
 * @throws RangeError for a text that is no Liquid of ours; it quotes nothing
 */
export function renderWords(template: WrittenTemplate, fields: WordFields): Rendering {
  const missing = new Set<string>();
  const [subject = '', title = '', body = ''] = partsOf(template).map((text) => {
    const read = parseLiquid(text);
    if ('fault' in read) throw new RangeError('these words cannot be read');
    const rendered = renderLiquid(read.parsed, fields);
    if ('text' in rendered) return rendered.text;
    for (const field of rendered.missing) missing.add(field);
    return '';
  });
  if (missing.size > 0) return { missing: [...missing] };
  const { channel } = template;
  switch (channel) {
    case 'sms':
    case 'voice':
      return renderByProvider(template, channel, fields, plainLine(body));
    case 'push':
      return { ok: { channel, title: plainLine(title), body: plainLine(body) } };
    case 'email': {
      const text = plainLines(body);
      return { ok: { channel, subject: plainLine(subject), text, html: htmlOf(text, template.locale) } };
    }
    default:
      return assertNever(channel);
  }
}

function renderByProvider(
  template: WrittenTemplate,
  channel: 'sms' | 'voice',
  fields: WordFields,
  text: string,
): Rendering {
  const values = variableFieldsOf(template.body).map((field) => [field, String(fields[field])] as const);
  const tooLong = values.filter(([, value]) => Array.from(value).length > longestVariable);
  if (tooLong.length > 0) return { tooLong: tooLong.map(([field]) => field) };
  const variables = Object.fromEntries(values.map(([field, value]) => [smsVariables[field] ?? field, value]));
  return { ok: { channel, text, variables } };
}
