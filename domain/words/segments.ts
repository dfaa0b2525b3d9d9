/** How many messages an SMS is charged as, in mainland China. */

/** The longest signature a provider takes is 12 characters; with its brackets. */
export const longestSignature = 14;
/** Characters of one message, and of each part of a longer one, whatever script it is written in. */
const single = 70;
const part = 67;

export interface Segments {
  /** Of the text, without a signature. */
  readonly characters: number;
  /** With the longest signature a provider takes. */
  readonly messages: number;
  /** Characters each of these messages holds. */
  readonly perMessage: number;
  /** Characters that may still come before it is a message more. */
  readonly left: number;
  /** Characters beyond the basic plane, such as emoji: each counts as two. */
  readonly doubled: number;
}

/** Reckons a text as it is shown to the applicant, without its signature. */
export function segmentsOf(text: string): Segments {
  // A provider counts code units: what lies beyond the basic plane is two (UCS-2).
  const characters = text.length;
  const doubled = characters - Array.from(text).length;
  const whole = characters + longestSignature;
  if (whole <= single) return { characters, messages: 1, perMessage: single, left: single - whole, doubled };
  const messages = Math.ceil(whole / part);
  return { characters, messages, perMessage: part, left: messages * part - whole, doubled };
}
