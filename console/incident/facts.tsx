/** The head of an incident: its range, why it was opened and by whom, its alarm, its clock, and its end. */
import { Link } from 'wouter';
import { hasRole, useWho } from '../door/session.js';
import type { Alarm, WholeIncident } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Moment, useMoments } from '../frame/moment.js';
import type { Words } from '../words/words.js';
import { Range } from './about.js';
import { DueClock } from './standing.js';

/** Who opens incidents by alarms, as the API has it. */
const theMonitor = 'system:monitor';

export const personName = (account: string, { incidents }: Words): string =>
  account === theMonitor ? incidents.monitor : account;

export function Facts({ incident }: { readonly incident: WholeIncident }) {
  const words = useWords();
  const { facts } = words.incidents;
  const { reason, alarm, openedBy, openedAt, dueAt, lookedAt, closedAt, closedBy, confirmedBy } = incident;
  const isOpen = closedAt === undefined;
  return (
    <dl className="facts incident-facts">
      {isOpen && (
        <Fact name={facts.due}>
          <DueClock dueAt={dueAt} />{' '}
          <span className="faint">
            <Moment at={dueAt} />
          </span>
        </Fact>
      )}
      <Fact name={facts.range}>
        <Range {...incident} />
      </Fact>
      {alarm !== undefined && (
        <Fact name={facts.alarm}>
          <AlarmFact alarm={alarm} />
        </Fact>
      )}
      <Fact name={facts.opened}>
        <bdi>{personName(openedBy, words)}</bdi> <Moment at={openedAt} />
      </Fact>
      {isOpen && lookedAt !== undefined && (
        <Fact name={facts.looked}>
          <Moment at={lookedAt} />
        </Fact>
      )}
      {closedAt !== undefined && (
        <Fact name={facts.closed}>
          {closedBy !== undefined && <bdi>{closedBy} </bdi>}
          <Moment at={closedAt} />
        </Fact>
      )}
      {confirmedBy !== undefined && (
        <Fact name={facts.confirmed}>
          <bdi>{confirmedBy}</bdi>
        </Fact>
      )}
      <Fact name={facts.reason}>
        <bdi>{reason}</bdi>
      </Fact>
    </dl>
  );
}

function AlarmFact({ alarm }: { readonly alarm: NonNullable<WholeIncident['alarm']> }) {
  const { incidents: words, live } = useWords();
  const { moment } = useMoments();
  const mayRead = hasRole(useWho(), 'supervisor', 'engineer', 'auditor');
  // The description leaves open which kinds there are.
  const what = Object.hasOwn(live.alarmKinds, alarm.kind)
    ? live.alarmKinds[alarm.kind as Alarm['kind']].what
    : alarm.kind;
  const name = `${what} #${alarm.alarmId}`;
  return (
    <>
      {mayRead ? <Link href="/alarms">{name}</Link> : name}{' '}
      <span className="faint">
        {alarm.resolvedAt === undefined ? words.alarmOn : words.alarmOver(moment(alarm.resolvedAt))}
      </span>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
