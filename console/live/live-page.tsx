/** The live picture: how notices, routes and people's tasks stand, as of an instant that is said. */
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { liveQuestion } from '../door/live-questions.js';
import { questions } from '../door/questions.js';
import { useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { useMoments } from '../frame/moment.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import '../application/application.css';
import { AlarmList } from './alarm-list.js';
import { Figures } from './figures.js';
import './live.css';
import { Pace } from './pace.js';
import { RouteList } from './route-list.js';
import { Throughput } from './throughput.js';

export default function LivePage() {
  const { live } = useWords();
  const { exactly } = useMoments();
  const { data, error, refetch, isFetching } = useQuery(liveQuestion);
  useTitle(live.title);
  const refresh = (): void => void questions.invalidateQueries({ queryKey: ['lists'] });
  return (
    <div className="live-page">
      <header className="page-head">
        <h1>{live.title}</h1>
        {data !== undefined && (
          <p className="as-of faint">
            <time dateTime={data.at}>{live.asOf(exactly(data.at))}</time>
            <span>{live.byItself}</span>
            <Button size="small" type="text" onClick={refresh} disabled={isFetching}>
              {live.refresh}
            </Button>
          </p>
        )}
      </header>
      {error !== null && <ProblemNotice failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <>
          <Figures picture={data} />
          <div className="live-columns">
            <div className="column">
              <Throughput minutes={data.minutes} />
              <RouteList picture={data} />
              <Pace picture={data} />
            </div>
            <AlarmList />
          </div>
        </>
      )}
    </div>
  );
}
