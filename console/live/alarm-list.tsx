/** What somebody should look at, the newest first, in words. */
import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { AlarmSubject } from '../alarm/alarm-subject.js';
import { alarmsQuestion } from '../door/live-questions.js';
import type { Alarm } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Icon } from '../frame/icon.js';
import { Moment } from '../frame/moment.js';
import { ProblemNotice } from '../frame/problem-notice.js';

export function AlarmList() {
  const { live } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(alarmsQuestion);
  const alarms = data?.pages.flatMap((page) => page.alarms);
  return (
    <section className="sheet alarms" aria-labelledby="alarms-heading">
      <header className="sheet-head">
        <h2 id="alarms-heading">
          <Link href="/alarms">{live.alarms}</Link>
        </h2>
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

function OneAlarm({ alarm }: { readonly alarm: Alarm }) {
  const { live } = useWords();
  const { kind, times } = alarm;
  const { what, act } = live.alarmKinds[kind];
  return (
    <>
      <Icon name="alarm" />
      <div>
        <p className="alarm-what">
          <strong>{what}</strong> <AlarmSubject {...alarm} />
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
