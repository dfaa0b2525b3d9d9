/** Where a route is in trouble, what was seen of it, and what share it has left there. */
import { Pill } from '../application/state-pill.js';
import type { RouteInForce } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { useAmounts } from '../live/amounts.js';

type Trouble = RouteInForce['troubles'][number];

export function Troubles({ route }: { readonly route: RouteInForce }) {
  if (route.troubles.length === 0) return null;
  return (
    <ul className="troubles">
      {route.troubles.map((trouble) => (
        <OneTrouble key={`${trouble.province ?? ''}/${trouble.carrier ?? ''}`} trouble={trouble} />
      ))}
    </ul>
  );
}

function OneTrouble({ trouble }: { readonly trouble: Trouble }) {
  const { routes: words, carriers } = useWords();
  const { moment } = useMoments();
  const { share } = useAmounts();
  const { province, carrier, measures, evidence, since } = trouble;
  const where = [province, carrier === undefined ? undefined : carriers[carrier]].filter(
    (part) => part !== undefined,
  );
  return (
    <li>
      <Pill tone="alarm">{words.troubleIn(where.join(' · '))}</Pill>
      {measures.map((measure) => {
        const { bad, sample } = evidence[measure] ?? { bad: 0, sample: 0 };
        return (
          <span className="second" key={measure}>
            {words.seenOf[measure](String(bad), String(sample))}
          </span>
        );
      })}
      <span className="second faint">{words.troubleSince(moment(since))}</span>
      {trouble.share < 1 && <span className="second">{words.sharedDown(share(trouble.share, 1))}</span>}
    </li>
  );
}

/** That somebody has the monitor leave shares as they are. */
export function Frozen({ freeze }: { readonly freeze: NonNullable<RouteInForce['freeze']> }) {
  const { routes: words } = useWords();
  const { moment } = useMoments();
  return (
    <div className="held">
      <Pill tone="wait">{words.frozen}</Pill> <span>{words.until(moment(freeze.expiresAt))}</span>
      <span className="second">
        {words.reasonIs('')}
        <bdi>{freeze.reason}</bdi>
      </span>
      <span className="second faint">{words.frozenBy(freeze.by, moment(freeze.setAt))}</span>
    </div>
  );
}
