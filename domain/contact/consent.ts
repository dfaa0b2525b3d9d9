/** Whether the applicant agreed to be told by a channel. */
import type { Channel } from '../attempt/route.js';

/** What was said of each channel; a channel that is not named was not agreed to. */
export type Consent = Readonly<Partial<Record<Channel, boolean | undefined>>>;

/**
 * Without any consent reported the bank keeps it itself and reports only whom it may tell: every
 * channel is allowed. Once it is reported, only a channel named with `true` is: silence is no consent.
 */
export const isConsentGiven = (consent: Consent | undefined, channel: Channel): boolean =>
  consent === undefined || consent[channel] === true;
