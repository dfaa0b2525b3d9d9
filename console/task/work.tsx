/** The work at a task: what was typed lives here, however the task stands meanwhile. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ContactPanel } from '../application/contact-panel.js';
import { applicationQuestion, questions } from '../door/questions.js';
import { useWho } from '../door/session.js';
import type { Application, ContactState, ShownTask, Task } from '../door/shapes.js';
import {
  askTaskAgain,
  completeTask,
  correctContacts,
  openCorrectionsQuestion,
  putOffTask,
  taskStands,
} from '../door/task-questions.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { useAct } from './act.js';
import { CallPanel } from './call-panel.js';
import type { Reached } from './call-script.js';
import { ClaimPanel } from './claim-panel.js';
import { Done } from './done.js';
import type { DoneHere } from './done.js';
import { correctionOf, emptyDraft, fields, putsOff } from './draft.js';
import type { Choice, Draft, Field } from './draft.js';
import { History, Why } from './history.js';
import { KeptDraft } from './kept-draft.js';
import { useNow } from './now.js';
import { OutcomeForm } from './outcome-form.js';
import { standingOf } from './standing.js';

type Claim = NonNullable<Task['claim']>;

const likeliest: Readonly<Record<Task['kind'], Choice>> = {
  'deliver-by-hand': 'told-by-phone',
  'correct-contact': 'correct',
  complaint: 'complaint-answered',
  'tell-compensation': 'told-by-phone',
};

export function Work({ task }: { readonly task: ShownTask }) {
  const { taskId, applicationId } = task;
  const { account } = useWho();
  const now = useNow();
  const { data: application } = useQuery(applicationQuestion(applicationId));
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [done, setDone] = useState<DoneHere>();
  // What this window's person had of it last, and which of it they ended themselves.
  const [last, setLast] = useState<Claim>();
  const [endedUntil, setEndedUntil] = useState<string>();
  const [unusable, setUnusable] = useState<readonly Field[]>([]);
  const act = useAct(taskId);
  const standing = standingOf(task, account, now);
  const own = standing.kind === 'mine' ? standing.claim : undefined;
  if (own !== undefined && own.until !== last?.until) setLast(own);
  const had = last?.until === endedUntil ? undefined : last;

  const finished = (what: DoneHere): void => {
    setEndedUntil(last?.until);
    setDone(what);
  };
  const submit = async (choice: Choice): Promise<void> => {
    const again = draft.again ?? '';
    if (putsOff(choice)) {
      const putOff = await act.run(() => putOffTask(taskId, choice, again));
      if (putOff === undefined) return;
      setDraft(emptyDraft);
      finished({ kind: 'put-off', at: again });
      taskStands(putOff);
      return;
    }
    if (choice === 'correct') {
      const correction = correctionOf(draft);
      if (correction.kind !== 'given') return;
      const corrected = await act.run(() => correctContacts(applicationId, correction.given));
      if (corrected === undefined) return;
      const unfit = 'contacts' in corrected ? fields.filter((one) => isUnfit(corrected.contacts?.[one])) : [];
      setUnusable(unfit);
      askAgain(task);
      if (unfit.length > 0) return;
      setDraft(emptyDraft);
      // It stays with whoever corrected it until it is closed by that.
      const until = 'approvalId' in corrected ? corrected.expiresAt : undefined;
      setDone(until === undefined ? { kind: 'corrected' } : { kind: 'correction-waits', until });
      return;
    }
    const answer = await act.run(() => completeTask(taskId, choice));
    if (answer === undefined) return;
    setDraft(emptyDraft);
    if ('approvalId' in answer) setDone({ kind: 'proposed', until: answer.expiresAt ?? '' });
    else {
      taskStands(answer);
      finished({ kind: 'completed' });
    }
    askAgain(task);
  };
  const callEnded = (reached: Reached): void => {
    if (draft.choice === undefined)
      setDraft({ ...draft, choice: reached === 'the-person' ? likeliest[task.kind] : 'no-answer' });
    document.querySelector<HTMLElement>('.outcome-heading')?.focus();
  };

  const mayWork = standing.kind === 'mine' || (standing.kind === 'free' && had !== undefined);
  const isOthers = standing.kind === 'over' || standing.kind === 'theirs';
  return (
    <div className="columns">
      <div className="column">
        <Done task={task} application={application} here={standing.kind === 'mine' ? lasting(done) : done} />
        {standing.kind !== 'over' && (
          <ClaimPanel
            task={task}
            standing={standing}
            had={own === undefined ? had : undefined}
            now={now}
            gaveBack={() => setEndedUntil(last?.until)}
          />
        )}
        {isOthers && <KeptDraft draft={draft} />}
        {application !== undefined && <Waits task={task} application={application} done={done} />}
        {application !== undefined && <Why task={task} application={application} />}
        <CallPanel
          taskId={taskId}
          mayBegin={standing.kind === 'mine' || standing.kind === 'free'}
          isSettled={done?.kind === 'completed' || done?.kind === 'put-off'}
          begun={() => setDone(undefined)}
          ended={callEnded}
        />
        {mayWork && (
          <OutcomeForm
            task={task}
            draft={draft}
            change={(changed) => {
              setUnusable([]);
              setDraft(changed);
            }}
            act={act}
            unusable={unusable}
            submit={(choice) => void submit(choice)}
          />
        )}
      </div>
      <aside className="column">
        {application !== undefined && (
          <>
            <History task={task} application={application} />
            <ContactPanel application={application} />
          </>
        )}
      </aside>
    </div>
  );
}

/** That it was put off is over once somebody has taken it on again. */
const lasting = (done: DoneHere | undefined): DoneHere | undefined =>
  done?.kind === 'put-off' ? undefined : done;

/** A contact that was taken as it was given, and cannot be used. */
const isUnfit = (state: ContactState | undefined): boolean => state !== undefined && state !== 'good';

/** An act may have changed more than the task. */
function askAgain({ taskId, applicationId }: Task): void {
  void askTaskAgain(taskId);
  void questions.invalidateQueries({ queryKey: ['application', applicationId] });
}

interface WaitsProps {
  readonly task: ShownTask;
  readonly application: Application;
  readonly done: DoneHere | undefined;
}

/** What else is under way, so that nobody does it twice or tells what is to be corrected. */
function Waits({ task, application: { applicationId }, done }: WaitsProps) {
  const words = useWords();
  const { moment } = useMoments();
  const { data } = useQuery(openCorrectionsQuestion(applicationId));
  const [change] = data?.approvals ?? [];
  const { proposal, correction } = task;
  if (task.state !== 'open') return null;
  return (
    <>
      {correction !== undefined && (
        <p className="waiting tone-alarm">
          {words.tasks.correction(correction.round, moment(correction.until))}
        </p>
      )}
      {proposal !== undefined && done?.kind !== 'proposed' && (
        <p className="waiting">{words.tasks.proposal(proposal.by, moment(proposal.until))}</p>
      )}
      {change?.expiresAt !== undefined && done?.kind !== 'correction-waits' && (
        <p className="waiting">{words.task.waits(change.proposedBy, moment(change.expiresAt))}</p>
      )}
    </>
  );
}
