/** What waits for, or was done without, a second person, in English. */
import { assertNever } from '../../failure/assert-never.js';
import type { EvidenceOf } from '../evidence.js';
import type { Place, SecondPerson } from '../finding.js';
import type { Clockwork } from '../moment.js';
import { account, stageName, when } from './english-vocabulary.js';

/** Said behind a cause; nothing where nothing waits. */
export function secondPersonWords(clockwork: Clockwork, waiting: SecondPerson | undefined): string {
  if (waiting === undefined) return '';
  const { act, place, staffRef, agreed, until } = waiting;
  if (agreed) return ' That it be closed untold is decided; it is being carried out.';
  const then = `only once a second person agrees, until ${when(clockwork, until)} at the latest`;
  if (act === 'corrected-decision')
    return ` The loan system has corrected it${asRound(place)}; the correction takes its place ${then}.`;
  return act === 'unreachable'
    ? ` ${account(staffRef)} proposes to close it untold, as the applicant cannot be reached; that counts ${then}.`
    : ` ${account(staffRef)} has given another mobile number; it is used ${then}.`;
}

/** Said behind a next step. */
export function secondPersonStep(waiting: SecondPerson | undefined): string {
  if (waiting === undefined || waiting.agreed) return '';
  return waiting.act === 'corrected-decision'
    ? ' Ask a supervisor before you tell the applicant: the correction waits to be decided on.'
    : ' A second person decides on what was proposed.';
}

const asRound = (place: Place | undefined): string => (place === undefined ? '' : ` (round ${place.round})`);

/** What a second person was asked to agree to. */
export const proposed: Readonly<Record<SecondPerson['act'], (place: Place | undefined) => string>> = {
  unreachable: () => 'to close the message untold, as the applicant cannot be reached',
  'contact-change': () => 'to replace or take away the mobile number',
  'corrected-decision': (place) =>
    `to correct ${place === undefined ? 'a decision' : stageName(place.stage)}${asRound(place)}`,
};

/** Who proposed it; what the loan system goes by may be any client id. */
export const proposer = (act: SecondPerson['act'], staffRef: string): string =>
  act === 'corrected-decision' ? 'the loan system' : account(staffRef);

/** How what was done alone was seen by somebody else. */
export const reviewWords = (alone: {
  readonly by?: string;
  readonly verdict?: 'endorsed' | 'objected';
}): string =>
  alone.verdict === undefined
    ? 'acting alone, which nobody has reviewed yet'
    : `acting alone, which ${account(alone.by)} reviewed and ${alone.verdict === 'endorsed' ? 'endorsed' : 'objected to'}`;

export function secondPersonEvidence(fact: EvidenceOf<'second-person'>, clockwork: Clockwork): string {
  const { act, place, state, by, until } = fact;
  const what = proposed[act](place);
  const who = proposer(act, fact.staffRef);
  switch (state) {
    case 'proposed':
      return `${who} proposed ${what}; a second person may agree until ${when(clockwork, until)}.`;
    case 'approved':
      return `${account(by)} agreed with ${who} ${what}.`;
    case 'rejected':
      return `${account(by)} did not agree with ${who} ${what}.`;
    case 'withdrawn':
      return `${who} took back the proposal ${what}.`;
    case 'expired':
      return `the proposal of ${who} ${what} expired; nobody had decided.`;
    case 'overtaken':
      return `the proposal of ${who} ${what} became void, since things had changed.`;
    case 'acted-alone':
      return `${who} decided ${what}, acting alone; somebody else must review that by ${when(clockwork, until)}.`;
    case 'reviewed':
      return `${who} decided ${what}, ${reviewWords(fact)}.`;
    default:
      return assertNever(state);
  }
}
