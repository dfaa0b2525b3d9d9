/** Whether the applicant may be told by a channel, and have a contact checked, and on which legal basis. */
import { channels } from '../attempt/route.js';
import type { Channel } from '../attempt/route.js';
import { checkKinds } from '../verification/verification.js';
import type { CheckKind } from '../verification/verification.js';

/**
 * On what the handling of the data rests (PIPL Art. 13): the person's consent (1), a contract with them (2), a duty or
 * power by law (3). Only the first can be taken back by the person (Art. 15); a refusal of a channel is heeded whatever
 * the basis.
 */
export const legalBases = ['consent', 'contract', 'legal-duty'] as const;
export type LegalBasis = (typeof legalBases)[number];

/** What is asked for: each channel, each kind of check, and `verification` for both checks where they are not named. */
export const purposes = [...channels, 'verification', ...checkKinds] as const;
export type ConsentPurpose = (typeof purposes)[number];

/** `true` is consent, without a date of its own; `at` is when it was given or taken back, ISO 8601 with an offset. */
export type ConsentTerm =
  | boolean
  | { readonly allowed: boolean; readonly basis?: LegalBasis | undefined; readonly at?: string | undefined };

/** What was said of each channel, and of checks by providers. */
export type Consent = Readonly<Partial<Record<ConsentPurpose, ConsentTerm | undefined>>>;

const isAllowed = (term: ConsentTerm | undefined): boolean =>
  typeof term === 'object' ? term.allowed : term === true;

/**
 * Without any consent reported the bank keeps it itself and reports only whom it may tell: every
 * channel is allowed. Once it is reported, only a channel named as allowed is: silence is no consent.
 * What is said of checks alone says nothing of channels.
 */
export const isConsentGiven = (consent: Consent | undefined, channel: Channel): boolean =>
  consent === undefined || speaksOfChecksAlone(consent) || isAllowed(consent[channel]);

const aboutChecks: ReadonlySet<string> = new Set(['verification', ...checkKinds]);

const speaksOfChecksAlone = (consent: Consent): boolean => {
  const named = Object.keys(consent);
  return named.length > 0 && named.every((name) => aboutChecks.has(name));
};

/** A name and a number are shown to a provider only where that was agreed to in so many words: for this check, or for both. */
export const mayBeVerified = (consent: Consent | undefined, kind: CheckKind): boolean =>
  isAllowed(consent?.[kind] ?? consent?.verification);

/** One purpose as it stands on record. */
export interface ConsentFact {
  readonly purpose: ConsentPurpose;
  readonly allowed: boolean;
  readonly basis: LegalBasis;
  /** Epoch milliseconds, where the report says when. */
  readonly givenAt?: number;
}

/** What a report said, purpose by purpose, as facts without the applicant. */
export const consentFacts = (consent: Consent): ConsentFact[] =>
  purposes.flatMap((purpose): ConsentFact[] => {
    const term = consent[purpose];
    if (term === undefined) return [];
    const { basis = 'consent', at } = typeof term === 'object' ? term : {};
    const givenAt = at === undefined ? {} : { givenAt: Date.parse(at) };
    return [{ purpose, allowed: isAllowed(term), basis, ...givenAt }];
  });
