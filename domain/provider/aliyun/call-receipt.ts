import type { FailureClass } from '../../failure/failure-class.js';
import { classifyCallStatus, readableCallStatus } from './call-codes.js';
import { instantOfWallTime } from './wall-time.js';

/** One row of a push of call records, without the numbers it was between. */
export interface AliyunCallReceipt {
  /** Our reference as sent with the call. */
  readonly ourReference?: string;
  /** The provider's id of the call (CallId). */
  readonly messageId: string;
  /** Undefined while the call is under way. */
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
  readonly code: string;
  /** False for a status no table speaks of: counted, and an alarm. */
  readonly listed: boolean;
  /** When the call ended, epoch milliseconds. */
  readonly reportedAt?: number;
}

const idShape = /^[\x21-\x7e]{1,128}$/;
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && idShape.test(value) ? value : undefined;

function receiptOf(row: unknown): AliyunCallReceipt | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(row));
  const messageId = idOf(fields.get('call_id'));
  const status = fields.get('status_code');
  if (messageId === undefined || (typeof status !== 'string' && typeof status !== 'number')) return undefined;
  const code = readableCallStatus(status);
  const ourReference = idOf(fields.get('out_id'));
  const reportedAt = instantOfWallTime(fields.get('end_time'));
  return {
    messageId,
    code,
    ...classifyCallStatus(code),
    ...(ourReference === undefined ? {} : { ourReference }),
    ...(reportedAt === undefined ? {} : { reportedAt }),
  };
}

/**
 * Reads the body of Aliyun's call records (VoiceReport, pushed over HTTP): a JSON array of rows with call_id,
 * out_id, status_code, end_time and more, which is let pass. A row without a call id or a status is counted as
 * malformed and does not lose the others; a body that is no array is one malformed row.
 */
export function parseAliyunCallReceipts(body: unknown): {
  readonly receipts: readonly AliyunCallReceipt[];
  readonly malformed: number;
} {
  if (!Array.isArray(body)) return { receipts: [], malformed: 1 };
  const receipts = body.map(receiptOf).filter((receipt) => receipt !== undefined);
  return { receipts, malformed: body.length - receipts.length };
}
