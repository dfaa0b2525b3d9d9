import type { FailureClass } from '../../failure/failure-class.js';
import { classifyReceipt, readableCode } from './codes.js';
import { instantOfWallTime } from './wall-time.js';

/** One row of a delivery report push, without the number it was for. */
export interface AliyunReceipt {
  /** Our reference as sent with the message. */
  readonly outId?: string;
  /** The provider's message id (BizId). */
  readonly messageId: string;
  /** Undefined where the provider itself does not know yet. */
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
  readonly code: string;
  /** False for a code (or a contradiction) no table speaks of: counted, and an alarm. */
  readonly listed: boolean;
  /** When the carrier reported, epoch milliseconds. */
  readonly reportedAt?: number;
}

const idShape = /^[\x21-\x7e]{1,128}$/;

/** An id as text; Aliyun's JSON writes some of them as numbers. */
function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && idShape.test(text) ? text : undefined;
}

function successOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function receiptOf(row: unknown): AliyunReceipt | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(row));
  const messageId = idOf(fields.get('biz_id'));
  const success = successOf(fields.get('success'));
  const named = fields.get('err_code');
  if (messageId === undefined || (typeof named !== 'string' && success === undefined)) return undefined;
  const code = readableCode(named);
  const outId = idOf(fields.get('out_id'));
  const reportedAt = instantOfWallTime(fields.get('report_time'));
  const { settlement, failure, listed } = classifyReceipt(code, success);
  return {
    messageId,
    settlement,
    code,
    listed,
    ...(outId === undefined ? {} : { outId }),
    ...(failure === undefined ? {} : { failure }),
    ...(reportedAt === undefined ? {} : { reportedAt }),
  };
}

/**
 * Reads the body of Aliyun's delivery report push (SmsReport): a JSON array of rows with
 * phone_number, send_time, report_time, success, err_code, err_msg, sms_size, biz_id, out_id.
 * Further fields are let pass; a row without a message id or a result is counted as malformed and
 * does not lose the others. A body that is no array is one malformed row.
 */
export function parseAliyunReceipts(body: unknown): {
  readonly receipts: readonly AliyunReceipt[];
  readonly malformed: number;
} {
  if (!Array.isArray(body)) return { receipts: [], malformed: 1 };
  const receipts = body.map(receiptOf).filter((receipt) => receipt !== undefined);
  return { receipts, malformed: body.length - receipts.length };
}

/** The reply Aliyun expects to a push, within 700 ms; anything but code 0 makes it push again. */
export const aliyunReceiptReply = (ok: boolean): { readonly code: number; readonly msg: string } =>
  ok ? { code: 0, msg: '接收成功' } : { code: 1, msg: '接收失败' };
