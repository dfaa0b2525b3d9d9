/** What became of the notices on the list, counted; each count shows the list of it to whoever may see that. */
import type { AffectedState, WholeIncident } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useAmounts } from '../live/amounts.js';
import { toneOfAffected } from './standing.js';

interface CountsProps {
  readonly counts: WholeIncident['counts'];
  readonly chosen: AffectedState | undefined;
  /** Undefined for all of them. */
  readonly choose?: (state: AffectedState | undefined) => void;
}

export function Counts({ counts, chosen, choose }: CountsProps) {
  const { incidents: words } = useWords();
  const { count } = useAmounts();
  const states = (Object.keys(words.states) as AffectedState[]).filter(
    // What one looks at stays there to be left again, also where nothing is left of it.
    (state) => (counts[state] ?? 0) > 0 || state === chosen,
  );
  if (states.length === 0) return null;
  const total = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return (
    <ul className="incident-counts" aria-label={choose === undefined ? words.progress : words.show}>
      {choose !== undefined && (
        <li>
          <button type="button" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
            <strong>{count(total)}</strong> {words.all}
          </button>
        </li>
      )}
      {states.map((state) => {
        const said = (
          <>
            <strong>{count(counts[state] ?? 0)}</strong> {words.states[state]}
          </>
        );
        return (
          <li key={state} className={`tone-${toneOfAffected[state]}`}>
            {choose === undefined ? (
              <span>{said}</span>
            ) : (
              <button type="button" aria-pressed={chosen === state} onClick={() => choose(state)}>
                {said}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
