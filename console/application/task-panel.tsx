/** What people must do about this application, and did. */
import { Link } from 'wouter';
import { hasRole, useWho } from '../door/session.js';
import type { Task } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { taskPlace } from '../frame/places.js';
import { Pill } from './state-pill.js';

export function TaskPanel({ tasks }: { readonly tasks: readonly Task[] }) {
  const words = useWords();
  return (
    <section className="sheet" aria-labelledby="tasks-heading">
      <header className="sheet-head">
        <h2 id="tasks-heading">{words.tasks.title}</h2>
      </header>
      {tasks.length === 0 ? (
        <p className="faint">{words.tasks.none}</p>
      ) : (
        <ul className="tasks">
          {tasks.map((task) => (
            <li key={task.taskId}>
              <OneTask task={task} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OneTask({ task }: { readonly task: Task }) {
  const words = useWords();
  const { moment } = useMoments();
  const { claim, proposal, correction, finishedAt, outcome, stage } = task;
  const isOpen = task.state === 'open';
  const mayWork = hasRole(useWho(), 'staff', 'supervisor');
  return (
    <>
      <p className="task-head">
        <strong>
          {mayWork ? (
            <Link href={taskPlace(task.taskId)}>{words.taskKinds[task.kind]}</Link>
          ) : (
            words.taskKinds[task.kind]
          )}
        </strong>
        <Pill tone={isOpen ? 'act' : 'over'}>{words.taskStates[task.state]}</Pill>
        {isOpen && task.overdueAt !== undefined && <Pill tone="alarm">{words.tasks.overdue}</Pill>}
      </p>
      <p className="faint">
        {stage !== undefined && `${words.stages[stage]} · `}
        {words.becauses[task.because] ?? task.because}
      </p>
      {isOpen ? (
        <p>
          {words.tasks.due(moment(task.dueAt))}
          {' · '}
          {claim === undefined ? words.tasks.unclaimed : words.tasks.claimed(claim.by, moment(claim.until))}
        </p>
      ) : (
        <p>
          {outcome !== undefined && `${words.taskOutcomes[outcome]} · `}
          {finishedAt !== undefined && words.tasks.finished(moment(finishedAt), task.staffRef)}
        </p>
      )}
      {proposal !== undefined && (
        <p className="waiting">{words.tasks.proposal(proposal.by, moment(proposal.until))}</p>
      )}
      {correction !== undefined && (
        <p className="waiting">{words.tasks.correction(correction.round, moment(correction.until))}</p>
      )}
    </>
  );
}
