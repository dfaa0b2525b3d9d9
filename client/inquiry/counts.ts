/** Inquiries counted by day and cause, for whoever wants to know what people ask about. */
import { dayNumberOf } from '../../domain/calendar/civil-date.js';
import { dateAt, dayOfDate } from '../../domain/calendar/clock-face.js';
import { nextStepOf } from '../../domain/explanation/finding.js';
import type { Cause } from '../../domain/explanation/finding.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { countInquiries } from '../../ledger/inquiry/count.js';
import type { ExplanationWorld } from '../explanation/explanation.js';

/** Days of the bank's zone, `YYYY-MM-DD`, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface InquiryCounts extends Days {
  /** The oldest day first, of a day the most frequent cause first; what was never asked is not in it. */
  readonly counts: readonly { readonly day: string; readonly cause: Cause; readonly count: number }[];
}

const mostDays = 366;
const usualDays = 30;
const dayMs = 86_400_000;

const isCause = (text: string): text is Cause => Object.hasOwn(nextStepOf, text);

/** The last thirty days unless said; a {@link Refusal} `request-invalid` for what is no span of days. */
export async function inquiryCounts(
  { ledger, clock, clockwork: { timeZone } }: ExplanationWorld,
  given: Partial<Days>,
  regions: readonly string[] | undefined,
): Promise<InquiryCounts> {
  const to = given.to ?? dateAt(timeZone, clock.now());
  const last = dayNumberOf(to);
  const from = given.from ?? dateOf((last ?? 0) - usualDays + 1);
  const first = dayNumberOf(from);
  if (first === undefined || last === undefined || last < first || last - first >= mostDays)
    throw new Refusal('request-invalid', [
      `from, to: expected days as YYYY-MM-DD, the earlier first, ${mostDays} at most`,
    ]);
  const span = {
    from: dayOfDate(timeZone, from).startsAt,
    before: dayOfDate(timeZone, to).endsAt,
    timeZone,
  };
  const counts = await countInquiries(ledger, span, regions);
  return {
    from,
    to,
    // A cause of another version cannot be told; it is counted nowhere.
    counts: counts.flatMap(({ cause, ...row }) => (isCause(cause) ? [{ ...row, cause }] : [])),
  };
}

const dateOf = (dayNumber: number): string => new Date(dayNumber * dayMs).toISOString().slice(0, 10);
