/** The answer itself: why, what next, and what to tell whoever is on the telephone. */
import type { Explanation } from '../door/shapes.js';
import { CopyButton } from '../frame/copy-button.js';
import { Icon } from '../frame/icon.js';
import type { IconName } from '../frame/icon.js';
import { useSpeech } from '../frame/language.js';
import { toneOfStep } from './state-pill.js';
import type { Tone } from './state-pill.js';

const iconOf: Readonly<Record<Tone, IconName>> = {
  good: 'mark',
  over: 'mark',
  wait: 'clock',
  ask: 'question',
  act: 'hand',
  alarm: 'alarm',
};

export function Answer({ explanation }: { readonly explanation: Explanation }) {
  const { language, words } = useSpeech();
  const { application, nextSteps } = words;
  const said = explanation[language];
  const tone = toneOfStep[explanation.nextStep];
  return (
    <section className={`answer tone-${tone}`} aria-label={application.answer}>
      <div className="answer-main" aria-live="polite">
        <p className="answer-step">
          <Icon name={iconOf[tone]} size={20} />
          {nextSteps[explanation.nextStep]}
        </p>
        <h2 className="answer-cause">{said.cause}</h2>
        <p className="answer-next">
          <span className="label">{application.nextStep}</span> {said.nextStep}
        </p>
        <Tell text={said.tellApplicant} />
      </div>
      <div className="answer-evidence">
        <h3>{application.evidence}</h3>
        <Evidence lines={said.evidence} />
      </div>
    </section>
  );
}

/** Words to be read out, or copied into a message. */
export function Tell({ text }: { readonly text: string }) {
  const { words } = useSpeech();
  return (
    <figure className="tell">
      <figcaption>
        <span className="label">{words.application.tell}</span>
        <CopyButton text={text} label={words.application.copyTell} size="small" />
      </figcaption>
      <blockquote>{text}</blockquote>
    </figure>
  );
}

/** Recorded facts, the oldest first. */
export function Evidence({ lines }: { readonly lines: readonly string[] }) {
  const { words } = useSpeech();
  if (lines.length === 0) return <p className="faint">{words.application.noEvidence}</p>;
  return (
    <ol className="evidence">
      {lines.map((line, nth) => (
        // Facts are only ever added behind.
        <li key={nth}>{line}</li>
      ))}
    </ol>
  );
}
