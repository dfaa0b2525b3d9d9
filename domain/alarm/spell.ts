/**
 * A spell of trouble: one alarm, or an alarm that keeps coming back. What flaps is one spell, so that it is told of like one
 * alarm and not each time. Instants are epoch milliseconds.
 */
import type { AlarmKind } from './alarm.js';

/** An alarm as it stands on record. */
export interface AlarmOnRecord {
  readonly alarmId: number;
  readonly kind: AlarmKind;
  readonly subject: string;
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  /** How much it is about now (decisions that are missing, notices that are held), where that is counted. */
  readonly extent: number | null;
}

/** Which spell an alarm belongs to. */
export interface Spell {
  /** The number of its first alarm. */
  readonly spellId: number;
  /** It came back before it had been over for long, and so is told to be over only once it stays so. */
  readonly recurs: boolean;
}

/** The alarm of the same kind and subject before another, and what was said of its end. */
export interface AlarmBefore extends Spell {
  readonly resolvedAt: number;
  /** Somebody was told that it is over: what comes now is something new to them. */
  readonly isOverTold: boolean;
}

/**
 * The spell of an alarm that was just opened: its own, unless it recurs, within `tellAgainMs` of its end, after one that
 * recurred already. So the first time it comes back is told, since people were told that it is over; from then on it counts
 * as one until it has stayed away for `tellAgainMs`.
 */
export function spellOf(
  { alarmId, openedAt }: Pick<AlarmOnRecord, 'alarmId' | 'openedAt'>,
  before: AlarmBefore | undefined,
  tellAgainMs: number,
): Spell {
  if (before === undefined || openedAt >= before.resolvedAt + tellAgainMs)
    return { spellId: alarmId, recurs: false };
  return before.recurs && !before.isOverTold
    ? { spellId: before.spellId, recurs: true }
    : { spellId: alarmId, recurs: true };
}

/** Whether something is worse than it was when somebody acknowledged it: there is twice as much of it by now. */
export const isWorse = (extent: number | null, acknowledged: number | null): boolean =>
  extent !== null && acknowledged !== null && extent > acknowledged && extent >= 2 * acknowledged;
