/** What engineers need: what runs by which configuration, its workflows, and webhooks that were not taken. */
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import '../application/application.css';
import { engineeringQuestion } from '../door/engineering-questions.js';
import type { Engineering } from '../door/shapes.js';
import { CopyButton } from '../frame/copy-button.js';
import { useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment } from '../frame/moment.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import '../live/live.css';
import { ConfigurationTree } from './configuration-tree.js';
import './engineering.css';
import { OutwardLink } from './temporal-link.js';
import { queueAddress, schedulesAddress, searches, stageSearch } from './temporal-ui.js';
import { Webhooks } from './webhooks.js';

export default function EngineeringPage() {
  const { engineering: words } = useWords();
  const { data, error, refetch } = useQuery(engineeringQuestion);
  useTitle(words.title);
  return (
    <div className="engineering-page live-page">
      <header className="page-head">
        <h1>{words.title}</h1>
      </header>
      {error !== null && <ProblemNotice failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <>
          <div className="engineering-top">
            <Versions engineering={data} />
            <Workflows ui={data.temporalUi} />
          </div>
          <Webhooks />
          <ConfigurationTree configuration={data.configuration} />
        </>
      )}
    </div>
  );
}

interface WorkersProps {
  readonly workers: Engineering['workers'];
  /** The version of the API that answers. */
  readonly program: string;
}

/** Who works on the stories, as Temporal has seen it. */
function Workers({ workers, program }: WorkersProps) {
  const { engineering: words } = useWords();
  const headingId = useId();
  return (
    <>
      <h3 id={headingId} className="label">
        {words.workers}
      </h3>
      {workers === undefined && <p className="faint">{words.workersUnknown}</p>}
      {workers?.length === 0 && (
        <p className="problem" role="status">
          {words.noWorkers}
        </p>
      )}
      {workers !== undefined && workers.length > 0 && (
        <ul className="workers" aria-labelledby={headingId}>
          {workers.map((worker) => (
            <li key={worker.identity}>
              <code>{worker.program}</code> · <code>{worker.node}</code>{' '}
              <span className="faint">
                <bdi>{worker.identity.split(' ').at(-1)}</bdi> {words.lastSeen}{' '}
                <Moment at={worker.lastSeenAt} />
              </span>
              {worker.program !== program && <span className="second">{words.otherVersion}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Versions({ engineering }: { readonly engineering: Engineering }) {
  const { program, node, configuration, workers } = engineering;
  const { engineering: words } = useWords();
  return (
    <section className="sheet" aria-labelledby="versions-heading">
      <header className="sheet-head">
        <h2 id="versions-heading">{words.versions}</h2>
      </header>
      <dl className="contacts">
        <div>
          <dt>{words.program}</dt>
          <dd>
            <code>{program}</code>
          </dd>
        </div>
        <div>
          <dt>{words.node}</dt>
          <dd>
            <code>{node}</code>
          </dd>
        </div>
        <div>
          <dt>{words.configurationVersion}</dt>
          <dd>
            <code>{configuration.version}</code>
            <CopyButton
              text={configuration.version}
              label={words.copyVersion}
              type="text"
              size="small"
              bare
            />
          </dd>
        </div>
      </dl>
      <p className="faint">{words.versionsNote}</p>
      <Workers workers={workers} program={program} />
    </section>
  );
}

const stagesSearched = [
  'reported',
  'preliminary-approval',
  'supplementary-documents',
  'final-decision',
  'withdrawn',
] as const;

function Workflows({ ui }: { readonly ui: Engineering['temporalUi'] }) {
  const words = useWords();
  const { engineering, stages } = words;
  const named = (stage: (typeof stagesSearched)[number]): string =>
    stage === 'reported' || stage === 'withdrawn' ? engineering.stagesBeside[stage] : stages[stage];
  return (
    <section className="sheet" aria-labelledby="workflows-heading">
      <header className="sheet-head">
        <h2 id="workflows-heading">{engineering.workflows}</h2>
      </header>
      {ui === undefined ? (
        <p className="faint">{engineering.noTemporalUi}</p>
      ) : (
        <>
          <ul className="outward-list">
            {(Object.keys(searches) as (keyof typeof searches)[]).map((search) => (
              <li key={search}>
                <OutwardLink href={searches[search](ui)}>{engineering.searches[search]}</OutwardLink>
              </li>
            ))}
            <li>
              <OutwardLink href={schedulesAddress(ui)}>{engineering.schedules}</OutwardLink>
            </li>
            <li>
              <OutwardLink href={queueAddress(ui)}>{engineering.queue}</OutwardLink>
            </li>
          </ul>
          <h3 className="label">{engineering.byStage}</h3>
          <ul className="outward-list">
            {stagesSearched.map((stage) => (
              <li key={stage}>
                <OutwardLink href={stageSearch(ui, stage)}>{named(stage)}</OutwardLink>
              </li>
            ))}
          </ul>
          <p className="faint">{engineering.temporalNote}</p>
        </>
      )}
    </section>
  );
}
