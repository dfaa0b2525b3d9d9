/** What became of a task, here or elsewhere: who, when and how, where the message stands, and where to go on. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { StatePill } from '../application/state-pill.js';
import { useWho } from '../door/session.js';
import type { Application, ShownTask } from '../door/shapes.js';
import { tasksQuestion } from '../door/task-questions.js';
import { Icon } from '../frame/icon.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { applicationPlace, taskPlace } from '../frame/places.js';
import type { Words } from '../words/words.js';
import { noticeOf } from './history.js';
import { isTheir } from './standing.js';

/** What was done in this window; instants in ISO 8601. */
export type DoneHere =
  | { readonly kind: 'completed' | 'corrected' }
  | { readonly kind: 'put-off'; readonly at: string }
  | { readonly kind: 'proposed' | 'correction-waits'; readonly until: string };

interface DoneProps {
  readonly task: ShownTask;
  readonly application: Application | undefined;
  readonly here: DoneHere | undefined;
}

export function Done({ task, application, here }: DoneProps) {
  const words = useWords();
  const { account } = useWho();
  const { moment } = useMoments();
  const heading = useRef<HTMLHeadingElement>(null);
  const isOver = task.state !== 'open';
  useEffect(() => {
    // Whoever did it hears what came of it; who did not is only told.
    if (here !== undefined) heading.current?.focus();
  }, [here]);
  if (here === undefined && !isOver) return null;
  const told = isOver ? endOf(task, account, moment, words) : actOf(here, moment, words);
  if (told === undefined) return null;
  const notice = application === undefined ? undefined : noticeOf({ task, application });
  // A task about no notice is about all of them: they go by the contact.
  const notices = notice === undefined ? (application?.notices ?? []) : [notice];
  const isElsewhere = isOver && here?.kind !== 'completed';
  return (
    <section className={`sheet done ${told.isGood ? 'tone-good' : 'tone-over'}`} aria-live="polite">
      <h2 ref={heading} tabIndex={-1}>
        {told.title}
      </h2>
      {told.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {isElsewhere && task.kind === 'deliver-by-hand' && !isTheir(task.staffRef, account) && (
        <p>{words.task.done.doNotTell}</p>
      )}
      {isOver && notices.length > 0 && (
        <p className="done-notice">
          <span className="label">{words.task.done.notice}</span>
          {notices.map(({ stage, round, state }) => (
            <span key={`${stage}-${round}`}>
              {words.stages[stage]} <StatePill state={state} />
            </span>
          ))}
        </p>
      )}
      <p className="done-ways">
        <Link href={applicationPlace(task.applicationId)}>
          {words.task.done.toApplication(task.applicationId)}
        </Link>
        {here?.kind !== 'corrected' && here?.kind !== 'correction-waits' && <Next taskId={task.taskId} />}
      </p>
    </section>
  );
}

interface Told {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isGood: boolean;
}

/** How a task ended, whoever ended it. */
function endOf(task: ShownTask, account: string, moment: (at: string) => string, words: Words): Told {
  const { done } = words.task;
  const { state, outcome, closedBecause, staffRef, confirmedBy, identity } = task;
  const at = moment(task.finishedAt ?? task.dueAt);
  if (state === 'closed' || outcome === undefined)
    return {
      title: done.closedTitle,
      lines: [done.closed(at, closedBecause === undefined ? '' : done.becauses[closedBecause])],
      isGood: closedBecause === 'delivered',
    };
  const isOwn = isTheir(staffRef, account);
  const how = words.taskOutcomes[outcome];
  const who = isOwn
    ? done.byYou(at, how)
    : staffRef === undefined
      ? done.byNobody(at, how)
      : done.bySomebody(staffRef, at, how);
  return {
    title: isOwn ? done.completed : done.elsewhere,
    lines: [
      who,
      ...(confirmedBy === undefined ? [] : [done.confirmed(confirmedBy)]),
      ...(identity === 'not-verified' ? [done.notVerified] : []),
    ],
    isGood: isOwn,
  };
}

/** What was done here, where the task goes on. */
function actOf(
  here: DoneHere | undefined,
  moment: (at: string) => string,
  { task: { done } }: Words,
): Told | undefined {
  switch (here?.kind) {
    case 'put-off':
      return { title: done.putOff, lines: [done.putOffText(moment(here.at))], isGood: true };
    case 'proposed':
      return { title: done.proposed, lines: [done.proposedText(moment(here.until))], isGood: true };
    case 'correction-waits':
      return {
        title: done.correctionWaits,
        lines: [done.correctionWaitsText(moment(here.until))],
        isGood: true,
      };
    case 'corrected':
      return { title: done.corrected, lines: [done.correctedText], isGood: true };
    case 'completed':
    case undefined:
      return undefined;
  }
}

/** Where to go on: what one has already, then what nobody has and need not wait. */
function Next({ taskId }: { readonly taskId: string }) {
  const { done } = useWords().task;
  const mine = useInfiniteQuery(tasksQuestion('mine')).data;
  const unclaimed = useInfiniteQuery(tasksQuestion('unclaimed')).data;
  if (mine === undefined || unclaimed === undefined) return null;
  const now = new Date().toISOString();
  const next = [...mine.pages, ...unclaimed.pages]
    .flatMap(({ tasks }) => tasks)
    .find((one) => one.taskId !== taskId && !((one.callAgainAt ?? '') > now) && one.proposal === undefined);
  if (next === undefined)
    return (
      <>
        <span className="faint">{done.noNext}</span>
        <Link href="/tasks">{done.toList}</Link>
      </>
    );
  return (
    <Link href={taskPlace(next.taskId)} className="done-next">
      {done.next} <Icon name="forward" size={16} />
    </Link>
  );
}
