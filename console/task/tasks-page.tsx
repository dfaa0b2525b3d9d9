/** What people must do: one's own, nobody's and what is overdue, the most pressing first. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { taskCountsQuestion, taskViews } from '../door/task-questions.js';
import type { TaskView } from '../door/task-questions.js';
import { useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import '../application/application.css';
import './task.css';
import { TaskList } from './task-list.js';

const viewAddress = (view: TaskView): string => `/tasks?of=${view}`;

export default function TasksPage() {
  const { task: words } = useWords();
  const asked = new URLSearchParams(useSearch()).get('of');
  const { data: counts, error, refetch } = useQuery(taskCountsQuestion);
  // Decided once: a list that changed by itself would be gone under whoever reads it.
  const [usual, setUsual] = useState<TaskView>();
  if (usual === undefined && counts !== undefined) setUsual(counts.mine > 0 ? 'mine' : 'unclaimed');
  const view = taskViews.find((one) => one === asked) ?? usual;
  useTitle(words.title);
  return (
    <div className="tasks-page">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <nav className="task-views" aria-label={words.title}>
        {taskViews.map((one) => (
          <Link key={one} href={viewAddress(one)} aria-current={one === view ? 'page' : undefined}>
            {words.views[one]}
            {counts !== undefined && (
              <>
                {' '}
                <span className={one === 'overdue' && counts.overdue > 0 ? 'task-count late' : 'task-count'}>
                  {counts[one]}
                </span>
                <span className="unseen"> {words.unit[counts[one] === 1 ? 'one' : 'more']}</span>
              </>
            )}
          </Link>
        ))}
      </nav>
      {view === undefined && error !== null && <ProblemNotice failure={error} again={() => void refetch()} />}
      {view === undefined && error === null && <Loading />}
      {view !== undefined && (
        <TaskList
          key={view}
          view={view}
          otherwise={
            view === 'mine' &&
            counts !== undefined &&
            counts.unclaimed > 0 && (
              <Link href={viewAddress('unclaimed')}>{words.toUnclaimed(counts.unclaimed)}</Link>
            )
          }
        />
      )}
    </div>
  );
}
