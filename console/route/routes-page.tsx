/** Providers and their routes: how each does, what is set for it, and holding, weighing and letting go again. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import '../application/application.css';
import { liveQuestion } from '../door/live-questions.js';
import { routesQuestion } from '../door/route-questions.js';
import type { LivePicture, RouteInForce } from '../door/shapes.js';
import { ColumnHeads } from '../frame/column-heads.js';
import { useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { useMoments } from '../frame/moment.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import '../live/live.css';
import { DoneNotice } from './done.js';
import type { Done } from './done.js';
import { EndDialog } from './end-dialog.js';
import { FreezeDialog } from './freeze-dialog.js';
import { HoldDialog } from './hold-dialog.js';
import './route.css';
import { RouteRow } from './route-row.js';
import type { Act } from './route-row.js';
import { channelName, channelOf } from './target.js';
import { WeightDialog } from './weight-dialog.js';

/** What somebody is about to do, and to which route. */
interface Intent {
  readonly act: Act;
  readonly route: string;
}

export default function RoutesPage() {
  const { routes: words } = useWords();
  const { exactly } = useMoments();
  const routes = useQuery(routesQuestion);
  const live = useQuery(liveQuestion);
  const failure = routes.error ?? live.error;
  useTitle(words.title);
  return (
    <div className="routes-page live-page">
      <header className="page-head">
        <h1>{words.title}</h1>
        {live.data !== undefined && (
          <p className="as-of faint">
            <time dateTime={live.data.at}>{words.asOf(exactly(live.data.at))}</time>
          </p>
        )}
      </header>
      {failure !== null && (
        <ProblemNotice
          failure={failure}
          again={() => {
            void routes.refetch();
            void live.refetch();
          }}
        />
      )}
      {routes.data === undefined && failure === null && <Loading />}
      {routes.data !== undefined && <Channels routes={routes.data} picture={live.data} />}
    </div>
  );
}

/** What an act ends, where it ends something. */
const endOf: Readonly<Partial<Record<Act, 'hold' | 'weight' | 'freeze'>>> = {
  'end-hold': 'hold',
  'end-weight': 'weight',
  'end-freeze': 'freeze',
};

interface ChannelsProps {
  readonly routes: readonly RouteInForce[];
  readonly picture: LivePicture | undefined;
}

function Channels({ routes, picture }: ChannelsProps) {
  const words = useWords();
  const [intent, setIntent] = useState<Intent>();
  const [done, setDone] = useState<Done>();
  const channels = [...new Set(routes.map(({ route }) => channelOf(route)))];
  const close = (): void => setIntent(undefined);
  const ends = intent === undefined ? undefined : endOf[intent.act];
  const meant = routes.find(({ route }) => route === intent?.route);
  return (
    <>
      {done !== undefined && <DoneNotice done={done} routes={routes} forget={() => setDone(undefined)} />}
      {channels.map((channel) => (
        <section key={channel} className="sheet channel" aria-labelledby={`channel-${channel}`}>
          <header className="sheet-head">
            <h2 id={`channel-${channel}`}>{channelName(channel, words)}</h2>
          </header>
          <table className="attempts live-routes channel-routes">
            <caption className="unseen">{channelName(channel, words)}</caption>
            <ColumnHeads
              columns={[
                words.routes.route,
                words.routes.standing,
                words.routes.hour,
                words.routes.rate,
                words.routes.receipts,
                words.routes.open,
                words.routes.weight,
              ]}
              acts={words.routes.acts}
            />
            <tbody>
              {routes
                .filter(({ route }) => channelOf(route) === channel)
                .map((route) => (
                  <RouteRow
                    key={route.route}
                    route={route}
                    routes={routes}
                    picture={picture}
                    begin={(act) => setIntent({ act, route: route.route })}
                  />
                ))}
            </tbody>
          </table>
        </section>
      ))}
      {intent?.act === 'hold' && meant !== undefined && (
        <HoldDialog routes={routes} route={meant.route} close={close} done={setDone} />
      )}
      {intent?.act === 'weight' && meant !== undefined && (
        <WeightDialog routes={routes} route={meant} close={close} done={setDone} />
      )}
      {intent?.act === 'freeze' && meant !== undefined && (
        <FreezeDialog route={meant} close={close} done={setDone} />
      )}
      {ends !== undefined && meant !== undefined && (
        <EndDialog routes={routes} route={meant} what={ends} close={close} done={setDone} />
      )}
    </>
  );
}
