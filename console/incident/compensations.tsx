/** What those are offered whom the incident left untold: how many stand where, and who. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import { Pill } from '../application/state-pill.js';
import type { Tone } from '../application/state-pill.js';
import { compensationsQuestion } from '../door/incident-questions.js';
import { hasRole, useWho } from '../door/session.js';
import type { Compensation, CompensationState, WholeIncident } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment } from '../frame/moment.js';
import { applicationPlace, approvalPlace, taskPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useAmounts } from '../live/amounts.js';

const toneOf: Readonly<Record<CompensationState, Tone>> = {
  proposed: 'ask',
  declined: 'over',
  approved: 'wait',
  granted: 'act',
  refused: 'over',
  told: 'good',
};

interface CompensationsProps {
  readonly incident: WholeIncident;
  readonly seesList: boolean;
}

export function Compensations({ incident, seesList }: CompensationsProps) {
  const { incidents: words } = useWords();
  const { count } = useAmounts();
  const states = (Object.keys(words.compensationStates) as CompensationState[]).filter(
    (state) => (incident.compensation[state] ?? 0) > 0,
  );
  return (
    <section className="sheet" aria-labelledby="compensation-heading">
      <header className="sheet-head">
        <h2 id="compensation-heading">{words.compensation}</h2>
        {states.map((state) => (
          <Pill key={state} tone={toneOf[state]}>
            {words.counted(words.compensationStates[state], count(incident.compensation[state] ?? 0))}
          </Pill>
        ))}
      </header>
      {states.length === 0 && <p className="faint">{words.noCompensation}</p>}
      {states.length > 0 && seesList && <List incident={incident} />}
    </section>
  );
}

function List({ incident: { incidentId, closedAt } }: Pick<CompensationsProps, 'incident'>) {
  const { incidents: words } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    compensationsQuestion({ incidentId, isOpen: closedAt === undefined }),
  );
  if (data === undefined)
    return error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />;
  return (
    <>
      <ul className="compensations">
        {data.pages
          .flatMap(({ compensations }) => compensations)
          .map((one) => (
            <li key={one.compensationId}>
              <OneCompensation compensation={one} />
            </li>
          ))}
      </ul>
      {hasNextPage && (
        <div className="buttons">
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  );
}

function OneCompensation({ compensation }: { readonly compensation: Compensation }) {
  const { incidents: words } = useWords();
  const mayWork = hasRole(useWho(), 'staff', 'supervisor');
  const { applicationId, offer, state, approvalId, taskId, toldAt, toldBy } = compensation;
  const since = toldAt ?? compensation.answeredAt ?? compensation.approvedAt ?? compensation.proposedAt;
  return (
    <>
      <Link href={applicationPlace(applicationId)}>
        <bdi>{applicationId}</bdi>
      </Link>
      <Pill tone={toneOf[state]}>{words.compensationStates[state]}</Pill>
      <span className="faint">
        <Moment at={since} />
        {toldBy !== undefined && (
          <>
            {' '}
            <bdi>{toldBy}</bdi>
          </>
        )}
      </span>
      <span className="faint">{words.offer(offer)}</span>
      {(state === 'proposed' || state === 'declined') && (
        <Link href={approvalPlace(approvalId)}>{words.toApproval}</Link>
      )}
      {taskId !== undefined && mayWork && <Link href={taskPlace(taskId)}>{words.toTask}</Link>}
    </>
  );
}
