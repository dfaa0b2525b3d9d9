/** Whether the applicant agreed to be told by a channel, and to have a contact checked. */
import type { Channel } from '../attempt/route.js';

/** What was said of each channel, and of checks by providers. */
export type Consent = Readonly<Partial<Record<Channel | 'verification', boolean | undefined>>>;

/**
 * Without any consent reported the bank keeps it itself and reports only whom it may tell: every
 * channel is allowed. Once it is reported, only a channel named with `true` is: silence is no consent.
 * What is said of checks alone says nothing of channels.
 */
export const isConsentGiven = (consent: Consent | undefined, channel: Channel): boolean =>
  consent === undefined || speaksOfChecksAlone(consent) || consent[channel] === true;

const speaksOfChecksAlone = (consent: Consent): boolean => {
  const named = Object.keys(consent);
  return named.length > 0 && named.every((name) => name === 'verification');
};

/** A name and a number are shown to a provider only where that was agreed to in so many words. */
export const mayBeVerified = (consent: Consent | undefined): boolean => consent?.verification === true;
