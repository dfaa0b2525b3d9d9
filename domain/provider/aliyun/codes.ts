/** What Aliyun's codes mean to us. Rules: DESIGN failure classes; sources stand in each row. */
import type { FailureClass } from '../../failure/failure-class.js';
import { rowOf } from '../code-table.js';
import { receiptCodes } from './receipt-codes.js';
import { requestCodes } from './request-codes.js';

/** Why a request was refused. `listed: false` is to be counted and raises an alarm. */
export interface RequestVerdict {
  readonly listed: boolean;
  readonly failure: FailureClass;
  readonly zh: string;
  readonly en: string;
}

/** What a delivery report says; `settlement: undefined` where even the provider does not know. */
export interface ReceiptVerdict {
  readonly listed: boolean;
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
  readonly zh: string;
  readonly en: string;
}

const shape = /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/;
const digits = /\d{5}/;

/**
 * A provider's code as it may be kept and shown. Whatever could carry a number or a person's words
 * instead of a code becomes `unreadable`.
 */
export const readableCode = (raw: unknown): string =>
  typeof raw === 'string' && shape.test(raw) && !digits.test(raw) ? raw : 'unreadable';

/** Class of a refusal's code; the message tells a number's own cap from the account's limit. */
export function classifyRequest(code: string, message: string): RequestVerdict {
  const row = rowOf(requestCodes, code, message);
  if (row === undefined || row.meaning === 'delivered' || row.meaning === 'pending')
    return {
      listed: false,
      failure: 'unknown-outcome',
      zh: '未知错误码，结果未知',
      en: 'unlisted code, outcome unknown',
    };
  return { listed: true, failure: row.meaning, zh: row.zh, en: row.en };
}

/**
 * What a delivery report's code says, together with its `success` field (undefined if it had none
 * that could be read). Where the two contradict each other the worse one counts, since a message
 * wrongly taken for delivered is never sent again; such a report is `listed: false`.
 */
export function classifyReceipt(errCode: string, success: boolean | undefined): ReceiptVerdict {
  const row = rowOf(receiptCodes, errCode);
  if (row === undefined) {
    const words = { listed: false, zh: '未知回执码', en: 'unlisted report code' };
    return success === true
      ? { ...words, settlement: 'delivered' }
      : { ...words, settlement: 'undelivered', failure: 'suspect-number' };
  }
  const words = { zh: row.zh, en: row.en };
  if (row.meaning === 'pending') return { ...words, listed: true, settlement: undefined };
  if (row.meaning !== 'delivered')
    return { ...words, listed: success !== true, settlement: 'undelivered', failure: row.meaning };
  return success === false
    ? { ...words, listed: false, settlement: 'undelivered', failure: 'suspect-number' }
    : { ...words, listed: true, settlement: 'delivered' };
}
