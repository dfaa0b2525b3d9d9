/** What Tencent's codes mean to us. Rules: DESIGN failure classes; sources stand in each row. */
import type { ReceiptVerdict, RequestVerdict } from '../aliyun/codes.js';
import { readableCode } from '../aliyun/codes.js';
import { rowOf } from '../code-table.js';
import { tencentReceiptCodes } from './receipt-codes.js';
import { tencentRequestCodes } from './request-codes.js';

/** Class of a refusal's code. */
export function classifyTencentRequest(code: string): RequestVerdict {
  const row = rowOf(tencentRequestCodes, code);
  if (row === undefined || row.meaning === 'delivered' || row.meaning === 'pending')
    return {
      listed: false,
      failure: 'unknown-outcome',
      zh: '未知错误码，结果未知',
      en: 'unlisted code, outcome unknown',
    };
  return { listed: true, failure: row.meaning, zh: row.zh, en: row.en };
}

/** Whether the recipient got it, by a report's status; undefined for one that is neither. */
export const succeeded = (status: unknown): boolean | undefined =>
  status === 'SUCCESS' ? true : status === 'FAIL' ? false : undefined;

/**
 * The code of a report: what stands for it, or the report's own status where that is no code (a pulled
 * status may describe itself in words).
 */
export function reportCodeOf(named: unknown, status: unknown): string {
  const code = readableCode(named);
  return code === 'unreadable' && succeeded(status) !== undefined ? String(status) : code;
}

/**
 * What a delivery report's code says, together with its status. Where the two contradict each other the
 * worse one counts, since a message wrongly taken for delivered is never sent again; such a report is
 * `listed: false`.
 */
export function classifyTencentReceipt(code: string, success: boolean | undefined): ReceiptVerdict {
  const row = rowOf(tencentReceiptCodes, code);
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
