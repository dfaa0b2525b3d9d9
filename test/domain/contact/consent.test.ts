import { channels } from '../../../domain/attempt/route.js';
import { isConsentGiven } from '../../../domain/contact/consent.js';

test.each(channels)('%s is allowed where the bank reports no consent at all', (channel) => {
  expect(isConsentGiven(undefined, channel)).toBe(true);
});

test.each(channels)('%s is allowed by its own yes alone', (channel) => {
  const others = Object.fromEntries(channels.filter((one) => one !== channel).map((one) => [one, true]));
  expect(isConsentGiven({ [channel]: true }, channel)).toBe(true);
  expect(isConsentGiven({ ...others, [channel]: false }, channel)).toBe(false);
  expect(isConsentGiven(others, channel)).toBe(false);
  expect(isConsentGiven({}, channel)).toBe(false);
});
