/** Whose a task is and until when: taking it on, prolonging that, giving it back. */
import { Button } from 'antd';
import type { ShownTask, Task } from '../door/shapes.js';
import { hasRole, useWho } from '../door/session.js';
import { claimTask, releaseTask, taskStands } from '../door/task-questions.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { isConflict, useAct } from './act.js';
import { spanOf } from './standing.js';
import type { TaskStanding } from './standing.js';

type Claim = NonNullable<Task['claim']>;

interface ClaimPanelProps {
  readonly task: ShownTask;
  readonly standing: Exclude<TaskStanding, { readonly kind: 'over' }>;
  /** What whoever looks had last of it, and did not give back themselves. */
  readonly had: Claim | undefined;
  readonly now: number;
  readonly gaveBack: () => void;
}

/** So long before its end it is said that a claim will run out. */
const soonMs = 5 * 60_000;

export function ClaimPanel({ task, standing, had, now, gaveBack }: ClaimPanelProps) {
  const words = useWords();
  const { claim: said } = words.task;
  const { moment } = useMoments();
  const who = useWho();
  const act = useAct(task.taskId);
  const take = async (): Promise<void> => {
    const taken = await act.run(() => claimTask(task.taskId));
    if (taken !== undefined) taskStands(taken);
  };
  const release = async (): Promise<void> => {
    const given = await act.run(() => releaseTask(task.taskId));
    if (given === undefined) return;
    gaveBack();
    taskStands(given);
  };
  return (
    <section className="sheet claim" aria-labelledby="claim-heading">
      <header className="sheet-head">
        <h2 id="claim-heading">{said.title}</h2>
      </header>
      <div role="status">
        {standing.kind === 'free' && <p className={had === undefined ? undefined : 'waiting'}>{whyFree()}</p>}
        {standing.kind === 'mine' && (
          <>
            <p>
              {said.mine(moment(standing.claim.until), spanOf(Date.parse(standing.claim.until) - now, words))}
            </p>
            {Date.parse(standing.claim.until) - now < soonMs && <p className="waiting">{said.soonOver}</p>}
          </>
        )}
        {standing.kind === 'theirs' && <p>{whoseNow(standing.claim)}</p>}
      </div>
      <p className="claim-acts">
        {standing.kind === 'free' && (
          <Button type="primary" loading={act.isRunning} onClick={() => void take()}>
            {had === undefined ? said.take : said.takeAgain}
          </Button>
        )}
        {standing.kind === 'mine' && (
          <>
            <Button loading={act.isRunning} onClick={() => void take()}>
              {said.prolong}
            </Button>
            <Button type="text" disabled={act.isRunning} onClick={() => void release()}>
              {said.giveBack}
            </Button>
          </>
        )}
        {standing.kind === 'theirs' && hasRole(who, 'supervisor') && (
          <Button loading={act.isRunning} onClick={() => void release()}>
            {said.takeBack(standing.claim.by)}
          </Button>
        )}
      </p>
      {act.failure !== undefined && !isConflict(act.failure) && <ProblemNotice failure={act.failure} />}
    </section>
  );

  function whyFree(): string {
    if (had === undefined)
      return task.callAgainAt === undefined
        ? said.free
        : `${said.putOff(moment(task.callAgainAt))} ${said.free}`;
    return Date.parse(had.until) <= now ? said.ranOut(moment(had.until)) : said.takenBack;
  }

  function whoseNow({ by, until }: Claim): string {
    if (had !== undefined) return `${said.wasYours(by)} ${said.theirs(by, moment(until))}`;
    return isConflict(act.failure) ? said.lost(by, moment(until)) : said.theirs(by, moment(until));
  }
}
