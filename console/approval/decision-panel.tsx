/** What whoever looks may do about an approval, or why they may not; and what became of it, also while they looked. */
import { useState } from 'react';
import type { WholeApproval } from '../door/shapes.js';
import { hasRole, useWho } from '../door/session.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import type { Words } from '../words/words.js';
import { DecideForm } from './decide-form.js';
import { isWaiting, Outcome, settledBy } from './outcome.js';
import { ReviewForm } from './review-form.js';
import { Withdraw } from './withdraw.js';

interface DecisionPanelProps {
  readonly approval: WholeApproval;
  /** Whether what is sealed of it was looked at here. */
  readonly hasSeen: boolean;
}

export function DecisionPanel({ approval, hasSeen }: DecisionPanelProps) {
  const words = useWords();
  const { decide, outcome } = words.approvals;
  const { moment } = useMoments();
  // As it stood when the page was opened, and whether it was this very page that changed it.
  const [wasWaiting] = useState(isWaiting(approval));
  const [wasSent, setWasSent] = useState(false);
  const { account } = useWho();
  // What somebody writes here outlives the form: it may be settled elsewhere while they write.
  const [reason, setReason] = useState('');
  const { state, may, expiresAt, reviewBy } = approval;
  const common = { approval, reason, setReason, done: () => setWasSent(true) };
  // The event of what was done here may come before the answer to it.
  const isOwn = wasSent || settledBy(approval)?.toLowerCase() === account.toLowerCase();
  if (!isWaiting(approval))
    return (
      <section className="sheet decision" aria-labelledby="decision-heading">
        <header className="sheet-head">
          <h2 id="decision-heading">{outcome.title}</h2>
        </header>
        <div role="status">
          {wasWaiting && <p className="decision-news">{isOwn ? outcome.byYou : outcome.elsewhere}</p>}
          <Outcome approval={approval} />
          {wasWaiting && !isOwn && reason.trim() !== '' && (
            <>
              <p className="faint">{outcome.unsent}</p>
              <blockquote className="decision-unsent">
                <bdi>{reason}</bdi>
              </blockquote>
            </>
          )}
        </div>
      </section>
    );
  return (
    <section className="sheet decision decision-open" aria-labelledby="decision-heading">
      <header className="sheet-head">
        <h2 id="decision-heading">{state === 'proposed' ? decide.title : decide.reviewTitle}</h2>
      </header>
      {may.includes('decide') && <DecideForm {...common} hasSeen={hasSeen} />}
      {may.includes('review') && <ReviewForm {...common} />}
      <WhyNot approval={approval} words={words} />
      {may.includes('withdraw') && <Withdraw approval={approval} done={common.done} />}
      {state === 'proposed' && expiresAt !== undefined && (
        <p className="faint">{decide.waits(moment(expiresAt))}</p>
      )}
      {state === 'acted-alone' && reviewBy !== undefined && (
        <p className="faint">{decide.reviewWaits(moment(reviewBy))}</p>
      )}
    </section>
  );
}

/** Kinds that supervisors alone decide on; the API says who may, and this only why not. */
const supervisorsAlone: readonly WholeApproval['kind'][] = [
  'route-hold',
  'route-weight',
  'words',
  'corrected-decision',
  'incident-close',
  'compensation',
];

function WhyNot({ approval, words }: { readonly approval: WholeApproval; readonly words: Words }) {
  const { decide } = words.approvals;
  const who = useWho();
  const { mayNot, state, kind } = approval;
  if (mayNot === undefined) return null;
  const isAlone = state === 'acted-alone';
  const forbidden = isAlone
    ? decide.forbiddenReview
    : supervisorsAlone.includes(kind) && hasRole(who, 'staff')
      ? decide.forbidden.supervisor
      : decide.forbidden.others;
  return (
    <p className="waiting">
      {mayNot === 'approval-own' ? (isAlone ? decide.ownAlone : decide.own) : forbidden}
    </p>
  );
}
