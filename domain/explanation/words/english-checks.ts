/** What providers' checks of a contact said, in English. */
import type { CheckAnswer, CheckKind, UncheckedBecause } from '../../verification/verification.js';
import type { EvidenceOf } from '../evidence.js';

const questions: Readonly<Record<CheckKind | 'both', string>> = {
  both: 'whether the mobile number is in use and the applicant’s own',
  'number-status': 'whether the mobile number is in use',
  'real-name': 'whether the mobile number is the applicant’s own',
};

const uncheckedReasons: Readonly<Record<UncheckedBecause, string>> = {
  'no-consent': 'the applicant has not agreed to it',
  'no-identity-number': 'there is no identity number of a person to compare it with',
  'not-covered': 'the provider cannot tell of this number',
  'no-record': 'the provider has no record of this number',
  'not-known-now': 'the provider did not know just then',
  'no-answer': 'no answer came that could be read',
  'provider-down': 'the provider was out of service for us',
  'rate-limited': 'the provider took no more questions for a while',
  misconfigured: 'our account with the provider is not set up rightly',
  'unlisted-code': 'the provider’s answer is in no table',
};

const answers: Readonly<Record<Exclude<CheckAnswer, 'unchecked'>, string>> = {
  good: 'it is',
  'not-in-service': 'it is nobody’s, and it is not used any more',
  off: 'it is suspended or switched off for now, and it is still used',
  mismatch: 'it is another person’s, and it is not used any more',
};

export function checkedWords(fact: EvidenceOf<'contact-verified'>): string {
  const { check, answer, because, provider, code, why } = fact;
  const question = questions[check];
  const coded = code === undefined ? '' : ` (${why === undefined ? '' : `${why.en}, `}${code})`;
  if (answer !== 'unchecked')
    return `${provider ?? 'a provider'} was asked ${question}: ${answers[answer]}${coded}.`;
  const reason = because === undefined ? 'why is not recorded' : uncheckedReasons[because];
  return provider === undefined
    ? `nobody was asked ${question}, since ${reason}.`
    : `${provider} was asked ${question}, to no effect: ${reason}${coded}.`;
}
