/** What was done about an approval, the oldest first. */
import type { Tone } from '../application/state-pill.js';
import type { ApprovalStep, WholeApproval } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Moment } from '../frame/moment.js';

const toneOf: Partial<Record<ApprovalStep, Tone>> = {
  approved: 'good',
  reviewed: 'good',
  'carried-out': 'good',
  rejected: 'alarm',
  'acted-alone': 'act',
  'came-to-nothing': 'ask',
  expired: 'over',
  withdrawn: 'over',
  overtaken: 'over',
};

export function Steps({ approval: { steps, verdict } }: { readonly approval: WholeApproval }) {
  const words = useWords();
  const { approvals } = words;
  return (
    <section className="sheet" aria-labelledby="steps-heading">
      <header className="sheet-head">
        <h2 id="steps-heading">{approvals.stepsTitle}</h2>
      </header>
      <ol className="way">
        {steps.map(({ at, step, by, reason, sealed }, nth) => (
          // Steps are only ever added behind.
          <li key={nth} className={`way-step tone-${toneOf[step] ?? 'wait'}`}>
            <span className="way-at faint">
              <Moment at={at} />
            </span>
            <div className="way-fact">
              <p>
                {by !== undefined && <bdi className="step-by">{by}</bdi>} {approvals.steps[step]}
                {step === 'reviewed' && verdict !== undefined && words.aside(approvals.verdicts[verdict])}
              </p>
              {reason !== undefined && (
                <p className="step-reason">
                  <bdi>{reason}</bdi>
                </p>
              )}
              {sealed && step !== 'revealed' && <p className="faint">{approvals.sealedReason}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
