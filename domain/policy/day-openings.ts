import type { Channel } from '../attempt/route.js';
import type { LocalDay } from '../calendar/clock-face.js';
import { instantOf } from '../calendar/clock-face.js';
import type { QuietHours, SendWindow } from './send-rules.js';

/** A stretch of time, from its first instant up to (not including) its last. */
export interface Opening {
  readonly opensAt: number;
  readonly closesAt: number;
}

const rings: Readonly<Record<Channel, boolean>> = { sms: true, voice: true, push: false, email: false };

/** Whether a channel can wake somebody, and so keeps quiet hours. */
export const keepsQuietHours = (channel: Channel): boolean => rings[channel];

export const wholeDay: SendWindow = { openMinute: 0, closeMinute: 1440 };

/** Quiet hours as parts of one day: those that pass midnight are two. */
function quietParts({ fromMinute, toMinute }: QuietHours): SendWindow[] {
  if (fromMinute === toMinute) return [];
  if (fromMinute < toMinute) return [{ openMinute: fromMinute, closeMinute: toMinute }];
  return [
    { openMinute: 0, closeMinute: toMinute },
    { openMinute: fromMinute, closeMinute: 1440 },
  ];
}

/** What is left of a window outside the quiet hours, in order. */
function outside(window: SendWindow, quiet: QuietHours): SendWindow[] {
  return quietParts(quiet)
    .reduce<SendWindow[]>(
      (left, part) =>
        left.flatMap(({ openMinute, closeMinute }) => [
          { openMinute, closeMinute: Math.min(closeMinute, part.openMinute) },
          { openMinute: Math.max(openMinute, part.closeMinute), closeMinute },
        ]),
      [window],
    )
    .filter(({ openMinute, closeMinute }) => openMinute < closeMinute);
}

/** The openings a window has on a day, less the quiet hours if they are given; in order, never empty ones. */
export function openingsOf(day: LocalDay, window: SendWindow, quiet: QuietHours | undefined): Opening[] {
  return (quiet === undefined ? [window] : outside(window, quiet))
    .map((part) => ({
      opensAt: instantOf(day, part.openMinute),
      closesAt: instantOf(day, part.closeMinute),
    }))
    .filter(({ opensAt, closesAt }) => opensAt < closesAt);
}
