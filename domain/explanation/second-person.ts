/** What staff want that needs a second person, as far as a notice waits for it. */
import type { ReviewVerdict } from '../approval/approval.js';
import type { ApprovalFact, NoticeFacts } from './facts.js';
import type { SecondPerson } from './finding.js';
import { given } from './given.js';

/** What is told of one act that needs a second person. */
export interface SecondPersonEvidence {
  readonly kind: 'second-person';
  readonly at: number;
  readonly act: ApprovalFact['act'];
  readonly state: ApprovalFact['state'];
  readonly staffRef: string;
  readonly until: number;
  readonly by?: string;
  readonly verdict?: ReviewVerdict;
}

/** What waits for a second person, or for being carried out; an outcome before a contact. */
export function waitingForSecond({ approvals = [] }: NoticeFacts): SecondPerson | undefined {
  const isAgreed = ({ act, state, carriedOut }: ApprovalFact) =>
    act === 'unreachable' && !carriedOut && (state === 'approved' || state === 'acted-alone');
  const open = approvals.filter((one) => one.state === 'proposed' || isAgreed(one));
  const first = open.find(({ act }) => act === 'unreachable') ?? open[0];
  if (first === undefined) return undefined;
  const { act, proposedBy: staffRef, until } = first;
  return { act, staffRef, until, agreed: isAgreed(first) };
}

/** What was done alone about a notice that was closed untold. */
export const doneAlone = ({ approvals = [] }: NoticeFacts): ApprovalFact | undefined =>
  approvals.findLast(
    ({ act, state }) => act === 'unreachable' && (state === 'acted-alone' || state === 'reviewed'),
  );

/** One line each; what a second person agreed to and is done is told by what was done. */
export const secondPersonEvidence = (approvals: readonly ApprovalFact[] = []): SecondPersonEvidence[] =>
  approvals.flatMap(
    ({
      act,
      state,
      proposedBy,
      proposedAt,
      since,
      until,
      by,
      verdict,
      carriedOut,
    }): SecondPersonEvidence[] =>
      act === 'unreachable' && state === 'approved' && carriedOut
        ? []
        : [
            {
              kind: 'second-person',
              at: state === 'acted-alone' || state === 'reviewed' ? proposedAt : since,
              act,
              state,
              staffRef: proposedBy,
              until,
              ...given({ by, verdict }),
            },
          ],
  );
