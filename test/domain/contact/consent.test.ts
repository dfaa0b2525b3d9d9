import { channels } from '../../../domain/attempt/route.js';
import { consentFacts, isConsentGiven, mayBeVerified } from '../../../domain/contact/consent.js';
import { checkKinds } from '../../../domain/verification/verification.js';

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
  expect(mayBeVerified({ verification: true }, 'real-name')).toBe(true);
  for (const consent of [undefined, {}, { sms: true, voice: true }, { verification: false }])
    expect(mayBeVerified(consent, 'real-name')).toBe(false);
});

test('a check that is named by itself is not what was said of both', () => {
  const consent = { verification: true, 'real-name': false };
  expect(checkKinds.map((kind) => mayBeVerified(consent, kind))).toEqual([true, false]);
  expect(mayBeVerified({ 'number-status': { allowed: true, basis: 'contract' } }, 'number-status')).toBe(
    true,
  );
  expect(isConsentGiven({ 'number-status': true }, 'sms')).toBe(true);
});

test('a term says on which legal basis and since when, and one of its own only where it is said', () => {
  const consent = {
    sms: { allowed: true, basis: 'contract', at: '2026-11-01T09:00:00+08:00' },
    email: { allowed: false },
    push: true,
  } as const;
  expect(channels.filter((channel) => isConsentGiven(consent, channel))).toEqual(['sms', 'push']);
  expect(consentFacts(consent)).toEqual([
    { purpose: 'sms', allowed: true, basis: 'contract', givenAt: Date.parse('2026-11-01T01:00:00Z') },
    { purpose: 'push', allowed: true, basis: 'consent' },
    { purpose: 'email', allowed: false, basis: 'consent' },
  ]);
});
