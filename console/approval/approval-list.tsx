/** Approvals one under the other, each with what it would do, who asked, and until when it waits. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import { approvalsQuestion } from '../door/approval-questions.js';
import type { ApprovalsAsked } from '../door/approval-questions.js';
import { useWho } from '../door/session.js';
import type { Approval } from '../door/shapes.js';
import { Icon } from '../frame/icon.js';
import { useSpeech } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment, useMoments } from '../frame/moment.js';
import { approvalPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Pill } from '../application/state-pill.js';
import { ApprovalPill } from './approval-pill.js';

interface ApprovalListProps {
  readonly title: string;
  readonly asked: ApprovalsAsked;
  /** What is said where there are none. */
  readonly none: string;
  /** Those that stand elsewhere on the page. */
  readonly without?: ReadonlySet<string>;
  readonly isUrgent?: boolean;
}

/** Everything asked for so far; undefined until it is known. */
export function useApprovals(asked: ApprovalsAsked): readonly Approval[] | undefined {
  const { data } = useInfiniteQuery(approvalsQuestion(asked));
  return data?.pages.flatMap(({ approvals }) => approvals);
}

export function ApprovalList({ title, asked, none, without, isUrgent = false }: ApprovalListProps) {
  const { words } = useSpeech();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    approvalsQuestion(asked),
  );
  const shown = data?.pages
    .flatMap(({ approvals }) => approvals)
    .filter(({ approvalId }) => without?.has(approvalId) !== true);
  return (
    <section className="approvals" aria-label={title}>
      <h2>
        {title}
        {shown !== undefined && shown.length > 0 && (
          <span className={isUrgent ? 'approvals-count tone-act' : 'approvals-count tone-over'}>
            {shown.length}
            {hasNextPage && '+'}
          </span>
        )}
      </h2>
      {shown === undefined && error === null && <Loading />}
      {shown === undefined && error !== null && (
        <ProblemNotice failure={error} again={() => void refetch()} />
      )}
      {shown?.length === 0 && !hasNextPage && <p className="faint approvals-none">{none}</p>}
      {shown !== undefined && shown.length > 0 && (
        <ul>
          {shown.map((approval) => (
            <li key={approval.approvalId}>
              <ApprovalRow approval={approval} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {words.approvals.more}
        </Button>
      )}
    </section>
  );
}

function ApprovalRow({ approval }: { readonly approval: Approval }) {
  const { language, words } = useSpeech();
  const { approvals } = words;
  const { account } = useWho();
  const { approvalId, kind, would, applicationId, proposedBy } = approval;
  return (
    <Link href={approvalPlace(approvalId)} className="approval-row">
      <span className="approval-row-kind">
        <strong>{approvals.kinds[kind]}</strong>
        <ApprovalPill {...approval} />
        {proposedBy.toLowerCase() === account.toLowerCase() && approval.state === 'proposed' && (
          <Pill tone="over">{approvals.own}</Pill>
        )}
      </span>
      <span className="approval-row-would">{would[language]}</span>
      <span className="approval-row-facts faint">
        {applicationId !== undefined && (
          <span>
            {approvals.about} <bdi>{applicationId}</bdi>
          </span>
        )}
        <Times approval={approval} />
      </span>
      <Icon name="forward" />
    </Link>
  );
}

function Times({ approval }: { readonly approval: Approval }) {
  const { words } = useSpeech();
  const { approvals } = words;
  const { moment } = useMoments();
  const { state, proposedBy, proposedAt, expiresAt, reviewBy, since } = approval;
  const isAlone = reviewBy !== undefined;
  const by = approval.reviewedBy ?? approval.decidedBy;
  return (
    <>
      <span>{(isAlone ? approvals.aloneBy : approvals.by)(proposedBy, moment(proposedAt))}</span>
      {state === 'proposed' && expiresAt !== undefined && <span>{approvals.until(moment(expiresAt))}</span>}
      {state === 'acted-alone' && reviewBy !== undefined && (
        <span>{approvals.reviewUntil(moment(reviewBy))}</span>
      )}
      {state !== 'proposed' && state !== 'acted-alone' && (
        <span>
          {by !== undefined && <bdi>{by} </bdi>}
          {approvals.states[state]} <Moment at={since} />
        </span>
      )}
    </>
  );
}
