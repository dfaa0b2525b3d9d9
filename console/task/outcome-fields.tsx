/** What some outcomes need besides: when to call again, and which contact is the right one. */
import { Input } from 'antd';
import { useId, useMemo } from 'react';
import type { ShownTask } from '../door/shapes.js';
import { useSpeech, useWords } from '../frame/language.js';
import { timeZone, useMoments } from '../frame/moment.js';
import { tagOf } from '../words/words.js';
import { callTimes } from './call-again.js';
import type { CallTime } from './call-again.js';
import { fields } from './draft.js';
import type { Draft, Field } from './draft.js';
import { useNow } from './now.js';

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly fault: string | undefined;
}

const hourMs = 3_600_000;

export function PutOffFields({ task, draft, change, fault }: FieldsProps & { readonly task: ShownTask }) {
  const said = useWords().task.outcome;
  const { moment } = useMoments();
  const dayName = useDayName();
  const id = useId();
  const minute = Math.floor(useNow() / 60_000);
  const times = useMemo(() => callTimes(minute * 60_000, timeZone), [minute]);
  const days = [...new Set(times.map(({ day }) => day))];
  const chosen = times.find(({ at }) => at === draft.again);
  const day = chosen?.day ?? days[0] ?? '';
  const choose = (again: string | undefined): void =>
    change(again === undefined ? draft : { ...draft, again });
  // The same time of another day, or the first of it.
  const toDay = (next: string): void => {
    const ofDay = times.filter((one) => one.day === next);
    choose((ofDay.find(({ time }) => time === chosen?.time) ?? ofDay[0])?.at);
  };
  return (
    <div className="put-off" role="group" aria-labelledby={`${id}-again`} aria-describedby={`${id}-fault`}>
      <p id={`${id}-again`} className="field">
        {said.again}
      </p>
      <p className="put-off-soon">
        {suggested(times, minute * 60_000).map(({ at }) => (
          <button
            key={at}
            type="button"
            className="suggestion"
            aria-pressed={at === draft.again}
            onClick={() => choose(at)}
          >
            {moment(at)}
          </button>
        ))}
      </p>
      <p className="put-off-time">
        <label>
          <span className="label">{said.day}</span>{' '}
          <select value={day} onChange={({ target }) => toDay(target.value)}>
            {days.map((one) => (
              <option key={one} value={one}>
                {dayName(times.find((time) => time.day === one))}
              </option>
            ))}
          </select>
        </label>{' '}
        <label>
          <span className="label">{said.time}</span>{' '}
          <select value={chosen?.at ?? ''} onChange={({ target }) => choose(target.value)}>
            {chosen === undefined && <option value="" />}
            {times
              .filter((one) => one.day === day)
              .map(({ at, time }) => (
                <option key={at} value={at}>
                  {time}
                </option>
              ))}
          </select>
        </label>{' '}
        <span className="faint">{said.hours}</span>
      </p>
      {draft.again !== undefined && draft.again > task.dueAt && (
        <p className="waiting" role="status">
          {said.afterDue(moment(task.dueAt))}
        </p>
      )}
      <p id={`${id}-fault`} className="fault" role="status">
        {fault}
      </p>
    </div>
  );
}

/** What is chosen most: in an hour, in three, and the next two days in the morning. */
function suggested(times: readonly CallTime[], now: number): CallTime[] {
  const after = (ms: number) => times.find(({ at }) => Date.parse(at) >= now + ms);
  const today = times[0]?.day;
  const mornings = [...new Set(times.map(({ day }) => day))]
    .filter((day) => day !== today)
    .slice(0, 2)
    .map((day) => times.find((one) => one.day === day && one.time >= '09:30'));
  const found = [after(hourMs), after(3 * hourMs), ...mornings].filter((one) => one !== undefined);
  return found.filter((one, nth) => found.findIndex(({ at }) => at === one.at) === nth);
}

/** `11月30日 周一` */
function useDayName(): (time: CallTime | undefined) => string {
  const { language } = useSpeech();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'zh' ? tagOf.zh : 'en-GB', {
      timeZone,
      month: language === 'zh' ? 'long' : 'short',
      day: 'numeric',
      weekday: 'short',
    });
    return (time) => (time === undefined ? '' : format.format(new Date(time.at)));
  }, [language]);
}

interface ContactFieldsProps extends FieldsProps {
  readonly faults: Partial<Record<Field, string>>;
}

export function ContactFields({ draft, change, faults, fault }: ContactFieldsProps) {
  const said = useWords().task.outcome;
  const id = useId();
  return (
    <div className="corrections" role="group" aria-describedby={`${id}-hint ${id}-fault`}>
      <p id={`${id}-hint`} className="faint">
        {said.fieldsHint}
      </p>
      {fields.map((field) => (
        <div key={field}>
          <label className="field" htmlFor={`${id}-${field}`}>
            {said.fields[field]}
          </label>
          <Input
            id={`${id}-${field}`}
            value={draft[field]}
            onChange={({ target }) => change({ ...draft, [field]: target.value })}
            inputMode={field === 'email' ? 'email' : 'tel'}
            maxLength={200}
            aria-invalid={faults[field] !== undefined}
            aria-describedby={`${id}-${field}-fault`}
            status={faults[field] === undefined ? '' : 'error'}
            // What an applicant says is kept by no browser, and sent to no spelling checker.
            autoComplete="off"
            spellCheck={false}
          />
          <p id={`${id}-${field}-fault`} className="fault" role="status">
            {faults[field]}
          </p>
        </div>
      ))}
      <p id={`${id}-fault`} className="fault" role="status">
        {fault}
      </p>
    </div>
  );
}
