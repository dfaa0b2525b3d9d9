/** Alarms one under the other, asked for in pages. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { alarmsAsked } from '../door/alarm-questions.js';
import type { AlarmsAsked } from '../door/alarm-questions.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { AlarmCard } from './alarm-card.js';

interface AlarmSectionProps {
  readonly title: string;
  /** What its severity means. */
  readonly hint?: string;
  /** What is said where there are none. */
  readonly none: string;
  readonly asked: AlarmsAsked;
}

export function AlarmSection({ title, hint, none, asked }: AlarmSectionProps) {
  const { alarms: words } = useWords();
  const heading = useId();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    alarmsAsked(asked),
  );
  const alarms = data?.pages.flatMap((page) => page.alarms);
  return (
    <section className="alarm-section" aria-labelledby={heading}>
      <h2 id={heading}>
        {title}
        {alarms !== undefined && alarms.length > 0 && asked.state === 'open' && (
          <span className="faint"> {words.count(alarms.length, hasNextPage)}</span>
        )}
      </h2>
      {hint !== undefined && <p className="faint">{hint}</p>}
      {alarms === undefined && error === null && <Loading />}
      {error !== null && <ProblemNotice failure={error} again={() => void refetch()} />}
      {alarms?.length === 0 && <p className="faint alarms-none">{none}</p>}
      {alarms !== undefined && alarms.length > 0 && (
        <ul className="alarm-cards">
          {alarms.map((alarm) => (
            <li key={alarm.alarmId}>
              <AlarmCard alarm={alarm} />
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
