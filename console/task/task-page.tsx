/** One task: why it is one, whose it is, the call, and what came of it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { NothingThere } from './nothing-there.js';
import { Pill } from '../application/state-pill.js';
import type { ShownTask } from '../door/shapes.js';
import { isRefusedAs } from '../door/problem.js';
import { taskQuestion } from '../door/task-questions.js';
import { Icon } from '../frame/icon.js';
import { useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { useMoments } from '../frame/moment.js';
import { applicationPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import '../application/application.css';
import './task.css';
import { useNow } from './now.js';
import { remainingOf } from './standing.js';
import { Marks } from './task-list.js';
import { Work } from './work.js';

export default function TaskPage({ taskId }: { readonly taskId: string }) {
  const words = useWords();
  const { data: task, error, refetch } = useQuery(taskQuestion(taskId));
  const title = task === undefined ? words.task.title : words.taskKinds[task.kind];
  useTitle(title);
  return (
    <div className="task-page">
      <p className="back">
        <Link href="/tasks">
          <Icon name="back" size={16} /> {words.task.back}
        </Link>
      </p>
      <h1 className="task-title">{title}</h1>
      {task !== undefined && (
        <>
          <Particulars task={task} />
          <Work task={task} />
        </>
      )}
      {task === undefined && error === null && <Loading />}
      {task === undefined && isRefusedAs(error, 'task-unknown') && <NothingThere />}
      {task === undefined && error !== null && !isRefusedAs(error, 'task-unknown') && (
        <ProblemNotice failure={error} again={() => void refetch()} />
      )}
    </div>
  );
}

/** What it is about, and how long there is. */
function Particulars({ task }: { readonly task: ShownTask }) {
  const words = useWords();
  const now = useNow();
  const { moment } = useMoments();
  const { masked, stage, round = 1, dueAt } = task;
  const isOpen = task.state === 'open';
  return (
    <>
      <p className="task-head">
        {stage !== undefined && (
          <strong>
            {words.stages[stage]}
            {round > 1 && ` ${words.application.round(round)}`}
          </strong>
        )}
        <Pill tone={isOpen ? 'act' : 'over'}>{words.taskStates[task.state]}</Pill>
        {isOpen && (
          <Pill tone={Date.parse(dueAt) <= now ? 'alarm' : 'wait'}>{remainingOf(dueAt, now, words)}</Pill>
        )}
        <Marks task={task} />
      </p>
      <p className="particulars faint">
        <span>
          {words.task.about}{' '}
          <Link href={applicationPlace(task.applicationId)}>
            <bdi>{task.applicationId}</bdi>
          </Link>
        </span>
        {masked !== undefined && (
          <span>
            <bdi>{masked.name}</bdi> <bdi>{masked.mobile ?? masked.landline}</bdi>
          </span>
        )}
        <span>{words.task.openedAt(moment(task.openedAt))}</span>
        <span>{words.task.due(moment(dueAt))}</span>
      </p>
    </>
  );
}
