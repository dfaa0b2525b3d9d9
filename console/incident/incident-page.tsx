/** One incident: what it is about, how far it is, whom it left untold, what was done, and what may be done now. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import '../application/application.css';
import '../frame/parts.css';
import { incidentQuestion } from '../door/incident-questions.js';
import { hasRole, useWho } from '../door/session.js';
import type { AffectedState, WholeIncident } from '../door/shapes.js';
import { Icon } from '../frame/icon.js';
import { useSpeech, useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import '../live/live.css';
import '../route/route.css';
import { tagOf } from '../words/words.js';
import { Acts } from './acts.js';
import { AffectedList } from './affected-list.js';
import { Compensations } from './compensations.js';
import { Counts } from './counts.js';
import { Facts } from './facts.js';
import { Heard } from './heard.js';
import './incident.css';
import { meetsIn } from './opened.js';
import { ReportLinks } from './report-links.js';
import { About } from './about.js';
import { IncidentPill, Progress } from './standing.js';
import { Steps } from './steps.js';

export default function IncidentPage({ id }: { readonly id: string }) {
  const { incidents: words } = useWords();
  const { data, error, refetch } = useQuery(incidentQuestion(Number(id)));
  useTitle(data === undefined ? words.title : words.name(data.incidentId));
  return (
    <div className="incident-page">
      <p className="back">
        <Link href="/incidents">
          <Icon name="back" size={16} /> {words.back}
        </Link>
      </p>
      {data !== undefined && <Whole incident={data} />}
      {data === undefined && (
        <>
          <h1>{words.title}</h1>
          {error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />}
        </>
      )}
    </div>
  );
}

function Whole({ incident }: { readonly incident: WholeIncident }) {
  const { incidents: words } = useWords();
  const who = useWho();
  const [state, setState] = useState<AffectedState>();
  const { incidentId, progress, counts } = incident;
  const seesList = hasRole(who, 'staff', 'supervisor', 'auditor');
  const hasCompensation = incident.offersCompensation || Object.keys(incident.compensation).length > 0;
  return (
    <>
      <h1 className="incident-title">
        {words.name(incidentId)} <IncidentPill {...incident} />
      </h1>
      <p className="incident-about">
        <About {...incident} />
      </p>
      <Facts incident={incident} />
      <Meets />
      <section className="sheet" aria-labelledby="progress-heading">
        <header className="sheet-head">
          <h2 id="progress-heading">{words.progress}</h2>
        </header>
        <Progress progress={progress} />
        {progress.undecided > 0 && <p className="faint">{words.undecidedText}</p>}
        <Counts counts={counts} chosen={state} {...(seesList ? { choose: setState } : {})} />
      </section>
      <div className="incident-columns">
        {hasRole(who, 'supervisor') && <Acts incident={incident} />}
        <div className="incident-main">
          {seesList ? (
            <AffectedList incident={incident} state={state} />
          ) : (
            <p className="faint">{words.notForEngineers}</p>
          )}
          {hasCompensation && <Compensations incident={incident} seesList={seesList} />}
          <Steps steps={incident.steps} />
        </div>
        <div className="incident-aside">
          <Heard provider={incident.provider} />
          {hasRole(who, 'supervisor', 'auditor') && <ReportLinks incidentId={incidentId} />}
        </div>
      </div>
    </>
  );
}

/** Others that are open and may be about some of the same messages; said to whoever has just opened this one. */
function Meets() {
  const { language, words } = useSpeech();
  const meets = meetsIn(useSearch());
  if (meets.length === 0) return null;
  const list = new Intl.ListFormat(language === 'zh' ? tagOf.zh : 'en-GB');
  return (
    <p className="waiting" role="status">
      {words.incidents.meets(list.format(meets.map(words.incidents.name)))}
    </p>
  );
}
