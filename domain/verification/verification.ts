/** Checks of a contact by providers: whether a number is in service, and whether it is this person's. */
import type { BlockedState } from '../contact/contact-state.js';

/** `number-status`: in service, off or nobody's; `real-name`: name, identity number and number are one person's. */
export const checkKinds = ['number-status', 'real-name'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** Who is asked. */
export const checkProviders = ['aliyun'] as const;
export type CheckProvider = (typeof checkProviders)[number];

/** `off`: switched off, suspended or cut off for now; that does not make the number wrong. */
export const checkAnswers = ['good', 'not-in-service', 'off', 'mismatch', 'unchecked'] as const;
export type CheckAnswer = (typeof checkAnswers)[number];

/**
 * Why a contact could not be checked. Nobody was asked: the applicant did not consent; there is no identity
 * number to compare with. Asked, the provider does not cover the number, has no record of it, or does not know
 * just now; it gave no answer that can be read, cannot serve us, holds us back, or does not know our account; or
 * it answered with a code that is in no table.
 */
export const uncheckedReasons = [
  'no-consent',
  'no-identity-number',
  'not-covered',
  'no-record',
  'not-known-now',
  'no-answer',
  'provider-down',
  'rate-limited',
  'misconfigured',
  'unlisted-code',
] as const;
export type UncheckedBecause = (typeof uncheckedReasons)[number];

/** One answer that is on record; `checkedAt` in epoch milliseconds, `code` as the provider has it. */
export interface Verification {
  readonly kind: CheckKind;
  readonly answer: CheckAnswer;
  /** With `unchecked` alone. */
  readonly because?: UncheckedBecause;
  readonly provider?: CheckProvider;
  readonly code?: string;
  readonly checkedAt: number;
}

/** What an answer makes of the contact; undefined where it speaks neither for nor against it. */
export function stateBy(answer: CheckAnswer): BlockedState | 'good' | undefined {
  switch (answer) {
    case 'mismatch':
      return 'not-this-person';
    case 'not-in-service':
      return 'not-in-service';
    case 'good':
    case 'off':
      return 'good';
    case 'unchecked':
      return undefined;
  }
}

/** After trouble a provider is asked again this soon: an answer may be had by then. */
const afterTroubleMs = 10 * 60_000;

const troubles: readonly (UncheckedBecause | undefined)[] = [
  'not-known-now',
  'no-answer',
  'provider-down',
  'rate-limited',
  'misconfigured',
  'unlisted-code',
];
/** Lacks on our own side: as soon as they are gone, there is something to ask. */
const lacks: readonly (UncheckedBecause | undefined)[] = ['no-consent', 'no-identity-number'];

/** Whether a check is to be made (again); `last` is the newest answer to this kind, instants in epoch milliseconds. */
export function isDue(last: Verification | undefined, now: number, maxAgeMs: number): boolean {
  if (last === undefined || lacks.includes(last.because)) return true;
  const age = now - last.checkedAt;
  return age >= (troubles.includes(last.because) ? Math.min(maxAgeMs, afterTroubleMs) : maxAgeMs);
}
