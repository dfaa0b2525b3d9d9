/** Who was told of an alarm, when and by which way, and what became of that. */
import type { Alarm } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Moment } from '../frame/moment.js';

export function ToldList({ told }: Pick<Alarm, 'told'>) {
  const { alarms } = useWords();
  if (told.length === 0) return <p className="faint">{alarms.toldNobody}</p>;
  return (
    <details className="alarm-told" open={told.length <= 3}>
      <summary>{alarms.toldTitle(told.length)}</summary>
      <ul>
        {told.map(({ responder, what, step = 1, at, channel, state, settledAt, trouble }, place) => (
          // Rows are only added, so that a place stays what it is.
          <li key={place}>
            <bdi>{responder}</bdi> {what === 'over' ? alarms.toldOver : alarms.toldStep(step)}{' '}
            <Moment at={settledAt ?? at} />{' '}
            {channel !== undefined && state !== undefined && (
              <span className={state === 'given-up' ? 'fault' : 'faint'}>
                {alarms.channels[channel]} {alarms.states[state]}
              </span>
            )}
            {trouble !== undefined && <code> {trouble}</code>}
          </li>
        ))}
      </ul>
    </details>
  );
}
