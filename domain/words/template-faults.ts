/** What is wrong with a template, found when it is written and not when an applicant waits. */
import type { WordField, WordFields } from './field.js';
import { fieldRules, isWordField, neverShown } from './field.js';
import { fieldsOfLiquid, parseLiquid } from './liquid.js';
import { fieldsOf, renderWords } from './render.js';
import { sampleFields } from './sample.js';
import type { WordChannel } from './slot.js';
import { liquidFaultInChinese } from './liquid-fault.js';
import { smsFaults } from './sms-text.js';
import { faultLine } from './template-fault.js';
import type { TemplateFault } from './template-fault.js';
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

/** The part beside the body that words of a channel have. */
export const lineOf = (channel: WordChannel): 'subject' | 'title' | undefined => shapes[channel].line;

/** What is wrong, in the order of the parts' rules; an empty list if nothing is. */
export function templateFaults(template: WrittenTemplate): TemplateFault[] {
  const { channel, body } = template;
  const shape = shapes[channel];
  const faults: TemplateFault[] = [];
  for (const part of ['subject', 'title'] as const) {
    const text = template[part];
    if (part !== shape.line && text !== undefined)
      faults.push({ part, zh: '这一渠道没有这一部分', en: `expected none in ${channel} words` });
    if (part !== shape.line) continue;
    if (text === undefined || text.trim() === '') faults.push({ part, zh: '不能为空', en: 'expected one' });
    else faults.push(...partFaults(template, part, text, shape.mostLine));
  }
  if (body.trim() === '') faults.push({ part: 'body', zh: '不能为空', en: 'expected words' });
  faults.push(...partFaults(template, 'body', body, shape.mostBody));
  if (isApprovedByProvider(channel)) faults.push(...smsFaults(body).map((fault) => ({ part, ...fault })));
  if (channel === 'voice' && decided.test(body))
    faults.push({
      part,
      zh: '不能透露决定：不知道是谁接的电话',
      en: 'expected nothing of a decision: nobody knows who picks up',
    });
  faults.push(...mustSay(template));
  // Only where all else is well can it be tried out.
  return faults.length > 0 ? eachOnce(faults) : unguarded(template);
}

/** Where most faults are. */
const part = 'body' as const;

const eachOnce = (faults: readonly TemplateFault[]): TemplateFault[] => [
  ...new Map(faults.map((fault) => [faultLine(fault), fault])).values(),
];

function partFaults(
  template: WrittenTemplate,
  at: TemplateFault['part'],
  text: string,
  most: number,
): TemplateFault[] {
  const faults: TemplateFault[] = [];
  if (Array.from(text).length > most)
    faults.push({ part: at, zh: `最多 ${most} 个字符`, en: `expected at most ${most} characters` });
  if (at !== 'body' && /[\r\n]/.test(text))
    faults.push({ part: at, zh: '只能是一行', en: 'expected one line' });
  const read = parseLiquid(text);
  if ('fault' in read) return [...faults, { part: at, zh: liquidFaultInChinese(read.fault), en: read.fault }];
  const place = at === 'body' ? template.channel : 'line';
  return [
    ...faults,
    ...fieldsOfLiquid(read.parsed).flatMap((name) => {
      const fault = fieldFault(template, place, name);
      return fault === undefined
        ? []
        : [{ part: at, zh: `${name}：${fault.zh}`, en: `${name}: ${fault.en}` }];
    }),
  ];
}

function fieldFault(
  { stage }: WrittenTemplate,
  place: WordChannel | 'line',
  name: string,
): Pick<TemplateFault, 'zh' | 'en'> | undefined {
  if (neverShown.has(name)) return { zh: '不得向任何人展示', en: 'is never shown to anybody' };
  if (!isWordField(name))
    return {
      zh: '没有这个占位符',
      en: `is no field; known are ${Object.keys(fieldRules).join(', ')}`,
    };
  const rule = fieldRules[name];
  if (!rule.in.includes(place))
    return place === 'line'
      ? { zh: '不能用在主题或标题里', en: 'may not stand in a subject or title' }
      : { zh: '不能用在这一渠道的正文里', en: `may not stand in ${place} words` };
  return rule.of.includes(stage)
    ? undefined
    : { zh: '这一节点没有这项内容', en: `is not known at the stage ${stage}` };
}

/** Whoever reads a message can name it, and, where it is the whole message, knows whom to call. */
export const mustSayBy: Readonly<Record<WordChannel, readonly WordField[]>> = {
  sms: ['reference', 'callBackNumber'],
  push: ['reference'],
  email: ['reference', 'callBackNumber'],
  voice: ['callBackNumber'],
};

function mustSay(template: WrittenTemplate): TemplateFault[] {
  const said = fieldsOf({ body: template.body });
  const needed = mustSayBy[template.channel];
  return needed
    .filter((field) => !said.includes(field))
    .map((field) => ({ part, zh: `缺少 {{ ${field} }}`, en: `expected {{ ${field} }}` }));
}

/** Fields a report may lack, printed without being asked for by `if`. */
function unguarded(template: WrittenTemplate): TemplateFault[] {
  const all = Object.entries(sampleFields(template)) as [WordField, WordFields[WordField]][];
  const sure = Object.fromEntries(all.filter(([field]) => !fieldRules[field].optional));
  try {
    const tried = renderWords(template, sure);
    if ('missing' in tried)
      return tried.missing.map((field) => ({
        part,
        zh: `${field}：可能没有这项内容，须放在 {% if ${field} %} … {% endif %} 里`,
        en: `${field}: may be absent; expected {% if ${field} %} … {% endif %} around it`,
      }));
    return 'tooLong' in tried
      ? tried.tooLong.map((field) => ({ part, zh: `${field}：内容过长`, en: `${field}: too long a value` }))
      : [];
  } catch {
    return [{ part, zh: '过于复杂，无法生成', en: 'asks for more than rendering allows' }];
  }
}
