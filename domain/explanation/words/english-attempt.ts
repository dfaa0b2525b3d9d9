/** What was tried and what came of it, in English. */
import { channelOf } from '../../attempt/route.js';
import type { Settlement } from '../../attempt/attempt.js';
import { assertNever } from '../../failure/assert-never.js';
import type { FailureClass } from '../../failure/failure-class.js';
import { canBeAsked } from '../askable.js';
import type { CodeWords } from '../code-words.js';
import type { EvidenceOf } from '../evidence.js';
import type { AttemptFacts } from '../facts.js';
import type { Clockwork } from '../moment.js';
import { exactly, reasons, setback, way } from './english-vocabulary.js';

/** How, and since when the one before did not settle it, a message was sent, as a clause. */
export const sent = (fact: Pick<EvidenceOf<'attempt'>, 'attempt' | 'before' | 'how'>): string =>
  `${purpose(fact)} by ${way(fact.attempt.route)}`;

function purpose({
  attempt,
  before,
  how,
}: Pick<EvidenceOf<'attempt'>, 'attempt' | 'before' | 'how'>): string {
  const because = before === undefined ? '' : `, since ${setback(before)}`;
  switch (attempt.purpose) {
    case 'first':
      return 'sent';
    case 'failover':
      if (how === 'corrected-contact') return 'sent to the corrected contact';
      return `tried another ${how === 'another-contact' ? 'contact' : 'way'}${because}; sent`;
    case 'copy':
      return `a copy was sent${because}; it went`;
    case 'retry':
      return `sent once more${because}; it went`;
    case 'resend':
      return 'sent again on purpose, as staff asked,';
    default:
      return assertNever(attempt.purpose);
  }
}

/** Why something failed, in the provider's table's words where there are any. */
export const reason = ({
  failure,
  why,
}: {
  failure?: FailureClass | undefined;
  why?: CodeWords | undefined;
}) => why?.en ?? (failure === undefined ? 'the reason is not recorded' : reasons[failure]);

/** What became of an accepted message, as a clause; `when` begins with a space. */
export function settled(
  settlement: Settlement,
  { route, evidence }: Pick<AttemptFacts, 'route' | 'evidence'>,
  failed: Parameters<typeof reason>[0],
  when = '',
): string {
  switch (settlement) {
    case 'delivered':
      return evidence === 'acceptance'
        ? `it was not sent back, and counts as delivered${when}`
        : channelOf(route) === 'voice'
          ? `the call was heard to its end${when}; who listened is not known`
          : `delivery was confirmed${when}`;
    case 'undelivered':
      return `it was reported as not delivered${when}: ${reason(failed)}`;
    case 'no-receipt':
      return 'no confirmation of delivery came in time';
    default:
      return assertNever(settlement);
  }
}

/** What the provider refused it for. */
export const refused = (failed: Parameters<typeof reason>[0]): string => `it was refused: ${reason(failed)}`;

/** Who took it. */
export const taken = ({ evidence }: Pick<AttemptFacts, 'evidence'>): string =>
  evidence === 'acceptance' ? 'the recipient’s mail server accepted it' : 'the provider accepted it';

/** What became of an attempt, as it stands. */
export function result({ attempt, why }: EvidenceOf<'attempt'>, clockwork: Clockwork): string {
  const { settlement, outcome, failure } = attempt;
  const settledAt = attempt.settledAt === undefined ? '' : ` on ${exactly(clockwork, attempt.settledAt)}`;
  const first = attempt.unanswered ? 'at first no answer told whether it was taken; ' : '';
  if (settlement !== undefined) return `${first}${settled(settlement, attempt, { failure, why }, settledAt)}`;
  switch (outcome) {
    case 'intended':
      return 'no answer of the provider is recorded yet';
    case 'rejected':
      return refused({ failure, why });
    case 'accepted':
      return `${first}${taken(attempt)}; ${attempt.evidence === 'acceptance' ? 'it was not sent back so far' : 'delivery is not confirmed yet'}`;
    case 'unknown':
      return unknown(attempt);
    default:
      return assertNever(outcome);
  }
}

function unknown({ route, neverReceived, asked }: AttemptFacts): string {
  if (neverReceived) return 'no answer came, and when asked the provider said that it never received it';
  return !canBeAsked(route)
    ? 'no answer told whether it was taken, and that cannot be asked afterwards'
    : `whether the provider took it is not known; it was ${asked === 0 ? 'not asked yet' : asked === 1 ? 'asked once' : `asked ${asked} times`}`;
}
