/** What waits for, or was done without, a second person, in English. */
import { assertNever } from '../../failure/assert-never.js';
import type { EvidenceOf } from '../evidence.js';
import type { SecondPerson } from '../finding.js';
import type { Clockwork } from '../moment.js';
import { account, exactly, when } from './english-vocabulary.js';

/** Said behind a cause; nothing where nothing waits. */
export function secondPersonWords(clockwork: Clockwork, waiting: SecondPerson | undefined): string {
  if (waiting === undefined) return '';
  const { act, staffRef, agreed, until } = waiting;
  if (agreed) return ' That it be closed untold is decided; it is being carried out.';
  const then = `only once a second person agrees, until ${when(clockwork, until)} at the latest`;
  return act === 'unreachable'
    ? ` ${account(staffRef)} proposes to close it untold, as the applicant cannot be reached; that counts ${then}.`
    : ` ${account(staffRef)} has given another mobile number; it is used ${then}.`;
}

/** Said behind a next step. */
export const secondPersonStep = (waiting: SecondPerson | undefined): string =>
  waiting === undefined || waiting.agreed ? '' : ' A second person decides on what was proposed.';

/** How what was done alone was seen by somebody else. */
export const reviewWords = (alone: {
  readonly by?: string;
  readonly verdict?: 'endorsed' | 'objected';
}): string =>
  alone.verdict === undefined
    ? 'acting alone, which nobody has reviewed yet'
    : `acting alone, which ${account(alone.by)} reviewed and ${alone.verdict === 'endorsed' ? 'endorsed' : 'objected to'}`;

export function secondPersonEvidence(fact: EvidenceOf<'second-person'>, clockwork: Clockwork): string {
  const { at, act, state, staffRef, by, until } = fact;
  const what =
    act === 'unreachable'
      ? 'to close the message untold, as the applicant cannot be reached'
      : 'to replace or take away the mobile number';
  const begun = `${exactly(clockwork, at)}: `;
  switch (state) {
    case 'proposed':
      return `${begun}${account(staffRef)} proposed ${what}; a second person may agree until ${when(clockwork, until)}.`;
    case 'approved':
      return `${begun}${account(by)} agreed with ${account(staffRef)} ${what}.`;
    case 'rejected':
      return `${begun}${account(by)} did not agree with ${account(staffRef)} ${what}.`;
    case 'withdrawn':
      return `${begun}${account(staffRef)} took back the proposal ${what}.`;
    case 'expired':
      return `${begun}the proposal of ${account(staffRef)} ${what} expired; nobody had decided.`;
    case 'overtaken':
      return `${begun}the proposal of ${account(staffRef)} ${what} became void, since things had changed.`;
    case 'acted-alone':
      return `${begun}${account(staffRef)} decided ${what}, acting alone; somebody else must review that by ${when(clockwork, until)}.`;
    case 'reviewed':
      return `${begun}${account(staffRef)} decided ${what}, ${reviewWords(fact)}.`;
    default:
      return assertNever(state);
  }
}
