import { channels } from '../../../domain/attempt/route.js';
import { isConsentGiven, mayBeVerified } from '../../../domain/contact/consent.js';

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

test.each(channels)('%s is left as it was by consent that speaks of checks alone', (channel) => {
  expect(isConsentGiven({ verification: true }, channel)).toBe(true);
  expect(isConsentGiven({ verification: false }, channel)).toBe(true);
  const [other] = channels.filter((one) => one !== channel);
  expect(isConsentGiven({ verification: true, [other ?? channel]: true }, channel)).toBe(false);
});

test('providers are asked about a number only with a yes to that very thing', () => {
  expect(mayBeVerified({ verification: true })).toBe(true);
  for (const consent of [undefined, {}, { sms: true, voice: true }, { verification: false }])
    expect(mayBeVerified(consent)).toBe(false);
});
