/** What somebody should look at, the newest first, in words. */
import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { wayOf } from '../application/way.js';
import { alarmsQuestion } from '../door/live-questions.js';
import type { Alarm } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Icon } from '../frame/icon.js';
import { Moment } from '../frame/moment.js';
import { applicationPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import type { Words } from '../words/words.js';

export function AlarmList() {
  const { live } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(alarmsQuestion);
  const alarms = data?.pages.flatMap((page) => page.alarms);
  return (
    <section className="sheet alarms" aria-labelledby="alarms-heading">
      <header className="sheet-head">
        <h2 id="alarms-heading">{live.alarms}</h2>
        {alarms !== undefined && alarms.length > 0 && (
          <span className="faint">{live.alarmsOpen(alarms.length, hasNextPage)}</span>
        )}
      </header>
      {error !== null && <ProblemNotice failure={error} again={() => void refetch()} />}
      {alarms?.length === 0 && (
        <p className="no-alarm tone-good">
          <Icon name="mark" /> {live.noAlarm}
        </p>
      )}
      {alarms !== undefined && alarms.length > 0 && (
        <ul className="alarm-list">
          {alarms.map((alarm) => (
            <li key={alarm.alarmId} className="alarm tone-act">
              <OneAlarm alarm={alarm} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {live.moreAlarms}
        </Button>
      )}
    </section>
  );
}

/** Most subjects begin with a route. */
function subjectOf(subject: string, words: Words): string {
  const [first = '', ...rest] = subject.split(' ');
  return [wayOf(first, words), ...rest].join(' ');
}

function OneAlarm({ alarm }: { readonly alarm: Alarm }) {
  const words = useWords();
  const { live } = words;
  const { kind, subject, applicationId, times } = alarm;
  const { what, act } = live.alarmKinds[kind];
  return (
    <>
      <Icon name="alarm" />
      <div>
        <p className="alarm-what">
          <strong>{what}</strong>{' '}
          {applicationId === undefined ? (
            <bdi className="code-inline">{subjectOf(subject, words)}</bdi>
          ) : (
            <Link href={applicationPlace(applicationId)}>
              <bdi>{words.application.title(applicationId)}</bdi>
            </Link>
          )}
        </p>
        <p>{act}</p>
        <p className="faint">
          <Moment at={alarm.openedAt} />
          {times > 1 && live.recurred(times)}
        </p>
      </div>
    </>
  );
}
