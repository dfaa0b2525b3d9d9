/** One approval: what it would do, the change itself, and what whoever looks may do about it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import '../application/application.css';
import '../frame/parts.css';
import { wayOf } from '../application/way.js';
import { approvalQuestion } from '../door/approval-questions.js';
import type { WholeApproval } from '../door/shapes.js';
import { Icon } from '../frame/icon.js';
import { useSpeech, useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment } from '../frame/moment.js';
import { applicationPlace, incidentPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { ApprovalPill } from './approval-pill.js';
import './approval.css';
import { Change } from './change.js';
import { DecisionPanel } from './decision-panel.js';
import { Steps } from './steps.js';

export default function ApprovalPage({ approvalId }: { readonly approvalId: string }) {
  const { approvals } = useWords();
  const { data, error, refetch } = useQuery(approvalQuestion(approvalId));
  useTitle(data === undefined ? approvals.title : approvals.kinds[data.kind]);
  return (
    <div className="approval-page">
      <p className="back">
        <Link href="/approvals">
          <Icon name="back" size={16} /> {approvals.back}
        </Link>
      </p>
      {data !== undefined && <Whole approval={data} />}
      {data === undefined && (
        <>
          <h1>{approvals.title}</h1>
          {error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />}
        </>
      )}
    </div>
  );
}

function Whole({ approval }: { readonly approval: WholeApproval }) {
  const { language, words } = useSpeech();
  const [hasSeen, setHasSeen] = useState(false);
  const { approvals } = words;
  return (
    <>
      <h1 className="approval-title">
        {approvals.kinds[approval.kind]} <ApprovalPill {...approval} />
      </h1>
      <p className="approval-would">{approval.would[language]}</p>
      <Facts approval={approval} />
      <div className="approval-columns">
        <DecisionPanel approval={approval} hasSeen={hasSeen} />
        <div className="approval-main">
          <Change approval={approval} seen={() => setHasSeen(true)} />
          <Steps approval={approval} />
        </div>
      </div>
    </>
  );
}

function Facts({ approval }: { readonly approval: WholeApproval }) {
  const words = useWords();
  const { approvals } = words;
  const { kind, applicationId, subject, reason, closes = [], act } = approval;
  const { state, expiresAt, reviewBy } = approval;
  const isAlone = reviewBy !== undefined;
  return (
    <>
      <dl className="facts approval-facts">
        {applicationId !== undefined && (
          <Fact name={approvals.about}>
            <Link href={applicationPlace(applicationId)}>
              <bdi>{applicationId}</bdi>
            </Link>
          </Fact>
        )}
        {(kind === 'route-hold' || kind === 'route-weight') && (
          <Fact name={approvals.subject}>{wayOf(subject, words)}</Fact>
        )}
        {act.incidentId !== undefined && (
          <Fact name={words.incidents.toIncident}>
            <Link href={incidentPlace(act.incidentId)}>{words.incidents.name(act.incidentId)}</Link>
          </Fact>
        )}
        {act.until !== undefined && (
          <Fact name={approvals.actUntil}>
            <Moment at={act.until} />
          </Fact>
        )}
        <Fact name={isAlone ? approvals.doneBy : approvals.proposedBy}>
          <bdi>{approval.proposedBy}</bdi>
        </Fact>
        <Fact name={isAlone ? approvals.doneAt : approvals.proposedAt}>
          <Moment at={approval.proposedAt} />
        </Fact>
        {state === 'proposed' && expiresAt !== undefined && (
          <Fact name={approvals.expires}>
            <Moment at={expiresAt} />
          </Fact>
        )}
        {state === 'acted-alone' && reviewBy !== undefined && (
          <Fact name={approvals.reviewBy}>
            <Moment at={reviewBy} />
          </Fact>
        )}
        {reason !== undefined && (
          <Fact name={approvals.reason}>
            <bdi>{reason}</bdi>
          </Fact>
        )}
      </dl>
      {closes.length > 0 && (
        <p className="waiting tone-alarm">
          {approvals.closes(closes.map((channel) => wayOf(`${channel}/`, words)).join('、'))}
        </p>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
