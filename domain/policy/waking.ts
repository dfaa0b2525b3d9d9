import { dayOfDate } from '../calendar/clock-face.js';
import { realAt, realSpanMs } from '../calendar/pressed.js';
import { hash32 } from '../ids/hash.js';
import type { SendSubject } from './permission.js';
import type { SendRules } from './send-rules.js';

/** The part of the spread that belongs to final decisions: they go first. */
const finalDecisionShare = 0.4;

/** Where a notice stands among those held to one opening that are to leave by one route. */
export interface PlaceInLine {
  /** So many go before it. */
  readonly ahead: number;
  /** Of its route, all workers together. */
  readonly perSecond: number;
}

/**
 * When a held notice wakes, for an opening as `permissionAt` gives it (epoch milliseconds): spread
 * over the first moments by a hash of the application, so that a morning's notices do not all
 * start at once; the same subject always wakes at the same instant. Never past the window's end.
 * The spread comes on top of the longest hold. Urgent notices wake at the opening. One that its route
 * could not send within the spread, for those in line before it, wakes when its turn comes.
 */
export function wakeAt(
  rules: SendRules,
  subject: Pick<SendSubject, 'applicationId' | 'stage' | 'urgent'>,
  opensAt: number,
  closesAt: number,
  line?: PlaceInLine,
): number {
  if (subject.urgent) return opensAt;
  const spanMs = closesAt - opensAt;
  const spreadMs = Math.min(realSpanMs(rules.pressed, rules.spreadMs), spanMs);
  const turnMs = line === undefined ? 0 : Math.floor((line.ahead / line.perSecond) * 1_000);
  // What is more than fits into the window begins at the opening again: it cannot all be sent, but none wakes at its end.
  if (turnMs > spreadMs) return opensAt + (turnMs % spanMs);
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
