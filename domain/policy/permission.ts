import type { Channel } from '../attempt/route.js';
import { calendarAt, calendarSpanMs, realAt } from '../calendar/pressed.js';
import type { Stage } from '../stage/stage.js';
import { keepsQuietHours } from './day-openings.js';
import type { SendPolicy } from './policies.js';
import type { PermissionRule } from './permitted-spans.js';
import { permittedSpans } from './permitted-spans.js';
import type { SendRules } from './send-rules.js';

/** What a send decision is about. Instants are epoch milliseconds. */
export interface SendSubject {
  readonly applicationId: string;
  readonly stage: Stage;
  readonly channel: Channel;
  readonly policy: SendPolicy;
  readonly reportedAt: number;
  /** Skips the windows, not the quiet hours. */
  readonly urgent: boolean;
  /** The end of the local day of `dueDate` or `validUntil` (see uselessAfterOf). */
  readonly uselessAfter?: number;
}

/**
 * Whether a notice may be sent. A refusal says when to come back: at the next opening, or, where
 * the calendar has no data for a year the decision needs, when to ask again.
 */
export type Permission =
  | {
      readonly allowed: true;
      /** The first instant at which it no longer is. */
      readonly until: number;
    }
  | {
      readonly allowed: false;
      /** `quiet-hours` where these alone forbid it. */
      readonly because: 'window' | 'quiet-hours';
      readonly opensAt: number;
      /** When the permission beginning at `opensAt` ends. */
      readonly closesAt: number;
      /** The rule that opens it. */
      readonly by: PermissionRule;
    }
  | {
      readonly allowed: false;
      readonly because: 'calendar-unknown';
      readonly year: number;
      readonly askAgainAt: number;
    };

const hourMs = 3_600_000;

/**
 * Whether the subject may be sent at `now`, and stays so through `now + marginMs` (how long the
 * provider call may take). A permission too short for the margin counts as none. Throws a
 * RangeError where the rules name an unknown time zone.
 */
export function permissionAt(rules: SendRules, subject: SendSubject, now: number, marginMs = 0): Permission {
  if (rules.open === true) return { allowed: true, until: Number.MAX_SAFE_INTEGER };
  const { pressed } = rules;
  const answer = calendarPermission(
    rules,
    {
      ...subject,
      reportedAt: calendarAt(pressed, subject.reportedAt),
      ...(subject.uselessAfter === undefined
        ? {}
        : { uselessAfter: calendarAt(pressed, subject.uselessAfter) }),
    },
    calendarAt(pressed, now),
    calendarSpanMs(pressed, marginMs),
  );
  if (pressed === undefined) return answer;
  // Rounded up, an end stays exact too: a whole instant before it is one in which the permission held.
  if (answer.allowed)
    return answer.until === Number.MAX_SAFE_INTEGER
      ? answer
      : { ...answer, until: realAt(pressed, answer.until) };
  if (answer.because === 'calendar-unknown')
    return { ...answer, askAgainAt: realAt(pressed, answer.askAgainAt) };
  return {
    ...answer,
    opensAt: realAt(pressed, answer.opensAt),
    closesAt: realAt(pressed, answer.closesAt),
  };
}

/** The same on the calendar's own time line. */
function calendarPermission(
  rules: SendRules,
  subject: SendSubject,
  now: number,
  marginMs: number,
): Permission {
  const quiet = keepsQuietHours(subject.channel) ? rules.quiet : undefined;
  if (subject.urgent && quiet === undefined) return { allowed: true, until: Number.MAX_SAFE_INTEGER };
  const heldLongest = subject.reportedAt + rules.maxHoldMs;
  const endsAt = Math.min(heldLongest, subject.uselessAfter ?? Infinity);
  const hold = { rules, quiet, reportedAt: subject.reportedAt, endsAt, byDate: endsAt < heldLongest };
  // Under pressing whole real milliseconds lie `factor` calendar milliseconds apart.
  const grainMs = rules.pressed?.factor ?? 0;

  for (const span of permittedSpans(hold, subject, now)) {
    if ('unknownYear' in span) {
      const askAgainAt = now + hourMs;
      return {
        allowed: false,
        because: 'calendar-unknown',
        year: span.unknownYear,
        // The end of a hold needs no calendar, and must not be slept through.
        askAgainAt:
          subject.policy === 'preferred' && endsAt > now ? Math.min(askAgainAt, endsAt) : askAgainAt,
      };
    }
    if (span.opensAt <= now) {
      if (now + marginMs < span.closesAt) return { allowed: true, until: span.closesAt };
    } else if (span.closesAt - span.opensAt > marginMs + grainMs) {
      const forbidsAlone =
        quiet !== undefined &&
        calendarPermission(rules, { ...subject, channel: 'email' }, now, marginMs).allowed;
      return { allowed: false, because: forbidsAlone ? 'quiet-hours' : 'window', ...span };
    }
  }
  throw new RangeError('permitted spans end with an unknown year');
}
