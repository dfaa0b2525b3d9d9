/**
 * What providers of SMS in mainland China demand of a template before they approve it: fixed text with
 * short variables set apart, no free text, no advertising, no link, no signature of its own (the
 * provider puts the approved one in front). Source: the template rules the SMS vendors publish.
 */
import type { WordField } from './field.js';
import { isWordField, smsVariables } from './field.js';
import type { TemplateFault } from './template-fault.js';

/** Characters of a variable's value. */
export const longestVariable = 35;
/** Characters of a whole template. */
const longestText = 450;

const variable = /\{\{\s*([A-Za-z]+)\s*\}\}/g;

/** The fields an SMS names as variables, each once. */
export const variableFieldsOf = (body: string): WordField[] => [
  ...new Set([...body.matchAll(variable)].map(([, name = '']) => name).filter(isWordField)),
];

/** The text to be given to a provider for approval, with its variables as it writes them. */
export const providerTextOf = (body: string): string =>
  body.replaceAll(variable, (_whole, name: string) =>
    isWordField(name) ? `\${${smsVariables[name] ?? name}}` : '',
  );

const advertising =
  /优惠|免费|抽奖|中奖|红包|奖品|促销|特价|限时|秒批|低息|返现|立即申请|马上申请|推广|加微信|\b(?:free|prize|discount|bonus|cash ?back|promotion|special offer|limited time|apply now|click)\b/i;
const link = /https?:|www\.|\b[a-z0-9-]+\.(?:com|cn|net|org)\b/i;

/** What such a provider would refuse, in words; an empty list if nothing. */
export function smsFaults(body: string): Pick<TemplateFault, 'zh' | 'en'>[] {
  const outside = body.replaceAll(variable, '\ufffc');
  const faults: Pick<TemplateFault, 'zh' | 'en'>[] = [];
  const refuse = (zh: string, en: string) => faults.push({ zh, en });
  if (/\{[{%]|[%}]\}/.test(outside))
    refuse('只能使用简单占位符，不能有标签或过滤器', 'expected plain variables alone, no tag and no filter');
  if (/\ufffc\s*\ufffc/.test(outside))
    refuse('两个占位符之间须有文字', 'expected words between two variables');
  if (/[【】[\]]/.test(outside))
    refuse(
      '不能自带签名：服务商会在前面加上已审批的签名',
      'expected no signature: the provider puts the approved one in front',
    );
  if (advertising.test(outside)) refuse('不能有营销内容', 'expected no advertising');
  if (link.test(outside)) refuse('不能有链接', 'expected no link');
  if (/[\r\n]/.test(body.trim())) refuse('只能是一行', 'expected one line');
  if (Array.from(body).length > longestText)
    refuse(`最多 ${longestText} 个字符`, `expected at most ${longestText} characters`);
  return faults;
}
