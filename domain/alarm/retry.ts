/** When what could not be told is tried again. */

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/** An alarm nobody could be told of for so long is no news any more; the console has it. */
export const giveUpAfterMs = 24 * 60 * minuteMs;
/** After so many failures in a row it is itself an alarm that a responder hears nothing. */
export const failuresInPatience = 3;
const longestPauseMs = 5 * minuteMs;
const longestAskedMs = 60 * minuteMs;

/** Until when an address that failed so often in a row is left alone: 5, 15, 45 s … up to 5 min, or as long as it asks. */
export const pauseUntil = (failures: number, now: number, askedMs = 0): number =>
  now +
  Math.max(
    Math.min(5 * secondMs * 3 ** Math.min(failures - 1, 10), longestPauseMs),
    Math.min(askedMs, longestAskedMs),
  );
