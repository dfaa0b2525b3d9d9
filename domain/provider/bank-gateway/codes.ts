/** What the codes of a bank's own gateway mean to us. Rules: DESIGN failure classes; the contract is docs/bank-gateway.md. */
import type { FailureClass } from '../../failure/failure-class.js';
import { rowOf } from '../code-table.js';
import { gatewayReceiptCodes } from './receipt-codes.js';
import { gatewayRequestCodes } from './request-codes.js';

/** Why a request was refused. `listed: false` is to be counted and raises an alarm. */
export interface GatewayVerdict {
  readonly listed: boolean;
  readonly failure: FailureClass;
  /** The one HTTP status the code comes under; absent for a code no row has. */
  readonly status?: number;
}

/** What a report's code says; `settlement: undefined` where the platform itself does not know yet. */
export interface GatewayReport {
  readonly listed: boolean;
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
}

/** A code as it may be kept and shown (the contract's are words with hyphens); anything else is `unreadable`. */
export const readableGatewayCode = (raw: unknown): string =>
  typeof raw === 'string' && /^[a-z][a-z-]{0,63}$/.test(raw) ? raw : 'unreadable';

/** Class of a refusal's code. */
export function classifyGatewayRefusal(code: string): GatewayVerdict {
  const row = gatewayRequestCodes.find((one) => one.code === code);
  return row === undefined || row.meaning === 'delivered' || row.meaning === 'pending'
    ? { listed: false, failure: 'unknown-outcome' }
    : { listed: true, failure: row.meaning, status: row.status };
}

/** What a delivery report or a look-up says. */
export function classifyGatewayReport(code: string): GatewayReport {
  const row = rowOf(gatewayReceiptCodes, code);
  if (row === undefined) return { listed: false, settlement: 'undelivered', failure: 'suspect-number' };
  if (row.meaning === 'pending') return { listed: true, settlement: undefined };
  return row.meaning === 'delivered'
    ? { listed: true, settlement: 'delivered' }
    : { listed: true, settlement: 'undelivered', failure: row.meaning };
}
