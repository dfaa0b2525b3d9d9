/** One notice: how it stands, why, and everything that was done for it. */
import { useId } from 'react';
import type { Attempt, Notice, Receipt } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';
import { Moment, useMoments } from '../frame/moment.js';
import { Evidence, Tell } from './answer.js';
import { Attempts } from './attempts.js';
import { StatePill } from './state-pill.js';

interface StageSectionProps {
  readonly notice: Notice;
  readonly attempts: readonly Attempt[];
  readonly receipts: readonly Receipt[];
  /** Where the page's own answer is about this very notice, it is not said twice. */
  readonly isAnswered: boolean;
}

export const noticeName = ({ stage, round }: Pick<Notice, 'stage' | 'round'>): string => `${stage}-${round}`;

export function StageSection({ notice, attempts, receipts, isAnswered }: StageSectionProps) {
  const { words } = useSpeech();
  const { moment } = useMoments();
  const headingId = useId();
  const { application } = words;
  const { waitingFor, decidedAt, finishedAt } = notice;
  return (
    <section className="sheet stage" id={noticeName(notice)} aria-labelledby={headingId}>
      <header className="stage-head">
        <h3 id={headingId}>
          {words.stages[notice.stage]}
          {notice.round > 1 && <span className="faint"> {application.round(notice.round)}</span>}
        </h3>
        <StatePill state={notice.state} />
        <span className="faint">{application.since(moment(notice.stateSince))}</span>
      </header>
      {waitingFor !== undefined && (
        <p className="waiting">
          {application.waitingFor(words.waits[waitingFor.kind], moment(waitingFor.until))}
        </p>
      )}
      <dl className="facts">
        {decidedAt !== undefined && <Fact name={application.decidedAt} at={decidedAt} />}
        <Fact name={application.owedAt} at={notice.owedAt} />
        {finishedAt !== undefined && <Fact name={application.finishedAt} at={finishedAt} />}
        {notice.everHeld && (
          <div>
            <dt className="unseen">{words.states.held}</dt>
            <dd>{application.wasHeld}</dd>
          </div>
        )}
      </dl>
      <Attempts
        name={words.stages[notice.stage]}
        attempts={attempts}
        made={notice.attemptsMade}
        receipts={receipts}
      />
      {!isAnswered && <Why notice={notice} />}
    </section>
  );
}

function Fact({ name, at }: { readonly name: string; readonly at: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Moment at={at} />
      </dd>
    </div>
  );
}

function Why({ notice: { explanation } }: { readonly notice: Notice }) {
  const { language, words } = useSpeech();
  const said = explanation[language];
  return (
    <details className="why">
      <summary>{words.application.why}</summary>
      <p className="why-cause">{said.cause}</p>
      <p>
        <span className="label">{words.application.nextStep}</span> {said.nextStep}
      </p>
      <Tell text={said.tellApplicant} />
      <h4>{words.application.evidence}</h4>
      <Evidence lines={said.evidence} />
    </details>
  );
}
