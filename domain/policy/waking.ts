import { dayOfDate } from '../calendar/clock-face.js';
import { realAt, realSpanMs } from '../calendar/pressed.js';
import { hash32 } from '../ids/hash.js';
import type { SendSubject } from './permission.js';
import type { SendRules } from './send-rules.js';

/** The part of the spread that belongs to final decisions: they go first. */
const finalDecisionShare = 0.4;

/**
 * When a held notice wakes, for an opening as `permissionAt` gives it (epoch milliseconds): spread
 * over the first moments by a hash of the application, so that a morning's notices do not all
 * start at once; the same subject always wakes at the same instant. Never past the window's end.
 * The spread comes on top of the longest hold. Urgent notices wake at the opening.
 */
export function wakeAt(
  rules: SendRules,
  subject: Pick<SendSubject, 'applicationId' | 'stage' | 'urgent'>,
  opensAt: number,
  closesAt: number,
): number {
  if (subject.urgent) return opensAt;
  const spreadMs = Math.min(realSpanMs(rules.pressed, rules.spreadMs), closesAt - opensAt);
  const place = hash32(subject.applicationId) / 2 ** 32;
  const turn =
    subject.stage === 'final-decision'
      ? place * finalDecisionShare
      : finalDecisionShare + place * (1 - finalDecisionShare);
  return opensAt + Math.floor(turn * spreadMs);
}

/**
 * When a notice whose `dueDate` or `validUntil` is this local date (`YYYY-MM-DD`) becomes useless:
 * the first instant of the next day. Throws a RangeError where the text is not a date.
 */
export const uselessAfterOf = (localDate: string, rules: SendRules): number =>
  realAt(rules.pressed, dayOfDate(rules.timeZone, localDate).endsAt);
