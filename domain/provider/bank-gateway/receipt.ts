import type { FailureClass } from '../../failure/failure-class.js';
import { isUuid } from '../../ids/ids.js';
import { classifyGatewayReport, readableGatewayCode } from './codes.js';

/** One delivery report of a bank's own gateway; a look-up answers in the same form. */
export interface GatewayReceipt {
  /** Our reference, the attempt id. */
  readonly ourReference: string;
  /** The platform's id of the message. */
  readonly messageId: string;
  /** Undefined where the platform itself does not know yet. */
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
  readonly code: string;
  /** False for a code no table speaks of: counted, and an alarm. */
  readonly listed: boolean;
  /** When the carrier reported, epoch milliseconds. */
  readonly reportedAt?: number;
}

const idShape = /^[\x21-\x7e]{1,128}$/;
// A time without its offset could be any zone's.
const timeShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** A message id as it may be kept, or undefined. */
export const gatewayMessageId = (value: unknown): string | undefined =>
  typeof value === 'string' && idShape.test(value) ? value : undefined;

/** Reads one report; undefined where reference, message id or code cannot be read. */
export function readGatewayReport(entry: unknown): GatewayReceipt | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(entry));
  const given = fields.get('reference');
  const ourReference = typeof given === 'string' ? given.toLowerCase() : given;
  const messageId = gatewayMessageId(fields.get('messageId'));
  const named = fields.get('code');
  if (!isUuid(ourReference) || messageId === undefined || typeof named !== 'string') return undefined;
  const code = readableGatewayCode(named);
  const at = fields.get('at');
  const reportedAt = typeof at === 'string' && timeShape.test(at) ? Date.parse(at) : NaN;
  return {
    ourReference,
    messageId,
    code,
    ...classifyGatewayReport(code),
    ...(Number.isNaN(reportedAt) ? {} : { reportedAt }),
  };
}

/**
 * Reads a push of the contract's, `{"receipts":[{"reference","messageId","code","at"}]}`. Further fields are let
 * pass; an entry that cannot be read is counted as malformed and does not lose the others; a body of
 * another shape is one malformed entry.
 */
export function parseGatewayReceipts(body: unknown): {
  readonly receipts: readonly GatewayReceipt[];
  readonly malformed: number;
} {
  const entries: unknown =
    typeof body === 'object' && body !== null ? new Map(Object.entries(body)).get('receipts') : null;
  if (!Array.isArray(entries)) return { receipts: [], malformed: 1 };
  const receipts = entries.map(readGatewayReport).filter((receipt) => receipt !== undefined);
  return { receipts, malformed: entries.length - receipts.length };
}

/** The reply to a push that was stored; any other answer makes the platform push again. */
export const gatewayReceiptReply = { result: 'recorded' } as const;
