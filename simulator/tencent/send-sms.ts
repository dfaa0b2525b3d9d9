import { z } from 'zod';
import type { PlannedReceipt, SmsAcceptance } from '../log-entry.js';
import { planReceipts, type CarrierDelay } from '../planned-receipts.js';
import type { ReceiptRule } from '../rules.js';
import type { TencentAccount } from './account.js';
import type { Refusal } from './answer.js';

/** A message as the provider understood it. */
export interface Order {
  readonly phone: string;
  readonly templateCode: string;
  readonly templateParam: Readonly<Record<string, string>>;
  readonly outId: string;
}

const requestSchema = z.strictObject({
  PhoneNumberSet: z.array(z.string()).min(1),
  SmsSdkAppId: z.string(),
  TemplateId: z.string(),
  SignName: z.string().optional(),
  TemplateParamSet: z.array(z.string()).default([]),
  ExtendCode: z.string().optional(),
  SessionContext: z.string().default(''),
  SenderId: z.string().optional(),
});

/** Reads SendSms as the provider does: what it refuses comes back with its code. */
export function orderOf(body: unknown, account: TencentAccount): Order | Refusal {
  const read = requestSchema.safeParse(body);
  if (!read.success) {
    const unknown = read.error.issues.some(({ code }) => code === 'unrecognized_keys');
    return unknown
      ? { code: 'UnknownParameter', message: 'A parameter is not recognized.' }
      : { code: 'InvalidParameter', message: 'A parameter is missing or of the wrong type.' };
  }
  const { PhoneNumberSet: numbers, TemplateId: id, TemplateParamSet: values, SessionContext } = read.data;
  if (read.data.SmsSdkAppId !== account.smsSdkAppId)
    return { code: 'UnauthorizedOperation.SmsSdkAppIdVerifyFail', message: 'SmsSdkAppId verify fail' };
  const [number = ''] = numbers;
  if (numbers.length > 1)
    return { code: 'LimitExceeded.PhoneNumberCountLimit', message: 'this simulator takes one number' };
  if (!/^\+861[3-9]\d{9}$/.test(number))
    return { code: 'InvalidParameterValue.IncorrectPhoneNumber', message: 'incorrect phone number' };
  if (read.data.SignName !== account.signName)
    return {
      code: 'FailedOperation.SignatureIncorrectOrUnapproved',
      message: 'signature incorrect or unapproved',
    };
  const template = account.templates.find((one) => one.id === id);
  if (template === undefined)
    return {
      code: 'FailedOperation.TemplateIncorrectOrUnapproved',
      message: 'template incorrect or unapproved',
    };
  if (template.variables.length !== values.length)
    return {
      code: 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
      message: 'the number of parameters does not match the template',
    };
  return {
    phone: number.slice('+86'.length),
    templateCode: id,
    templateParam: Object.fromEntries(template.variables.map((name, place) => [name, values[place] ?? ''])),
    outId: SessionContext,
  };
}

/** Rules without a code speak of a plain delivery, or of an unknown error. */
const ownWords: Readonly<Record<string, string>> = { DELIVERED: 'DELIVRD', SP_UNKNOWN_ERROR: 'UNKNOWN' };

/** The reports in Tencent's codes; a success is DELIVRD's alone unless the rule says otherwise. */
function inOwnWords(receipts: readonly PlannedReceipt[], rule: ReceiptRule): PlannedReceipt[] {
  const told = rule === 'none' ? undefined : rule.success;
  return receipts.map((receipt) => {
    const code = ownWords[receipt.code] ?? receipt.code;
    return { ...receipt, code, success: told ?? (code === 'DELIVRD' || code === 'SUCCESS') };
  });
}

/** Takes an order: gives it a SerialNo and plans what the carrier will report. */
export function acceptanceOf(
  order: Order,
  { route }: TencentAccount,
  { requestId, number, at }: { readonly requestId: string; readonly number: number; readonly at: number },
  rule: ReceiptRule,
  carrier: CarrierDelay,
): SmsAcceptance {
  const bizId = `2019:${at}${String(number).padStart(12, '0')}`;
  const reference = order.outId === '' ? order.phone : order.outId;
  const receipts = inOwnWords(planReceipts(rule, { messageId: bizId, reference, at }, carrier), rule);
  return { kind: 'acceptance', channel: 'sms', requestId, route, ...order, bizId, at, receipts };
}
