/** Incidents one under the other, asked for in pages. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import { incidentQuestion, incidentsQuestion } from '../door/incident-questions.js';
import type { Incident } from '../door/shapes.js';
import { Icon } from '../frame/icon.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { useMoments } from '../frame/moment.js';
import { incidentPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { About, Range } from './about.js';
import { DueClock, IncidentPill, Progress } from './standing.js';

interface IncidentListProps {
  readonly title: string;
  readonly state: 'open' | 'closed';
  /** What is said where there are none. */
  readonly none: string;
}

export function IncidentList({ title, state, none }: IncidentListProps) {
  const { incidents: words } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    incidentsQuestion(state),
  );
  const incidents = data?.pages.flatMap((page) => page.incidents);
  return (
    <section className="incidents" aria-label={title}>
      <h2>{title}</h2>
      {incidents === undefined && error === null && <Loading />}
      {error !== null && <ProblemNotice failure={error} again={() => void refetch()} />}
      {incidents?.length === 0 && <p className="faint incidents-none">{none}</p>}
      {incidents !== undefined && incidents.length > 0 && (
        <ul className="incident-rows">
          {incidents.map((incident) => (
            <li key={incident.incidentId}>
              <IncidentRow incident={incident} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {words.more}
        </Button>
      )}
    </section>
  );
}

function IncidentRow({ incident }: { readonly incident: Incident }) {
  const { incidents: words } = useWords();
  const { moment } = useMoments();
  const { incidentId, closedAt, dueAt } = incident;
  return (
    <Link href={incidentPlace(incidentId)} className="incident-row">
      <span className="incident-row-name">
        <strong>{words.name(incidentId)}</strong>
        <IncidentPill {...incident} />
        <span>
          <About {...incident} />
        </span>
      </span>
      <span className="incident-row-facts faint">
        <span>
          <Range {...incident} />
        </span>
        <bdi>{incident.reason}</bdi>
      </span>
      {closedAt === undefined ? (
        <>
          <HowFar incidentId={incidentId} />
          <span className="incident-row-due">
            <DueClock dueAt={dueAt} />
            <span className="faint">{moment(dueAt)}</span>
          </span>
        </>
      ) : (
        <span className="faint">{words.closedAt(moment(closedAt))}</span>
      )}
      <Icon name="forward" />
    </Link>
  );
}

/** Counted anew each time it is asked for, which only open ones need. */
function HowFar({ incidentId }: Pick<Incident, 'incidentId'>) {
  const { data } = useQuery(incidentQuestion(incidentId));
  return data === undefined ? null : <Progress progress={data.progress} />;
}
