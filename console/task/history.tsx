/** Why a person is needed, and what was done about the task, as the API tells it. */
import { Evidence } from '../application/answer.js';
import type { Application, ShownTask } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';
import { Moment } from '../frame/moment.js';

interface OfTask {
  readonly task: ShownTask;
  readonly application: Application;
}

export const noticeOf = ({ task, application }: OfTask): Application['notices'][number] | undefined =>
  application.notices.find(({ stage, round }) => stage === task.stage && round === task.round);

export function Why({ task, application }: OfTask) {
  const { language, words } = useSpeech();
  const said = (noticeOf({ task, application }) ?? application).explanation[language];
  return (
    <section className="sheet" aria-labelledby="why-heading">
      <header className="sheet-head">
        <h2 id="why-heading">{words.task.why}</h2>
      </header>
      <p className="why-cause">{words.becauses[task.because] ?? task.because}</p>
      <p>{said.cause}</p>
      <details className="why">
        <summary>{words.application.evidence}</summary>
        <Evidence lines={said.evidence} />
      </details>
    </section>
  );
}

export function History({ task, application }: OfTask) {
  const { language, words } = useSpeech();
  const steps = application.timeline.filter(({ taskId }) => taskId === task.taskId);
  if (steps.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="history-heading">
      <header className="sheet-head">
        <h2 id="history-heading">{words.task.history}</h2>
      </header>
      <ol className="evidence">
        {steps.map((step, nth) => (
          // Facts are only ever added behind.
          <li key={nth}>
            <span className="faint">
              <Moment at={step.at} />
            </span>{' '}
            {step[language]}
          </li>
        ))}
      </ol>
    </section>
  );
}
