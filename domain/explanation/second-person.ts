/** What needs a second person, as far as a notice waits for it. */
import type { ReviewVerdict } from '../approval/approval.js';
import type { ApplicationFacts, ApprovalFact, NoticeFacts } from './facts.js';
import type { Place, SecondPerson } from './finding.js';
import { given } from './given.js';

/** What is told of one act that needs a second person. */
export interface SecondPersonEvidence {
  readonly kind: 'second-person';
  readonly at: number;
  readonly act: ApprovalFact['act'];
  readonly place?: Place;
  readonly state: ApprovalFact['state'];
  readonly staffRef: string;
  readonly until: number;
  readonly by?: string;
  readonly verdict?: ReviewVerdict;
}

/** Which of several is told. */
const byWeight = ['unreachable', 'corrected-decision', 'contact-change'] as const;

/** What waits for a second person, or for being carried out; the weightiest of it. */
export function waitingForSecond({ approvals = [] }: NoticeFacts): SecondPerson | undefined {
  const isAgreed = ({ act, state, carriedOut }: ApprovalFact) =>
    act === 'unreachable' && !carriedOut && (state === 'approved' || state === 'acted-alone');
  const open = approvals.filter((one) => one.state === 'proposed' || isAgreed(one));
  const [first] = byWeight.flatMap((weighty) => open.find(({ act }) => act === weighty) ?? []);
  if (first === undefined) return undefined;
  const { act, place, proposedBy: staffRef, until } = first;
  return { act, staffRef, until, agreed: isAgreed(first), ...given({ place }) };
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
      place,
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
              ...given({ place, by, verdict }),
            },
          ],
  );

/** An approval, and the notice it is about. */
export interface PlacedApproval {
  readonly approval: ApprovalFact;
  readonly place?: Place | undefined;
}

/** Each once, though it may be told of several notices; one that closes a notice untold belongs to that one. */
export function approvalsOf({ notices, approvals = [] }: ApplicationFacts): PlacedApproval[] {
  const all: PlacedApproval[] = [
    ...approvals.map((approval) => ({ approval, place: approval.place })),
    ...notices.flatMap(({ stage, round, approvals: its = [] }) =>
      its.map((approval) => ({
        approval,
        place: approval.place ?? (approval.act === 'unreachable' ? { stage, round } : undefined),
      })),
    ),
  ];
  const known = new Set<unknown>();
  return all.filter(({ approval }) => {
    const identity = approval.approvalId ?? approval;
    if (known.has(identity)) return false;
    known.add(identity);
    return true;
  });
}
