import type { DayTable } from '../calendar/day-table.js';
import { chineseWorkdays } from '../calendar/day-table.js';
import type { Pressed } from '../calendar/pressed.js';

/** Part of a local day, from its opening minute up to (not including) its closing one; 0 … 1440. */
export interface SendWindow {
  readonly openMinute: number;
  readonly closeMinute: number;
}

/** Hours in which nothing may ring. They may pass midnight; two equal minutes mean there are none. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When notices may be sent. Durations are the calendar's: pressed together with it. */
export interface SendRules {
  readonly days: DayTable;
  /** IANA name; every window and date is local to it. */
  readonly timeZone: string;
  /** Business hours, on workdays. */
  readonly window: SendWindow;
  /** Any day, where `preferred` may hold no longer. */
  readonly wider: SendWindow;
  /** Bind sms and voice, whatever a window says and however urgent the stage. */
  readonly quiet: QuietHours;
  /** How long `preferred` holds at most after the report. */
  readonly maxHoldMs: number;
  /** Over how long waking is spread after an opening. */
  readonly spreadMs: number;
  /** Never holds, for trying out. */
  readonly open?: true;
  readonly pressed?: Pressed;
}

/** Mainland China: workdays 9–18, any day 9–20 after 24 h, quiet 22–8. */
export const defaultSendRules: SendRules = {
  days: chineseWorkdays(),
  timeZone: 'Asia/Shanghai',
  window: { openMinute: 9 * 60, closeMinute: 18 * 60 },
  wider: { openMinute: 9 * 60, closeMinute: 20 * 60 },
  quiet: { fromMinute: 22 * 60, toMinute: 8 * 60 },
  maxHoldMs: 24 * 3_600_000,
  spreadMs: 60_000,
};
