/** All that is on record of an application in one list, each fact with what shows it; and what is to come. */
import type { Application, Attempt, PlannedStep, TimelineEntry } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';
import { Moment } from '../frame/moment.js';
import type { Tone } from './state-pill.js';
import { contactOf, wayOf } from './way.js';

/** How an entry is marked; what is not named here is a plain step of the way. */
const tones: Partial<Record<TimelineEntry['kind'], Tone>> = {
  'task-completed': 'good',
  'task-closed': 'over',
  'task-opened': 'act',
  'task-overdue': 'alarm',
  'receipt-contradicts': 'alarm',
  'report-refused': 'alarm',
  'failed-over': 'ask',
  copy: 'ask',
  'deadline-passed': 'ask',
  barred: 'ask',
  'left-out': 'over',
  held: 'wait',
  'window-closed': 'wait',
  'application-withdrawn': 'over',
  'application-erased': 'over',
};

const toneOf = (entry: TimelineEntry, attempt: Attempt | undefined): Tone => {
  if (entry.kind === 'receipt' && attempt?.settlement === 'delivered') return 'good';
  return tones[entry.kind] ?? 'wait';
};

export function Timeline({ application }: { readonly application: Application }) {
  const { language, words } = useSpeech();
  const { timeline, attempts } = application;
  return (
    <section className="sheet timeline" aria-labelledby="timeline-heading">
      <header className="sheet-head">
        <h2 id="timeline-heading">{words.timeline.title}</h2>
      </header>
      <ol className="way">
        {timeline.map((entry, nth) => {
          const attempt = attempts.find(({ attemptId }) => attemptId === entry.attemptId);
          return (
            // Facts are only ever added behind.
            <li key={nth} className={`way-step tone-${toneOf(entry, attempt)}`}>
              <span className="way-at faint">
                <Moment at={entry.at} />
              </span>
              <div className="way-fact">
                <Place of={entry} />
                <p>{entry[language]}</p>
                {attempt !== undefined && <Shown attempt={attempt} />}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What is to come, as far as the record tells; nothing where it does not. */
export function Planned({ steps }: { readonly steps: readonly PlannedStep[] }) {
  const { language, words } = useSpeech();
  if (steps.length === 0) return null;
  return (
    <section className="sheet planned" aria-labelledby="planned-heading">
      <header className="sheet-head">
        <h2 id="planned-heading">{words.timeline.planned}</h2>
      </header>
      <ol className="way">
        {steps.map((step) => (
          <li key={`${step.kind} ${step.at} ${step.en}`} className="way-step tone-wait">
            <span className="way-at faint">
              <Moment at={step.at} />
            </span>
            <div className="way-fact">
              <Place of={step} />
              <p>{step[language]}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The stage an entry is about; most are about one. */
function Place({ of: { stage, round = 1 } }: { readonly of: TimelineEntry | PlannedStep }) {
  const { words } = useSpeech();
  if (stage === undefined) return null;
  return (
    <span className="way-place faint">
      {words.stages[stage]}
      {round > 1 && ` ${words.application.round(round)}`}
    </span>
  );
}

/** What of the record shows it: route, contact by name, words and the provider's own code. */
function Shown({ attempt }: { readonly attempt: Attempt }) {
  const { words } = useSpeech();
  return (
    <details className="way-shown">
      <summary>{words.timeline.shownBy}</summary>
      <dl className="facts">
        <div>
          <dt>{words.application.by}</dt>
          <dd>{wayOf(attempt.route, words)}</dd>
        </div>
        <div>
          <dt>{words.application.to}</dt>
          <dd>{contactOf(attempt.contact, words)}</dd>
        </div>
        <div>
          <dt>{words.timeline.words}</dt>
          <dd>
            <code className="code">{attempt.words}</code>
          </dd>
        </div>
        {attempt.providerCode !== undefined && (
          <div>
            <dt>{words.application.code}</dt>
            <dd>
              <code className="code">{attempt.providerCode}</code>
            </dd>
          </div>
        )}
        <div>
          <dt>{words.timeline.attempt}</dt>
          <dd>
            <code className="code">{attempt.attemptId}</code>
          </dd>
        </div>
      </dl>
    </details>
  );
}
