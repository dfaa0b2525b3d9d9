/** How a task stands for whoever looks at it, and how long there is for it. */
import type { Task } from '../door/shapes.js';
import type { Words } from '../words/words.js';

type Claim = NonNullable<Task['claim']>;

export type TaskStanding =
  | { readonly kind: 'over' }
  | { readonly kind: 'mine'; readonly claim: Claim }
  | { readonly kind: 'theirs'; readonly claim: Claim }
  | { readonly kind: 'free' };

/** Accounts that differ in case at most are one person's. */
const isSamePerson = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** At an instant (epoch milliseconds): a claim that has run out is none, also where nobody said so yet. */
export function standingOf(
  { state, claim }: Pick<Task, 'state' | 'claim'>,
  account: string,
  now: number,
): TaskStanding {
  if (state !== 'open') return { kind: 'over' };
  if (claim === undefined || Date.parse(claim.until) <= now) return { kind: 'free' };
  return { kind: isSamePerson(claim.by, account) ? 'mine' : 'theirs', claim };
}

export const isTheir = (staffRef: string | undefined, account: string): boolean =>
  staffRef !== undefined && isSamePerson(staffRef, account);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A span of time (milliseconds, not negative) in words, to the minute, or to the hour beyond a day. */
export function spanOf(ms: number, { task }: Words): string {
  const days = Math.floor(ms / dayMs);
  const hours = Math.floor((ms % dayMs) / hourMs);
  return task.span(days, hours, Math.floor((ms % hourMs) / minuteMs));
}

/** How long there is until an instant (ISO 8601), or how long it is past. */
export function remainingOf(until: string, now: number, words: Words): string {
  const ms = Date.parse(until) - now;
  return ms > 0 ? words.task.left(spanOf(ms, words)) : words.task.late(spanOf(-ms, words));
}
