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
}

/** Reckons a text as it is shown to the applicant, without its signature. */
export function segmentsOf(text: string): Segments {
  // A provider counts code units: what lies beyond the basic plane is two (UCS-2).
  const characters = text.length;
  const whole = characters + longestSignature;
  return { characters, messages: whole <= single ? 1 : Math.ceil(whole / part) };
}
