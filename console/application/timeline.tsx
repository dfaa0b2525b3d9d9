/** All that is on record of an application in one list, each fact with what shows it; and what is to come. */
import { Button } from 'antd';
import { Link } from 'wouter';
import { useWho } from '../door/session.js';
import type { Application, Attempt, PlannedStep, TimelineEntry } from '../door/shapes.js';
import { OutwardLink } from '../engineering/temporal-link.js';
import { useTemporalUi, workflowAddress } from '../engineering/temporal-ui.js';
import { useSpeech, useWords } from '../frame/language.js';
import { Moment } from '../frame/moment.js';
import { approvalPlace, mayOpen, taskPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useEarlier } from './earlier.js';
import type { Tone } from './state-pill.js';
import { contactOf, wayOf } from './way.js';

/** How an entry is marked; what is not named here is a plain step of the way. */
const tones: Partial<Record<TimelineEntry['kind'], Tone>> = {
  'task-completed': 'good',
  'task-closed': 'over',
  'task-opened': 'act',
  'task-overdue': 'alarm',
  'task-put-off': 'ask',
  'receipt-contradicts': 'alarm',
  'report-refused': 'alarm',
  'incident-listed': 'alarm',
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
  const { timeline, attempts, applicationId } = application;
  const { timeline: words } = useWords();
  const { parts, earlier, more, isAsking, failure } = useEarlier(applicationId, application.earlier);
  return (
    <Way name="timeline" title={words.title}>
      {earlier > 0 && (
        <li className="way-earlier">
          <Button onClick={more} loading={isAsking} aria-describedby="timeline-earlier">
            {words.more}
          </Button>
          <span id="timeline-earlier" className="faint">
            {words.earlier(earlier)}
          </span>
          {failure !== undefined && <ProblemNotice failure={failure} again={more} />}
        </li>
      )}
      {parts.map((part) => (
        <Entries key={part.earlier} applicationId={applicationId} {...part} />
      ))}
      <Entries key="latest" {...{ applicationId, timeline, attempts }} />
    </Way>
  );
}

interface EntriesProps {
  readonly applicationId: string;
  readonly timeline: readonly TimelineEntry[];
  readonly attempts: readonly Attempt[];
}

function Entries({ applicationId, timeline, attempts }: EntriesProps) {
  const { engineering } = useWords();
  const ui = useTemporalUi();
  return timeline.map((entry, nth) => {
    const attempt = attempts.find(({ attemptId }) => attemptId === entry.attemptId);
    return (
      // Facts are only ever added behind.
      <Step key={nth} of={entry} tone={toneOf(entry, attempt)}>
        {attempt !== undefined && <Shown attempt={attempt} />}
        <Behind entry={entry} />
        {ui !== undefined && (
          <OutwardLink href={workflowAddress(ui, applicationId)} label={engineering.workflow} />
        )}
      </Step>
    );
  });
}

/** The task that was opened, or the approval an entry tells of, for those who have its page. */
function Behind({ entry: { kind, taskId, approvalId } }: { readonly entry: TimelineEntry }) {
  const { timeline: words } = useWords();
  const who = useWho();
  return (
    <>
      {kind === 'task-opened' && taskId !== undefined && mayOpen(who, taskPlace(taskId)) && (
        <Link href={taskPlace(taskId)} className="way-link">
          {words.toTask}
        </Link>
      )}
      {approvalId !== undefined && mayOpen(who, approvalPlace(approvalId)) && (
        <Link href={approvalPlace(approvalId)} className="way-link">
          {words.toApproval}
        </Link>
      )}
    </>
  );
}

/** What is to come, as far as the record tells; nothing where it does not. */
export function Planned({ steps }: { readonly steps: readonly PlannedStep[] }) {
  const { planned } = useWords().timeline;
  if (steps.length === 0) return null;
  return (
    <Way name="planned" title={planned}>
      {steps.map((step) => (
        <Step key={`${step.kind} ${step.at} ${step.en}`} of={step} tone="wait" />
      ))}
    </Way>
  );
}

interface WayProps {
  readonly name: string;
  readonly title: string;
  readonly children: React.ReactNode;
}

function Way({ name, title, children }: WayProps) {
  const headingId = `${name}-heading`;
  return (
    <section className={`sheet ${name}`} aria-labelledby={headingId}>
      <header className="sheet-head">
        <h2 id={headingId}>{title}</h2>
      </header>
      <ol className="way">{children}</ol>
    </section>
  );
}

interface StepProps {
  readonly of: TimelineEntry | PlannedStep;
  readonly tone: Tone;
  readonly children?: React.ReactNode;
}

function Step({ of: told, tone, children }: StepProps) {
  const { language } = useSpeech();
  return (
    <li className={`way-step tone-${tone}`}>
      <span className="way-at faint">
        <Moment at={told.at} />
      </span>
      <div className="way-fact">
        <Place of={told} />
        <p>{told[language]}</p>
        {children}
      </div>
    </li>
  );
}

/** The stage an entry is about; most are about one. */
function Place({ of: { stage, round = 1 } }: Pick<StepProps, 'of'>) {
  const words = useWords();
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
  const words = useWords();
  return (
    <details className="way-shown">
      <summary>{words.timeline.shownBy}</summary>
      <dl className="facts">
        <Fact name={words.application.by}>{wayOf(attempt.route, words)}</Fact>
        <Fact name={words.application.to}>{contactOf(attempt.contact, words)}</Fact>
        <Fact name={words.timeline.words}>
          <code className="code">{attempt.words}</code>
        </Fact>
        {attempt.providerCode !== undefined && (
          <Fact name={words.application.code}>
            <code className="code">{attempt.providerCode}</code>
          </Fact>
        )}
        <Fact name={words.timeline.attempt}>
          <code className="code">{attempt.attemptId}</code>
        </Fact>
      </dl>
    </details>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
