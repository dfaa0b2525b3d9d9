/** How the loan system's endpoints stand, what they did not take, and sending it once more. */
import { Button } from 'antd';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { Pill } from '../application/state-pill.js';
import type { Tone } from '../application/state-pill.js';
import { endpointsQuestion, undeliveredQuestion } from '../door/engineering-questions.js';
import { questions } from '../door/questions.js';
import { hasRole, useWho } from '../door/session.js';
import type { UndeliveredWebhook, WebhookEndpoint } from '../door/shapes.js';
import { ColumnHeads } from '../frame/column-heads.js';
import { useWords } from '../frame/language.js';
import { Moment, useMoments } from '../frame/moment.js';
import { applicationPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useAmounts } from '../live/amounts.js';
import { ReplayDialog } from './replay-dialog.js';
import type { Meant } from './replay-dialog.js';

const toneOf: Readonly<Record<WebhookEndpoint['state'], Tone>> = {
  new: 'over',
  flowing: 'good',
  failing: 'alarm',
  gone: 'alarm',
};

export function Webhooks() {
  const { engineering: words } = useWords();
  const { count } = useAmounts();
  const mayReplay = hasRole(useWho(), 'engineer', 'supervisor');
  const endpoints = useQuery(endpointsQuestion);
  const undelivered = useInfiniteQuery(undeliveredQuestion);
  const [meant, setMeant] = useState<Meant>();
  const [replayed, setReplayed] = useState<number>();
  const failure = endpoints.error ?? undelivered.error;
  const waiting = undelivered.data?.pages.flatMap((page) => page.undelivered) ?? [];
  return (
    <section className="sheet webhooks" aria-labelledby="webhooks-heading">
      <header className="sheet-head">
        <h2 id="webhooks-heading">{words.webhooks}</h2>
        <Button
          size="small"
          type="text"
          onClick={() => void questions.invalidateQueries({ queryKey: ['lists', 'webhooks'] })}
        >
          {words.refresh}
        </Button>
      </header>
      {failure !== null && (
        <ProblemNotice
          failure={failure}
          again={() => {
            void endpoints.refetch();
            void undelivered.refetch();
          }}
        />
      )}
      <p role="status" className="replayed">
        {replayed === undefined ? '' : words.replayed(count(replayed))}
      </p>
      {endpoints.data?.length === 0 && <p className="faint">{words.noEndpoints}</p>}
      {endpoints.data !== undefined && endpoints.data.length > 0 && (
        <table className="attempts">
          <caption className="unseen">{words.endpoints}</caption>
          <ColumnHeads
            columns={[words.endpoint, words.target, words.state, words.pending, words.givenUp]}
            acts={mayReplay ? words.acts : undefined}
          />
          <tbody>
            {endpoints.data.map((endpoint) => (
              <tr key={endpoint.name}>
                <td data-label={words.endpoint}>
                  <code>{endpoint.name}</code>
                </td>
                <td data-label={words.target}>
                  <code>{endpoint.target}</code>
                </td>
                <td data-label={words.state}>
                  <State endpoint={endpoint} />
                </td>
                <td data-label={words.pending}>{count(endpoint.pending)}</td>
                <td data-label={words.givenUp}>{count(endpoint.givenUp)}</td>
                {mayReplay && (
                  <td>
                    <Button
                      size="small"
                      onClick={() => setMeant({ kind: 'lately', endpoint: endpoint.name })}
                    >
                      {words.replayLately}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3 className="webhooks-part">{words.undelivered}</h3>
      {undelivered.data !== undefined && waiting.length === 0 && (
        <p className="faint">{words.noneUndelivered}</p>
      )}
      {waiting.length > 0 && (
        <table className="attempts undelivered">
          <caption className="unseen">{words.undelivered}</caption>
          <ColumnHeads
            columns={[words.about, words.endpoint, words.state, words.lastTry]}
            acts={mayReplay ? words.acts : undefined}
          />
          <tbody>
            {waiting.map((webhook) => (
              <UndeliveredRow
                key={`${webhook.endpoint} ${webhook.announcement.id}`}
                webhook={webhook}
                again={mayReplay ? () => setMeant({ kind: 'one', webhook }) : undefined}
              />
            ))}
          </tbody>
        </table>
      )}
      {undelivered.hasNextPage && (
        <Button onClick={() => void undelivered.fetchNextPage()} loading={undelivered.isFetchingNextPage}>
          {words.more}
        </Button>
      )}
      {meant !== undefined && (
        <ReplayDialog meant={meant} close={() => setMeant(undefined)} done={setReplayed} />
      )}
    </section>
  );
}

function State({
  endpoint: { state, failures, pausedUntil, oldestAt },
}: {
  readonly endpoint: WebhookEndpoint;
}) {
  const { engineering: words } = useWords();
  const { moment } = useMoments();
  return (
    <>
      <Pill tone={toneOf[state]}>{words.endpointStates[state]}</Pill>
      {failures > 0 && <span className="second faint">{words.failures(failures)}</span>}
      {pausedUntil !== undefined && <span className="second faint">{words.paused(moment(pausedUntil))}</span>}
      {oldestAt !== undefined && <span className="second faint">{words.oldest(moment(oldestAt))}</span>}
    </>
  );
}

interface UndeliveredRowProps {
  readonly webhook: UndeliveredWebhook;
  /** Missing for who may not. */
  readonly again: (() => void) | undefined;
}

function UndeliveredRow({ webhook, again }: UndeliveredRowProps) {
  const words = useWords();
  const { engineering } = words;
  const { moment } = useMoments();
  const { announcement, endpoint, state, attempts, lastAt, lastStatus, nextAt } = webhook;
  const { kind, applicationId, stage } = announcement;
  return (
    <tr>
      <td data-label={engineering.about}>
        {engineering.kinds[kind]}
        <span className="second">
          <Link href={applicationPlace(applicationId)}>
            <bdi>{words.application.title(applicationId)}</bdi>
          </Link>
          {stage !== undefined && ` · ${words.stages[stage]}`}
        </span>
        <span className="second faint">
          <Moment at={announcement.occurredAt} />
        </span>
      </td>
      <td data-label={engineering.endpoint}>
        <code>{endpoint}</code>
      </td>
      <td data-label={engineering.state}>
        <Pill tone={state === 'pending' ? 'wait' : 'alarm'}>{engineering.deliveryStates[state]}</Pill>
        {nextAt !== undefined && <span className="second faint">{engineering.nextTry(moment(nextAt))}</span>}
      </td>
      <td data-label={engineering.lastTry}>
        {engineering.tries(attempts)}
        {lastAt !== undefined && (
          <span className="second faint">
            <Moment at={lastAt} />
            {lastStatus !== undefined && ` · ${engineering.status(lastStatus)}`}
            <Trouble of={webhook} />
          </span>
        )}
      </td>
      {again !== undefined && (
        <td>
          <Button size="small" onClick={again}>
            {engineering.replayOne}
          </Button>
        </td>
      )}
    </tr>
  );
}

function Trouble({ of: { lastTrouble } }: { readonly of: UndeliveredWebhook }) {
  const { engineering } = useWords();
  if (lastTrouble === undefined) return null;
  const { troubles } = engineering;
  return <> · {troubles[lastTrouble] ?? <code>{lastTrouble}</code>}</>;
}
