import { isUuid } from '../ids/ids.js';

/** The bank's app showed a push: the one proof of a delivery there is, since the `accepted` of a push service is none. */
export interface AppAcknowledgement {
  /** Our reference, the attempt id, as it came to the app in the push's data. */
  readonly ourReference: string;
  readonly settlement: 'delivered';
  readonly code: string;
  readonly listed: true;
  /** When the app showed it, epoch milliseconds. */
  readonly reportedAt?: number;
}

/** The code such a receipt is kept under. */
export const acknowledgedCode = 'APP_ACKNOWLEDGED';

// A time without its offset could be any zone's.
const isoShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

function instantOf(value: unknown): number | undefined {
  const at = typeof value === 'string' && isoShape.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at;
}

function acknowledgementOf(entry: unknown): AppAcknowledgement | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(entry));
  const given = fields.get('reference');
  const ourReference = typeof given === 'string' ? given.toLowerCase() : given;
  if (!isUuid(ourReference)) return undefined;
  const reportedAt = instantOf(fields.get('at'));
  return {
    ourReference,
    settlement: 'delivered',
    code: acknowledgedCode,
    listed: true,
    ...(reportedAt === undefined ? {} : { reportedAt }),
  };
}

/**
 * Reads what the bank's app (or its server) posts once pushes were shown:
 * `{"acknowledgements":[{"reference":"<attempt id>","at":"2026-11-02T10:00:03+08:00"}]}`. `at` may be
 * missing, and is left out where it cannot be read. An entry without a reference of ours is counted
 * as malformed and does not lose the others; a body of another shape is one malformed entry.
 */
export function parseAcknowledgements(body: unknown): {
  readonly receipts: readonly AppAcknowledgement[];
  readonly malformed: number;
} {
  const entries: unknown =
    typeof body === 'object' && body !== null ? new Map(Object.entries(body)).get('acknowledgements') : null;
  if (!Array.isArray(entries)) return { receipts: [], malformed: 1 };
  const receipts = entries.map(acknowledgementOf).filter((receipt) => receipt !== undefined);
  return { receipts, malformed: entries.length - receipts.length };
}

/** The reply to an acknowledgement that was stored. */
export const acknowledgementReply = { result: 'recorded' } as const;
