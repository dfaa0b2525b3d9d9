/** The notices that lost their message: when and by which way, what became of each, and whose task it is now. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import { Pill } from '../application/state-pill.js';
import { wayOf } from '../application/way.js';
import { affectedQuestion } from '../door/incident-questions.js';
import { hasRole, useWho } from '../door/session.js';
import type { AffectedNotice, AffectedState, WholeIncident } from '../door/shapes.js';
import { ColumnHeads } from '../frame/column-heads.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment, useMoments } from '../frame/moment.js';
import { applicationPlace, taskPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { toneOfAffected } from './standing.js';

interface AffectedListProps {
  readonly incident: WholeIncident;
  readonly state: AffectedState | undefined;
}

export function AffectedList({ incident, state }: AffectedListProps) {
  const { incidents: words } = useWords();
  const { incidentId, closedAt } = incident;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...affectedQuestion({ incidentId, state, isOpen: closedAt === undefined }),
    placeholderData: keepPreviousData,
  });
  const notices = data?.pages.flatMap((page) => page.notices);
  const { columns } = words;
  return (
    <section className="sheet" aria-labelledby="list-heading">
      <header className="sheet-head">
        <h2 id="list-heading">{words.list}</h2>
        {state !== undefined && <Pill tone={toneOfAffected[state]}>{words.states[state]}</Pill>}
      </header>
      {notices === undefined && error === null && <Loading />}
      {error !== null && <ProblemNotice failure={error} again={() => void refetch()} />}
      {notices?.length === 0 && (
        <p className="faint">{state === undefined ? words.noneListed : words.noneOfState}</p>
      )}
      {notices !== undefined && notices.length > 0 && (
        <table className="attempts incident-notices">
          <caption className="unseen">{words.list}</caption>
          <ColumnHeads columns={[columns.application, columns.lost, columns.became, columns.told]} />
          <tbody>
            {notices.map((notice) => (
              <NoticeRow key={`${notice.applicationId}/${notice.stage}/${notice.round}`} notice={notice} />
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <div className="buttons">
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
            {words.more}
          </Button>
        </div>
      )}
    </section>
  );
}

function NoticeRow({ notice }: { readonly notice: AffectedNotice }) {
  const words = useWords();
  const { incidents: said } = words;
  const { moment } = useMoments();
  const mayWork = hasRole(useWho(), 'staff', 'supervisor');
  const { applicationId, stage, round, state, taskId, taskDueAt, toldAt, toldBy } = notice;
  const { columns } = said;
  return (
    <tr>
      <td data-label={columns.application}>
        <Link href={applicationPlace(applicationId)}>
          <bdi>{applicationId}</bdi>
        </Link>
        <span className="second">
          {words.stages[stage]}
          {round > 1 && said.round(round)}
        </span>
        <span className="second faint">{said.owed(moment(notice.owedAt))}</span>
      </td>
      <td data-label={columns.lost}>
        <Moment at={notice.lostAt} />
        <span className="second faint">{wayOf(notice.lostRoute, words)}</span>
      </td>
      <td data-label={columns.became}>
        <Pill tone={toneOfAffected[state]}>{said.states[state]}</Pill>
        {notice.isResendOrdered && !notice.accountedFor && <span className="second">{said.resent}</span>}
        {taskId !== undefined && (
          <span className="second">
            {mayWork && <Link href={taskPlace(taskId)}>{said.toTask}</Link>}{' '}
            {taskDueAt !== undefined && <span className="faint">{said.taskDue(moment(taskDueAt))}</span>}
          </span>
        )}
      </td>
      <td data-label={columns.told}>
        {toldAt !== undefined && <Moment at={toldAt} />}
        {toldBy !== undefined && (
          <span className="second faint">
            <bdi>{wayOf(toldBy, words)}</bdi>
          </span>
        )}
      </td>
    </tr>
  );
}
