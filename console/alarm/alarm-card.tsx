/** One alarm in words: what it means, what to do, since when, who has it in hand, and who was told. */
import { Pill } from '../application/state-pill.js';
import type { Tone } from '../application/state-pill.js';
import { hasRole, useWho } from '../door/session.js';
import type { Alarm } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Moment } from '../frame/moment.js';
import { AlarmIncident, mayHaveIncident } from '../incident/alarm-incident.js';
import { Acknowledge } from './acknowledge.js';
import { AlarmSubject } from './alarm-subject.js';
import { ToldList } from './told-list.js';

const toneOf: Readonly<Record<Alarm['severity'], Tone>> = { critical: 'alarm', warning: 'act', minor: 'ask' };

export function AlarmCard({ alarm }: { readonly alarm: Alarm }) {
  const { alarms, live } = useWords();
  const who = useWho();
  const { alarmId, kind, severity, resolvedAt, acknowledgement, told, runbook } = alarm;
  const isOpen = resolvedAt === undefined;
  const isInHand = acknowledgement?.holds === true;
  const { what, act } = live.alarmKinds[kind];
  return (
    <article className="sheet alarm-card" aria-label={`${what} #${alarmId}`}>
      <p className="alarm-head">
        <Pill tone={isOpen ? toneOf[severity] : 'over'}>
          {isOpen ? alarms.severities[severity] : alarms.over}
        </Pill>
        {isOpen && isInHand && <Pill tone="wait">{alarms.inHand}</Pill>}
        <strong>{what}</strong>
        <AlarmSubject {...alarm} />
        <span className="faint">#{alarmId}</span>
      </p>
      {isOpen && <p>{act}</p>}
      <Facts alarm={alarm} />
      {acknowledgement !== undefined && <InHand acknowledgement={acknowledgement} isOpen={isOpen} />}
      <p className="faint">
        {alarms.runbook}{' '}
        {/^https?:/.test(runbook) ? (
          <a href={runbook} target="_blank" rel="noreferrer">
            <bdi>{runbook}</bdi>
          </a>
        ) : (
          <code>{runbook}</code>
        )}
      </p>
      {mayHaveIncident(alarm) && <AlarmIncident alarm={alarm} />}
      <ToldList told={told} />
      {isOpen && !isInHand && hasRole(who, 'supervisor', 'engineer') && <Acknowledge alarm={alarm} />}
    </article>
  );
}

function Facts({ alarm: { openedAt, times, extent, recurs, resolvedAt } }: { readonly alarm: Alarm }) {
  const { alarms } = useWords();
  return (
    <p className="faint alarm-facts">
      <span>
        {alarms.since} <Moment at={openedAt} />
      </span>
      {resolvedAt !== undefined && (
        <span>
          {alarms.until} <Moment at={resolvedAt} />
        </span>
      )}
      {times > 1 && <span>{alarms.times(times)}</span>}
      {extent !== undefined && <span>{alarms.extent(extent)}</span>}
      {recurs && <span>{alarms.recurs}</span>}
    </p>
  );
}

interface InHandProps {
  readonly acknowledgement: NonNullable<Alarm['acknowledgement']>;
  readonly isOpen: boolean;
}

function InHand({ acknowledgement: { by, at, note, holds }, isOpen }: InHandProps) {
  const { alarms } = useWords();
  return (
    <p className="alarm-hand">
      {alarms.acknowledged} <bdi>{by}</bdi> <Moment at={at} />
      {note !== undefined && (
        <>
          {' '}
          <bdi className="alarm-note">{note}</bdi>
        </>
      )}
      {isOpen && !holds && <strong> {alarms.worse}</strong>}
    </p>
  );
}
