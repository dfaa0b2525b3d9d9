/** When the provider was told, when it answered, and when it said that it was restored. */
import type { ProviderMark, WholeIncident } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Moment } from '../frame/moment.js';

export function Heard({ provider }: Pick<WholeIncident, 'provider'>) {
  const { incidents: words } = useWords();
  return (
    <section className="sheet" aria-labelledby="heard-heading">
      <header className="sheet-head">
        <h2 id="heard-heading">{words.provider}</h2>
      </header>
      <dl className="contacts">
        {(Object.keys(words.marks) as ProviderMark[]).map((mark) => {
          const at = provider[mark];
          return (
            <div key={mark}>
              <dt>{words.marks[mark]}</dt>
              <dd>
                {at === undefined ? <span className="faint">{words.notHeard}</span> : <Moment at={at} />}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
