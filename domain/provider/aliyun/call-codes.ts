/** What Aliyun's codes of calls mean to us. Rules: DESIGN failure classes; sources stand in each row. */
import type { FailureClass } from '../../failure/failure-class.js';
import { rowOf } from '../code-table.js';
import { callRequestCodes } from './call-request-codes.js';
import { callStatusCodes } from './call-status-codes.js';

/** A status as it may be kept and shown: six digits; anything else is `unreadable`. */
export const readableCallStatus = (raw: unknown): string => {
  const text = typeof raw === 'number' ? String(raw) : raw;
  return typeof text === 'string' && /^\d{6}$/.test(text) ? text : 'unreadable';
};

/** Why a call was not begun. `listed: false` is to be counted and raises an alarm. */
export function classifyCallRequest(code: string): {
  readonly listed: boolean;
  readonly failure: FailureClass;
} {
  const row = rowOf(callRequestCodes, code);
  return row === undefined || row.meaning === 'delivered' || row.meaning === 'pending'
    ? { listed: false, failure: 'unknown-outcome' }
    : { listed: true, failure: row.meaning };
}

/** How a call ended; `settlement: undefined` while it is under way. */
export function classifyCallStatus(status: string): {
  readonly listed: boolean;
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
} {
  const row = rowOf(callStatusCodes, status);
  if (row === undefined) return { listed: false, settlement: 'undelivered', failure: 'suspect-number' };
  if (row.meaning === 'pending') return { listed: true, settlement: undefined };
  return row.meaning === 'delivered'
    ? { listed: true, settlement: 'delivered' }
    : { listed: true, settlement: 'undelivered', failure: row.meaning };
}
