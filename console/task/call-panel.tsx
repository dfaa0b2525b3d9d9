/** A call about a task: number and script, shown for the call alone; the person is made sure of before anything is told. */
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Call, Task } from '../door/shapes.js';
import { beginCall, taskStands } from '../door/task-questions.js';
import { CopyButton } from '../frame/copy-button.js';
import { Icon } from '../frame/icon.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { isConflict, useAct } from './act.js';
import { Script } from './call-script.js';
import type { Reached } from './call-script.js';

/** Longer than a call takes; whoever still speaks then begins again, on record once more. */
const shownMs = 15 * 60_000;

interface Open {
  readonly call: Call;
  /** Epoch milliseconds. */
  readonly until: number;
}

interface CallPanelProps {
  readonly taskId: string;
  /** Whether it may be begun: the task is nobody's, or whoever looks has it. */
  readonly mayBegin: boolean;
  /** Whoever looks has said themselves how it ended: then the call is over, and its number hidden. */
  readonly isSettled: boolean;
  readonly begun: (task: Task) => void;
  /** How far the call came. */
  readonly ended: (reached: Reached) => void;
}

export function CallPanel({ taskId, mayBegin, isSettled, begun, ended }: CallPanelProps) {
  const { task: words } = useWords();
  // Here and nowhere else: in no cache, and gone with this very component.
  const [open, setOpen] = useState<Open>();
  const [wasHidden, setWasHidden] = useState(false);
  const act = useAct(taskId);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (open === undefined) return;
    heading.current?.focus();
    const timer = setTimeout(() => {
      setOpen(undefined);
      setWasHidden(true);
    }, open.until - Date.now());
    return () => clearTimeout(timer);
  }, [open]);

  useEffect(() => {
    if (isSettled) setOpen(undefined);
  }, [isSettled]);

  const begin = async (): Promise<void> => {
    const call = await act.run(() => beginCall(taskId));
    if (call === undefined) return;
    setWasHidden(false);
    setOpen({ call, until: Date.now() + shownMs });
    taskStands(call.task);
    begun(call.task);
  };

  if (open === undefined && !mayBegin) return null;
  return (
    <section className="sheet call" aria-labelledby="call-heading">
      <header className="sheet-head">
        <h2 id="call-heading" ref={heading} tabIndex={-1}>
          {words.call.title}
        </h2>
      </header>
      {open === undefined ? (
        <>
          <p role="status" className={wasHidden ? 'waiting' : 'call-text'}>
            {wasHidden ? words.call.wasHidden : words.call.text}
          </p>
          <Button icon={<Icon name="hand" size={16} />} loading={act.isRunning} onClick={() => void begin()}>
            {words.call.begin}
          </Button>
          {act.failure !== undefined && !isConflict(act.failure) && (
            <ProblemNotice failure={act.failure} again={() => void begin()} />
          )}
        </>
      ) : (
        <>
          {!mayBegin && (
            <p className="waiting tone-alarm" role="alert">
              {words.call.overNow}
            </p>
          )}
          <Whom open={open} />
          <Script
            call={open.call}
            end={(reached) => {
              setOpen(undefined);
              ended(reached);
            }}
          />
        </>
      )}
    </section>
  );
}

/** Whom to ask for, and at which number. */
function Whom({ open: { call, until } }: { readonly open: Open }) {
  const { call: words } = useWords().task;
  const { clock } = useMoments();
  const numbers = (['mobile', 'landline'] as const).flatMap((name) => {
    const value = call[name];
    return value === undefined ? [] : [{ name, value }];
  });
  return (
    <div className="revealed" role="group" aria-label={words.whom}>
      <dl className="contacts">
        <div>
          <dt>{words.whom}</dt>
          <dd>
            <bdi className="value">{call.name}</bdi>
          </dd>
        </div>
        {call.contactPerson !== undefined && (
          <div>
            <dt>{words.person}</dt>
            <dd>
              <bdi className="value">{call.contactPerson}</bdi>
            </dd>
          </div>
        )}
        {numbers.map(({ name, value }) => (
          <div key={name}>
            <dt>{words[name]}</dt>
            <dd>
              <bdi className="value call-number">{value}</bdi>
              <CopyButton text={value} label={words.copyNumber} type="text" size="small" bare />
            </dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        {numbers.length === 0 && `${words.noNumber} `}
        {words.hidden(clock(until))}
      </p>
    </div>
  );
}
