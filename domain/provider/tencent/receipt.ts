import type { FailureClass } from '../../failure/failure-class.js';
import { instantOfWallTime } from '../aliyun/wall-time.js';
import { isUuid } from '../../ids/ids.js';
import { classifyTencentReceipt, reportCodeOf, succeeded } from './codes.js';

/** One row of a callback, without the number it was for. */
export interface TencentReceipt {
  /** Our reference, where the account's callbacks return it (`ext`); Tencent switches that on by request. */
  readonly ourReference?: string;
  /** The provider's message id (`sid`, the `SerialNo` of the answer). */
  readonly messageId: string;
  /** Undefined where the provider itself does not know. */
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
  readonly code: string;
  /** False for a code (or a contradiction) no table speaks of: counted, and an alarm. */
  readonly listed: boolean;
  /** When the carrier reported, epoch milliseconds. */
  readonly reportedAt?: number;
}

/** Tencent's message ids: `2019:538884193810410621`, `5000:1045710669157053657849499619`. */
const idShape = /^[\x21-\x7e]{1,128}$/;

function receiptOf(row: unknown): TencentReceipt | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(row));
  const messageId = fields.get('sid');
  const status = fields.get('report_status');
  const named = fields.get('errmsg');
  if (typeof messageId !== 'string' || !idShape.test(messageId)) return undefined;
  if (typeof named !== 'string' && succeeded(status) === undefined) return undefined;
  const code = reportCodeOf(named, status);
  const ourReference = fields.get('ext');
  // Like Aliyun's, these are China's wall time.
  const reportedAt = instantOfWallTime(fields.get('user_receive_time'));
  const { settlement, failure, listed } = classifyTencentReceipt(code, succeeded(status));
  return {
    messageId,
    settlement,
    code,
    listed,
    ...(isUuid(ourReference) ? { ourReference } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(reportedAt === undefined ? {} : { reportedAt }),
  };
}

/**
 * Reads the body of Tencent's status callback: a JSON array of rows with user_receive_time, nationcode,
 * mobile, report_status, errmsg, description, sid and, for some accounts, ext. Further fields are let
 * pass; a row without a message id or a result is counted as malformed and does not lose the others. A
 * body that is no array is one malformed row.
 */
export function parseTencentReceipts(body: unknown): {
  readonly receipts: readonly TencentReceipt[];
  readonly malformed: number;
} {
  if (!Array.isArray(body)) return { receipts: [], malformed: 1 };
  const receipts = body.map(receiptOf).filter((receipt) => receipt !== undefined);
  return { receipts, malformed: body.length - receipts.length };
}

/** The reply Tencent expects to a callback; without it the callback comes twice more. */
export const tencentReceiptReply = { result: 0, errmsg: 'OK' } as const;
