/** How things stand, in a handful of numbers: what is under way, what was finished, and what people have to do. */
import type { LivePicture, NoticeState } from '../door/shapes.js';
import type { Tone } from '../application/state-pill.js';
import { useSpeech } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { useAmounts } from './amounts.js';

const counted = (states: LivePicture['unfinished'], ...of: readonly NoticeState[]): number =>
  of.reduce((sum, state) => sum + (states[state] ?? 0), 0);

export function Figures({ picture }: { readonly picture: LivePicture }) {
  const { words } = useSpeech();
  const { moment } = useMoments();
  const { live } = words;
  const { unfinished, finishedToday, opening, tasks } = picture;
  const byStaff = counted(finishedToday, 'completed-by-staff');
  const unreachable = counted(finishedToday, 'unreachable');
  const failing = picture.routes.filter(({ standing }) => standing === 'failing').length;
  const failed = picture.routes.reduce((sum, route) => sum + route.failed, 0);
  const { firstAt } = opening;
  return (
    <section className="figures" aria-label={live.figures}>
      <Figure
        name={live.inFlight}
        value={counted(unfinished, 'sending', 'awaiting-receipt')}
        note={live.inFlightNote(counted(unfinished, 'sending'), counted(unfinished, 'awaiting-receipt'))}
      />
      <Figure
        name={words.states.held}
        value={counted(unfinished, 'held')}
        note={firstAt === undefined ? live.nothingQueued : live.queuedAt(opening.held, moment(firstAt))}
      />
      <Figure
        name={live.deliveredToday}
        value={counted(finishedToday, 'delivered')}
        note={live.byStaffToday(byStaff)}
      />
      <Figure
        name={live.failedLately}
        value={failed}
        tone={failing > 0 ? 'alarm' : failed > 0 ? 'ask' : undefined}
        note={failing > 0 ? live.routesFailing(failing) : live.noRouteFails}
      />
      <Figure
        name={words.states['with-staff']}
        value={counted(unfinished, 'with-staff')}
        note={live.tasksOpen(tasks.open, tasks.unclaimed)}
      />
      <Figure
        name={live.overdue}
        value={tasks.overdue}
        tone={tasks.overdue > 0 ? 'alarm' : undefined}
        note={unreachable > 0 ? live.unreachableToday(unreachable) : live.overdueNote(tasks.overdue)}
      />
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: number;
  readonly note: string;
  readonly tone?: Tone | undefined;
}

function Figure({ name, value, note, tone }: FigureProps) {
  const { count } = useAmounts();
  return (
    <div className={`figure${tone === undefined ? '' : ` figure-told tone-${tone}`}`}>
      <h2>{name}</h2>
      <p className="figure-value">{count(value)}</p>
      <p className="faint">{note}</p>
    </div>
  );
}
