/** What a delivery status notification says of one message (RFC 3464, statuses of RFC 3463). */
import type { FailureClass } from '../../failure/failure-class.js';
import { classifySmtp, isListedStatus } from './codes.js';

/** What a notification settles, in the terms of a receipt. */
export interface DeliveryStatus {
  /** `5.1.1`; `unreadable` where it has none. */
  readonly code: string;
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
  readonly listed: boolean;
}

const actionShape = /^action:[ \t]*(failed|delayed|delivered|relayed|expanded)\b/im;
const statusShape = /^status:[ \t]*([245]\.\d{1,3}\.\d{1,3})\b/im;

/**
 * Reads the machine's part of a notification, `message/delivery-status`; undefined where it says nothing of a recipient.
 * Our messages have one recipient, so the first that is spoken of is meant. `delayed` settles nothing: the server goes on
 * trying; nor do `relayed` and `expanded`, since what lies behind is not known to report.
 */
export function readDeliveryStatus(text: string): DeliveryStatus | undefined {
  const blocks = text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/);
  const spoken = blocks.find((block) => actionShape.test(block));
  const action = spoken && actionShape.exec(spoken)?.[1]?.toLowerCase();
  if (spoken === undefined || action === undefined) return undefined;
  const code = statusShape.exec(spoken)?.[1] ?? 'unreadable';
  if (action === 'delivered') return { code, settlement: 'delivered', listed: true };
  if (action !== 'failed') return { code, settlement: undefined, listed: true };
  const { failure } = classifySmtp(code.startsWith('4') ? 450 : 550, code, 'content');
  const listed = isListedStatus(code);
  return { code, settlement: 'undelivered', failure: isOver(failure) ? 'unreachable' : failure, listed };
}

/** What would have been tried again at the door has been tried for days when a notification gives up. */
const isOver = (failure: FailureClass): boolean =>
  failure === 'rate-limited' || failure === 'unknown-outcome';
