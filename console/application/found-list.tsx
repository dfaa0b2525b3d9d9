/** Applications that may be meant, the one reported last first, each with its answer in short. */
import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { applicationsQuestion } from '../door/questions.js';
import type { Sought } from '../door/questions.js';
import type { FoundApplication } from '../door/shapes.js';
import { Icon } from '../frame/icon.js';
import { useSpeech, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment } from '../frame/moment.js';
import { applicationPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { LogInquiry } from '../inquiry/log-inquiry.js';
import { StatePill } from './state-pill.js';

export function FoundList({ sought }: { readonly sought: Sought }) {
  const { search } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    applicationsQuestion(sought),
  );
  if (data === undefined)
    return error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />;
  const found = data.pages.flatMap(({ applications }) => applications);
  if (found.length === 0) return null;
  return (
    <section className="found" aria-label={search.found(found.length, hasNextPage)}>
      <h2 aria-live="polite">{search.found(found.length, hasNextPage)}</h2>
      <ul>
        {found.map((one) => (
          <li key={one.applicationId}>
            <FoundOne found={one} />
            <LogInquiry applicationId={one.applicationId} />
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

function FoundOne({ found }: { readonly found: FoundApplication }) {
  const { applicationId, reportedAt } = found;
  // There is no page of one that was never reported: what is known of it stands here.
  if (reportedAt === undefined)
    return (
      <div className="found-one">
        <Told found={found} />
      </div>
    );
  return (
    <Link href={applicationPlace(applicationId)} className="found-one">
      <Told found={found} />
      <Icon name="forward" />
    </Link>
  );
}

/** Whose it may be, where it stands, and why. */
function Told({ found }: { readonly found: FoundApplication }) {
  const { language, words } = useSpeech();
  const { applicationId, region, reportedAt, masked, formerNumber, notices, explanation } = found;
  const latest = notices.at(-1);
  return (
    <>
      <span className="found-id">
        <bdi>{applicationId}</bdi>
        {region !== undefined && <span className="faint">{words.application.region(region)}</span>}
        {masked !== undefined && (
          <span className="faint">
            <bdi>{masked.name}</bdi> {masked.mobile ?? masked.landline}
          </span>
        )}
      </span>
      <span className="found-state">
        {latest !== undefined && (
          <>
            {words.stages[latest.stage]} <StatePill state={latest.state} />
          </>
        )}
      </span>
      <span className="found-facts faint">
        <span>{explanation[language].cause}</span>
        {formerNumber === true && <span>{words.search.formerNumber}</span>}
        {reportedAt !== undefined && (
          <span>
            {words.search.reported} <Moment at={reportedAt} />
          </span>
        )}
      </span>
    </>
  );
}
