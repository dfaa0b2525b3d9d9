/** What was done about an incident, the oldest first: by whom, when, and what it came to. */
import { Link } from 'wouter';
import type { Tone } from '../application/state-pill.js';
import { hasRole, useWho } from '../door/session.js';
import type { IncidentStep } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Moment, useMoments } from '../frame/moment.js';
import { approvalPlace } from '../frame/places.js';
import { useAmounts } from '../live/amounts.js';

const toneOf: Partial<Record<IncidentStep['step'], Tone>> = {
  closed: 'good',
  'compensation-approved': 'good',
  reminded: 'ask',
  overdue: 'alarm',
  opened: 'act',
};

/** Steps that an act of two people came to; who proposed it stands behind what was done. */
const isAgreed = (step: IncidentStep['step']): boolean =>
  step === 'closed' || step === 'compensation-approved';

export function Steps({ steps }: { readonly steps: readonly IncidentStep[] }) {
  const { incidents: words } = useWords();
  return (
    <section className="sheet" aria-labelledby="steps-heading">
      <header className="sheet-head">
        <h2 id="steps-heading">{words.steps}</h2>
      </header>
      <ol className="way">
        {steps.map((one, nth) => (
          // Steps are only ever added behind.
          <li key={nth} className={`way-step tone-${toneOf[one.step] ?? 'wait'}`}>
            <span className="way-at faint">
              <Moment at={one.at} />
            </span>
            <div className="way-fact">
              <p>
                {one.by !== undefined && !isAgreed(one.step) && <bdi className="step-by">{one.by}</bdi>}{' '}
                {words.step[one.step]}
                {one.by !== undefined && isAgreed(one.step) && (
                  <>
                    {' '}
                    <bdi className="step-by">{one.by}</bdi>
                  </>
                )}
              </p>
              <Detail step={one} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Instants stand in a step’s detail as epoch milliseconds. */
function Detail({ step: { step, detail } }: { readonly step: IncidentStep }) {
  const { incidents: words } = useWords();
  const { moment } = useMoments();
  const { count } = useAmounts();
  const seesApprovals = hasRole(useWho(), 'staff', 'supervisor', 'auditor');
  const instant = (name: string): string | undefined =>
    typeof detail[name] === 'number' ? moment(new Date(detail[name]).toISOString()) : undefined;
  const amount = (name: string): string | undefined =>
    typeof detail[name] === 'number' ? count(detail[name]) : undefined;
  const from = instant('from');
  const until = instant('until');
  const when = instant('when');
  const ordered = amount('ordered');
  const untold = amount('untold');
  const applicants = amount('count');
  const { approvalId, confirmedBy } = detail;
  const said = [
    from === undefined ? undefined : until === undefined ? words.from(from) : words.range(from, until),
    when === undefined ? undefined : words.heardAt(when),
    ordered === undefined ? undefined : words.ordered(ordered, amount('refused') ?? '0'),
    untold === undefined ? undefined : words.stillUntold(untold),
    applicants === undefined ? undefined : words.applicants(applicants),
    typeof confirmedBy === 'string' ? words.agreedBy(confirmedBy) : undefined,
  ].filter((one) => one !== undefined);
  const hasApproval = seesApprovals && typeof approvalId === 'string' && step !== 'opened';
  if (said.length === 0 && !hasApproval) return null;
  return (
    <p className="faint">
      {said.join(' · ')}
      {hasApproval && (
        <>
          {said.length > 0 && ' · '}
          <Link href={approvalPlace(approvalId)}>{words.toApproval}</Link>
        </>
      )}
    </p>
  );
}
