/** What is wrong with a template, found when it is written and not when an applicant waits. */
import type { WordField, WordFields } from './field.js';
import { fieldRules, isWordField, neverShown } from './field.js';
import { fieldsOfLiquid, parseLiquid } from './liquid.js';
import { fieldsOf, renderWords } from './render.js';
import { sampleFields } from './sample.js';
import type { WordChannel } from './slot.js';
import { smsFaults } from './sms-text.js';
import { isApprovedByProvider } from './template.js';
import type { WrittenTemplate } from './template.js';

/** Which part beside the body a channel has, and how long each may be, in characters. */
const shapes: Readonly<
  Record<
    WordChannel,
    { readonly line?: 'subject' | 'title'; readonly mostLine: number; readonly mostBody: number }
  >
> = {
  sms: { mostLine: 0, mostBody: 450 },
  push: { line: 'title', mostLine: 60, mostBody: 200 },
  email: { line: 'subject', mostLine: 120, mostBody: 5_000 },
  voice: { mostLine: 0, mostBody: 150 },
};

/** What a call might betray to whoever picks up. */
const decided =
  /通过|批准|获批|放款|拒绝|未能?通过|不予|婉拒|额度|\b(?:approv\w*|declin\w*|reject\w*|refus\w*|grant\w*|condition\w*)\b/i;

/** One line a fault, each naming the part and what was expected there; an empty list if nothing is wrong. */
export function templateFaults(template: WrittenTemplate): string[] {
  const { channel, body } = template;
  const shape = shapes[channel];
  const faults: string[] = [];
  for (const part of ['subject', 'title'] as const) {
    const text = template[part];
    if (part !== shape.line && text !== undefined) faults.push(`${part}: expected none in ${channel} words`);
    if (part !== shape.line) continue;
    if (text === undefined || text.trim() === '') faults.push(`${part}: expected one`);
    else faults.push(...partFaults(template, part, text, shape.mostLine));
  }
  if (body.trim() === '') faults.push('body: expected words');
  faults.push(...partFaults(template, 'body', body, shape.mostBody));
  if (isApprovedByProvider(channel)) faults.push(...smsFaults(body).map((fault) => `body: ${fault}`));
  if (channel === 'voice' && decided.test(body))
    faults.push('body: expected nothing of a decision: nobody knows who picks up');
  faults.push(...mustSay(template));
  // Only where all else is well can it be tried out.
  return faults.length > 0 ? [...new Set(faults)] : unguarded(template);
}

function partFaults(
  template: WrittenTemplate,
  part: 'subject' | 'title' | 'body',
  text: string,
  most: number,
): string[] {
  const faults: string[] = [];
  if (Array.from(text).length > most) faults.push(`${part}: expected at most ${most} characters`);
  if (part !== 'body' && /[\r\n]/.test(text)) faults.push(`${part}: expected one line`);
  const read = parseLiquid(text);
  if ('fault' in read) return [...faults, `${part}: ${read.fault}`];
  const place = part === 'body' ? template.channel : 'line';
  return [
    ...faults,
    ...fieldsOfLiquid(read.parsed).flatMap((name) => {
      const fault = fieldFault(template, place, name);
      return fault === undefined ? [] : [`${part}: ${name}: ${fault}`];
    }),
  ];
}

function fieldFault(
  { stage }: WrittenTemplate,
  place: WordChannel | 'line',
  name: string,
): string | undefined {
  if (neverShown.has(name)) return 'is never shown to anybody';
  if (!isWordField(name)) return `is no field; known are ${Object.keys(fieldRules).join(', ')}`;
  const rule = fieldRules[name];
  if (!rule.in.includes(place))
    return place === 'line' ? 'may not stand in a subject or title' : `may not stand in ${place} words`;
  return rule.of.includes(stage) ? undefined : `is not known at the stage ${stage}`;
}

const mustSayBy: Readonly<Record<WordChannel, readonly WordField[]>> = {
  sms: ['reference', 'callBackNumber'],
  push: ['reference'],
  email: ['reference', 'callBackNumber'],
  voice: ['callBackNumber'],
};

/** Whoever reads a message can name it, and, where it is the whole message, knows whom to call. */
function mustSay(template: WrittenTemplate): string[] {
  const said = fieldsOf({ body: template.body });
  const needed = mustSayBy[template.channel];
  return needed.filter((field) => !said.includes(field)).map((field) => `body: expected {{ ${field} }}`);
}

/** Fields a report may lack, printed without being asked for by `if`. */
function unguarded(template: WrittenTemplate): string[] {
  const all = Object.entries(sampleFields(template)) as [WordField, WordFields[WordField]][];
  const sure = Object.fromEntries(all.filter(([field]) => !fieldRules[field].optional));
  try {
    const tried = renderWords(template, sure);
    if ('missing' in tried)
      return tried.missing.map(
        (field) => `body: ${field}: may be absent; expected {% if ${field} %} … {% endif %} around it`,
      );
    return 'tooLong' in tried ? tried.tooLong.map((field) => `body: ${field}: too long a value`) : [];
  } catch {
    return ['body: asks for more than rendering allows'];
  }
}
