/** One application: the answer first, then everything it rests on. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { isRefusedAs } from '../door/problem.js';
import { applicationQuestion } from '../door/questions.js';
import type { Application, Notice } from '../door/shapes.js';
import { WorkflowLink } from '../engineering/temporal-link.js';
import { CopyButton } from '../frame/copy-button.js';
import { Icon } from '../frame/icon.js';
import { useTitle, useWords } from '../frame/language.js';
import { LogInquiry } from '../inquiry/log-inquiry.js';
import { Loading } from '../frame/loading.js';
import { Moment, useMoments } from '../frame/moment.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Answer } from './answer.js';
import './application.css';
import { ConsentPanel } from './consent-panel.js';
import { ContactPanel } from './contact-panel.js';
import { NothingFound } from './nothing-found.js';
import { noticeName, StageSection } from './stage-section.js';
import { StatePill } from './state-pill.js';
import { TaskPanel } from './task-panel.js';
import { Planned, Timeline } from './timeline.js';

export default function ApplicationPage({ applicationId }: { readonly applicationId: string }) {
  const words = useWords();
  const { data, error, refetch } = useQuery(applicationQuestion(applicationId));
  useTitle(words.application.title(applicationId));
  return (
    <div className="application-page">
      <p className="back">
        <Link href="/">
          <Icon name="back" size={16} /> {words.application.back}
        </Link>
      </p>
      <h1 className="application-id">
        <bdi>{words.application.title(applicationId)}</bdi>
        <CopyButton text={applicationId} label={words.application.copyId} type="text" size="small" bare />
      </h1>
      {data !== undefined && <Whole application={data} />}
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Missing failure={error} again={() => void refetch()} />}
    </div>
  );
}

function Missing({ failure, again }: { readonly failure: unknown; readonly again: () => void }) {
  const { search } = useWords();
  if (!isRefusedAs(failure, 'application-unknown')) return <ProblemNotice failure={failure} again={again} />;
  // The catalogue speaks to the loan system; here somebody asks what to say.
  return <NothingFound why={search.noneOfId} />;
}

function Whole({ application }: { readonly application: Application }) {
  const words = useWords();
  const { notices } = application;
  return (
    <>
      <Particulars application={application} />
      <LogInquiry applicationId={application.applicationId} />
      <Answer explanation={application.explanation} />
      {notices.length > 0 && <Strip notices={notices.slice(-shownAtOnce)} />}
      <div className="columns">
        <section className="column" aria-labelledby="notices-heading">
          <Planned steps={application.planned} />
          <Timeline application={application} />
          <h2 id="notices-heading" className="column-heading">
            {words.application.notices}
          </h2>
          {notices.length === 0 && <p className="sheet faint">{words.application.noNotices}</p>}
          <Notices application={application} />
        </section>
        <aside className="column">
          <TaskPanel tasks={application.tasks} />
          <ContactPanel application={application} />
          <ConsentPanel consent={application.consent} />
        </aside>
      </div>
    </>
  );
}

/** So many notices are shown, the newest; nearly no application has more. */
const shownAtOnce = 12;

/** What is said of each notice, the newest first. */
function Notices({ application }: { readonly application: Application }) {
  const { application: words } = useWords();
  const [isWhole, showWhole] = useState(false);
  const latest = [...application.notices].reverse();
  const shown = isWhole ? latest : latest.slice(0, shownAtOnce);
  return (
    <>
      {shown.map((notice) => (
        <StageSection
          key={noticeName(notice)}
          notice={notice}
          attempts={application.attempts.filter((one) => isOf(one, notice))}
          receipts={application.receipts}
          isAnswered={notice.explanation.zh.cause === application.explanation.zh.cause}
        />
      ))}
      {shown.length < latest.length && (
        <Button
          onClick={() => {
            showWhole(true);
          }}
        >
          {words.moreNotices(latest.length - shown.length)}
        </Button>
      )}
    </>
  );
}

const isOf = (one: Pick<Notice, 'stage' | 'round'>, notice: Notice): boolean =>
  one.stage === notice.stage && one.round === notice.round;

function Particulars({ application }: { readonly application: Application }) {
  const words = useWords();
  const { moment } = useMoments();
  const { region, withdrawnAt, erasure } = application;
  return (
    <>
      <p className="particulars faint">
        <span>{words.applicantTypes[application.applicantType]}</span>
        <bdi>{application.product}</bdi>
        {region !== undefined && <span>{words.application.region(region)}</span>}
        <span>{words.application.reported(moment(application.reportedAt))}</span>
        <WorkflowLink applicationId={application.applicationId} />
      </p>
      {withdrawnAt !== undefined && (
        <p className="waiting">{words.application.withdrawn(moment(withdrawnAt))}</p>
      )}
      {erasure !== undefined && (
        <p className="waiting">{words.application.erased(moment(erasure.erasedAt))}</p>
      )}
    </>
  );
}

/** Where each notice stands, in the order of the stages; leads to what is said of each. */
function Strip({ notices }: { readonly notices: readonly Notice[] }) {
  const words = useWords();
  return (
    <ol className="strip" aria-label={words.application.notices}>
      {notices.map((notice) => (
        <li key={noticeName(notice)}>
          <a href={`#${noticeName(notice)}`}>
            <span className="strip-stage">
              {words.stages[notice.stage]}
              {notice.round > 1 && <span className="faint"> {words.application.round(notice.round)}</span>}
            </span>
            <StatePill state={notice.state} />
            <span className="faint">
              <Moment at={notice.stateSince} />
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}
