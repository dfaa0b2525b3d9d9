/** By which channels the applicant may be told, and on which basis. */
import type { ConsentFact } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { Pill } from './state-pill.js';

export function ConsentPanel({ consent }: { readonly consent: readonly ConsentFact[] }) {
  const words = useWords();
  return (
    <section className="sheet" aria-labelledby="consent-heading">
      <header className="sheet-head">
        <h2 id="consent-heading">{words.consent.title}</h2>
      </header>
      {consent.length === 0 ? (
        <p className="faint">{words.consent.none}</p>
      ) : (
        <dl className="contacts">
          {consent.map((fact) => (
            <One key={fact.purpose} fact={fact} />
          ))}
        </dl>
      )}
    </section>
  );
}

function One({ fact }: { readonly fact: ConsentFact }) {
  const words = useWords();
  const { moment } = useMoments();
  const { allowed, revoked, refused } = words.consent;
  return (
    <div>
      <dt>{words.consents[fact.purpose]}</dt>
      <dd>
        <Pill tone={fact.allowed ? 'good' : 'over'}>
          {fact.allowed ? allowed : fact.revoked ? revoked : refused}
        </Pill>
        <span className="faint">
          {words.bases[fact.basis]}
          {fact.givenAt !== undefined && ` · ${words.consent.since(moment(fact.givenAt))}`}
        </span>
      </dd>
    </div>
  );
}
