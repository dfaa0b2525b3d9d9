/** Which messages an incident is about: by whom, to where, and from when until when. */
import { wayOf } from '../application/way.js';
import type { Incident } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import type { Words } from '../words/words.js';

/** A route, or a provider with all its routes, as people call it. */
export const targetName = (target: string, words: Words): string =>
  target.includes('/') ? wayOf(target, words) : words.incidents.ofProvider(target);

export function About({ target, province, carrier }: Pick<Incident, 'target' | 'province' | 'carrier'>) {
  const words = useWords();
  return (
    <>
      {targetName(target, words)}
      {province !== undefined && (
        <>
          {' · '}
          <bdi>{province}</bdi>
        </>
      )}
      {carrier !== undefined && ` · ${words.carriers[carrier]}`}
    </>
  );
}

export function Range({ from, until }: Pick<Incident, 'from' | 'until'>) {
  const { incidents: words } = useWords();
  const { moment } = useMoments();
  return <>{until === undefined ? words.goesOn(moment(from)) : words.range(moment(from), moment(until))}</>;
}
