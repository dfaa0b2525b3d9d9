/** Tasks in a list, each in one line: how long there is, what for, about whom, and whose it is. */
import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Pill } from '../application/state-pill.js';
import type { ShownTask } from '../door/shapes.js';
import { useWho } from '../door/session.js';
import { tasksQuestion } from '../door/task-questions.js';
import type { TaskView } from '../door/task-questions.js';
import { Icon } from '../frame/icon.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment, useMoments } from '../frame/moment.js';
import { taskPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useNow } from './now.js';
import { remainingOf, standingOf } from './standing.js';

interface TaskListProps {
  readonly view: TaskView;
  /** What to do where there is nothing. */
  readonly otherwise: React.ReactNode;
}

export function TaskList({ view, otherwise }: TaskListProps) {
  const { task: words } = useWords();
  const now = useNow();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    tasksQuestion(view),
  );
  if (data === undefined)
    return error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />;
  const tasks = data.pages.flatMap((page) => page.tasks);
  if (tasks.length === 0)
    return (
      <p className="sheet no-tasks" role="status">
        {words.empty[view]} {otherwise}
      </p>
    );
  return (
    <>
      <ul className="task-list" aria-label={words.views[view]} onKeyDown={moveByArrows}>
        {tasks.map((task) => (
          <li key={task.taskId}>
            <TaskLine task={task} now={now} />
          </li>
        ))}
      </ul>
      <p className="faint task-keys">{words.keys}</p>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {words.more}
        </Button>
      )}
    </>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** From one line to the next, as in every list; the links themselves are reached by the tabulator too. */
function moveByArrows(event: React.KeyboardEvent<HTMLUListElement>): void {
  const step = steps[event.key];
  if (step === undefined) return;
  const lines = [...event.currentTarget.querySelectorAll('a')];
  const next = lines[lines.findIndex((line) => line === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function TaskLine({ task, now }: { readonly task: ShownTask; readonly now: number }) {
  const words = useWords();
  const isLate = Date.parse(task.dueAt) <= now;
  const { masked, stage, round = 1 } = task;
  return (
    <Link href={taskPlace(task.taskId)} className="task-line">
      <span className={isLate ? 'task-time late' : 'task-time'}>
        <strong>{remainingOf(task.dueAt, now, words)}</strong>
        <span className="faint">
          <Moment at={task.dueAt} />
        </span>
      </span>
      <span className="task-what">
        <strong>{words.taskKinds[task.kind]}</strong>
        <span className="faint">
          {stage === undefined ? words.task.ofApplication : words.stages[stage]}
          {round > 1 && ` ${words.application.round(round)}`}
          {' · '}
          {words.becauses[task.because] ?? task.because}
        </span>
      </span>
      <span className="task-whom">
        {masked !== undefined && (
          <span>
            <bdi>{masked.name}</bdi> <bdi className="faint">{masked.mobile ?? masked.landline}</bdi>
          </span>
        )}
        <bdi className="faint">{task.applicationId}</bdi>
      </span>
      <span className="task-marks">
        <Whose task={task} now={now} />
        <Marks task={task} />
      </span>
      <Icon name="forward" />
    </Link>
  );
}

/** Who has it, and until when. */
export function Whose({ task, now }: { readonly task: ShownTask; readonly now: number }) {
  const { task: words } = useWords();
  const { moment } = useMoments();
  const standing = standingOf(task, useWho().account, now);
  switch (standing.kind) {
    case 'over':
      return null;
    case 'free':
      return <Pill tone="act">{words.free}</Pill>;
    case 'mine':
      return <Pill tone="wait">{words.yours(moment(standing.claim.until))}</Pill>;
    case 'theirs':
      return <Pill tone="over">{words.theirs(standing.claim.by, moment(standing.claim.until))}</Pill>;
  }
}

/** What else is to be known before it is taken up. */
export function Marks({ task }: { readonly task: ShownTask }) {
  const { task: words } = useWords();
  const { moment } = useMoments();
  const { callAgainAt, callsMissed = 0, proposal, correction } = task;
  return (
    <>
      {callAgainAt !== undefined && <Pill tone="ask">{words.callAgain(moment(callAgainAt))}</Pill>}
      {callsMissed > 0 && <span className="faint">{words.missed(callsMissed)}</span>}
      {proposal !== undefined && <Pill tone="ask">{words.proposed}</Pill>}
      {correction !== undefined && <Pill tone="ask">{words.corrected}</Pill>}
    </>
  );
}
