import { LedgerTooSlow } from './deadline.js';

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE']);

/**
 * Whether a failure means that PostgreSQL cannot be reached or serves nobody now, so that the same call may succeed
 * later: by the network's codes, by the classes 08, 53 and 57 (lost, full, shutting down), by the driver's words, or by our deadline.
 */
export function isLedgerAway(failure: unknown): boolean {
  if (typeof failure !== 'object' || failure === null) return false;
  const { code = '', message = '' } = failure as { code?: unknown; message?: unknown };
  return (
    failure instanceof LedgerTooSlow ||
    unreachable.has(String(code)) ||
    /^(08|53|57)[0-9A-Z]{3}$/.test(String(code)) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(String(message))
  );
}
