import { z } from 'zod';
import type { AliyunAccount } from './account.js';
import type { SmsAcceptance } from '../log-entry.js';
import { planReceipts, type CarrierDelay } from '../planned-receipts.js';
import type { ReceiptRule } from '../rules.js';
import type { Refusal } from './answer.js';

/** A message as the provider understood it. */
export interface Order {
  readonly phone: string;
  readonly templateCode: string;
  readonly templateParam: Readonly<Record<string, string>>;
  readonly outId: string;
}

type Parameters = Readonly<Record<string, string>>;

const variables = z.record(z.string(), z.string());
const longestVariable = 35;

function variablesOf(text: string): Record<string, string> | undefined {
  try {
    return variables.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Reads SendSms as the provider does: what it refuses comes back with its code. */
export function orderOf(parameters: Parameters, account: AliyunAccount): Order | Refusal {
  const { PhoneNumbers: phones = '', SignName: signName = '', TemplateCode: templateCode = '' } = parameters;
  for (const name of ['PhoneNumbers', 'SignName', 'TemplateCode'])
    if ((parameters[name] ?? '') === '')
      return { code: `Missing${name}`, message: `${name} is mandatory for this action.` };
  if (signName !== account.signName)
    return { code: 'isv.SMS_SIGNATURE_ILLEGAL', message: '该账号下找不到对应签名' };
  if (!account.templates.includes(templateCode))
    return { code: 'isv.SMS_TEMPLATE_ILLEGAL', message: '该账号下找不到对应模板' };
  if (phones.includes(',')) return { code: 'isv.MOBILE_COUNT_OVER_LIMIT', message: '手机号码数量超过限制' };
  const phone = phones.replace(/^(?:\+|00)?86/, '');
  if (!/^1[3-9]\d{9}$/.test(phone)) return { code: 'isv.MOBILE_NUMBER_ILLEGAL', message: '手机号码格式错误' };
  const templateParam = variablesOf(parameters['TemplateParam'] ?? '{}');
  if (templateParam === undefined)
    return { code: 'isv.INVALID_JSON_PARAM', message: 'JSON参数不合法，只接受字符串值' };
  if (Object.values(templateParam).some((value) => Array.from(value).length > longestVariable))
    return { code: 'isv.TEMPLATE_PARAMS_ILLEGAL', message: '参数与变量属性不匹配' };
  return { phone, templateCode, templateParam, outId: parameters['OutId'] ?? '' };
}

/** Takes an order: gives it a BizId and plans what the carrier will report. */
export function acceptanceOf(
  order: Order,
  { route }: AliyunAccount,
  { requestId, number, at }: { readonly requestId: string; readonly number: number; readonly at: number },
  rule: ReceiptRule,
  carrier: CarrierDelay,
): SmsAcceptance {
  const bizId = `${at}${String(number).padStart(6, '0')}^0`;
  const reference = order.outId === '' ? order.phone : order.outId;
  const receipts = planReceipts(rule, { messageId: bizId, reference, at }, carrier);
  return { kind: 'acceptance', channel: 'sms', requestId, route, ...order, bizId, at, receipts };
}
