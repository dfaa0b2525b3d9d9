/** Where an incident stands, how long there is for it, and how far it is. */
import { Pill } from '../application/state-pill.js';
import type { Tone } from '../application/state-pill.js';
import type { AffectedState, Incident, WholeIncident } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useAmounts } from '../live/amounts.js';
import { useNow } from '../task/now.js';
import { remainingOf } from '../task/standing.js';

export const toneOfAffected: Readonly<Record<AffectedState, Tone>> = {
  'told-late': 'good',
  'told-otherwise': 'good',
  'told-by-resend': 'good',
  'told-by-staff': 'good',
  unreachable: 'alarm',
  needless: 'over',
  'with-staff': 'act',
  'under-way': 'wait',
  unproven: 'ask',
};

export function IncidentPill({ closedAt, dueAt }: Pick<Incident, 'closedAt' | 'dueAt'>) {
  const { standing } = useWords().incidents;
  const now = useNow();
  if (closedAt !== undefined) return <Pill tone="over">{standing.closed}</Pill>;
  return Date.parse(dueAt) <= now ? (
    <Pill tone="alarm">{standing.overdue}</Pill>
  ) : (
    <Pill tone="act">{standing.open}</Pill>
  );
}

/** How long there is until it is due, or how long that is past. */
export function DueClock({ dueAt }: Pick<Incident, 'dueAt'>) {
  const words = useWords();
  const now = useNow();
  const isOver = Date.parse(dueAt) <= now;
  return <strong className={isOver ? 'fault' : undefined}>{remainingOf(dueAt, now, words)}</strong>;
}

/** How many are accounted for, as a bar and in words. */
export function Progress({ progress }: Pick<WholeIncident, 'progress'>) {
  const { incidents: words } = useWords();
  const { count } = useAmounts();
  const { affected, accountedFor, untold, undecided } = progress;
  const far = affected === 0 ? words.nobody : words.far(count(accountedFor), count(affected));
  return (
    <span className="incident-progress">
      <span className="incident-far">
        <span>{far}</span>
        {untold > 0 && <Pill tone="act">{words.untold(count(untold))}</Pill>}
        {undecided > 0 && <Pill tone="ask">{words.undecided(count(undecided))}</Pill>}
        {affected > 0 && untold + undecided === 0 && <Pill tone="good">{words.allTold}</Pill>}
      </span>
      <progress className="incident-bar" max={Math.max(affected, 1)} value={accountedFor} aria-label={far} />
    </span>
  );
}
