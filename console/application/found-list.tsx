/** Applications that may be meant, the one told of last first. */
import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { noticesQuestion } from '../door/questions.js';
import type { Sought } from '../door/questions.js';
import { Icon } from '../frame/icon.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment } from '../frame/moment.js';
import { applicationPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { byApplication } from './found.js';
import type { FoundApplication } from './found.js';
import { StatePill } from './state-pill.js';
import { wayOf } from './way.js';

export function FoundList({ sought }: { readonly sought: Sought }) {
  const { search } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    noticesQuestion(sought),
  );
  if (data === undefined)
    return error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />;
  const found = byApplication(data.pages.flatMap(({ notices }) => notices));
  if (found.length === 0) return null;
  return (
    <section className="found" aria-label={search.found(found.length, hasNextPage)}>
      <h2 aria-live="polite">{search.found(found.length, hasNextPage)}</h2>
      <ul>
        {found.map((one) => (
          <li key={one.applicationId}>
            <FoundOne found={one} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {search.more}
        </Button>
      )}
    </section>
  );
}

function FoundOne({ found: { applicationId, region, notices } }: { readonly found: FoundApplication }) {
  const words = useWords();
  const [latest] = notices;
  const { lastAttempt } = latest;
  return (
    <Link href={applicationPlace(applicationId)} className="found-one">
      <span className="found-id">
        <bdi>{applicationId}</bdi>
        {region !== undefined && <span className="faint">{words.application.region(region)}</span>}
      </span>
      <span className="found-state">
        {words.stages[latest.stage]} <StatePill state={latest.state} />
      </span>
      <span className="found-facts faint">
        <span>
          {words.search.owed} <Moment at={latest.owedAt} />
        </span>
        {lastAttempt !== undefined && (
          <span>
            {words.search.lastAttempt} {wayOf(lastAttempt.route, words)}
            {lastAttempt.failure !== undefined && words.aside(words.failures[lastAttempt.failure])}
          </span>
        )}
      </span>
      <Icon name="forward" />
    </Link>
  );
}
