/** The live board: what is happening, redrawn in place on a terminal, a line now and then elsewhere. */
import { createLogUpdate } from 'log-update';
import { calendarAt } from '../../domain/calendar/pressed.js';
import type { SendRules } from '../../domain/policy/send-rules.js';
import type { NoticeState } from '../../domain/notice/state.js';
import type { Survey } from '../../ledger/notice/survey.js';
import { colours } from '../terminal.js';
import type { Reported } from './feeder.js';

export interface Picture {
  readonly survey: Survey;
  readonly fed: readonly Reported[];
  readonly events: number;
  readonly now: number;
}

export interface Board {
  show(picture: Picture): void;
  /** Leaves the last picture standing. */
  done(): void;
}

const paint: Record<NoticeState, (text: string) => string> = {
  held: colours.blue,
  sending: colours.cyan,
  'awaiting-receipt': colours.cyan,
  'with-staff': colours.yellow,
  delivered: colours.green,
  'completed-by-staff': colours.green,
  superseded: colours.dim,
  withdrawn: colours.dim,
  unreachable: colours.red,
};

/** Draws on standard error, so that standard output holds the result alone. */
export function openBoard(rules: SendRules): Board {
  if (!process.stderr.isTTY) return plainBoard(rules);
  const draw = createLogUpdate(process.stderr);
  return { show: (picture) => draw(drawn(rules, picture)), done: () => draw.done() };
}

const barWidth = 40;
const mostRows = 18;

function drawn(rules: SendRules, picture: Picture): string {
  const { survey, fed, events, now } = picture;
  const states = Object.keys(paint) as NoticeState[];
  const bars = states.map((state) => {
    const count = survey.notices.filter((notice) => notice.state === state).length;
    const width = survey.notices.length === 0 ? 0 : Math.ceil((count / survey.notices.length) * barWidth);
    return `  ${state.padEnd(20)}${String(count).padStart(4)}  ${paint[state]('█'.repeat(width))}`;
  });
  const rows = survey.notices
    .toSorted((a, b) => b.stateSince - a.stateSince)
    .slice(0, mostRows)
    .map((notice) => {
      const wait =
        notice.waitingFor === null || notice.waitingUntil === null
          ? ''
          : `${notice.waitingFor} until ${clockFace(rules, notice.waitingUntil)}`;
      const name = `${notice.applicationId}  ${notice.stage}${notice.round > 1 ? ` (${notice.round})` : ''}`;
      return `  ${clockFace(rules, notice.stateSince)}  ${name.padEnd(44)}${paint[notice.state](notice.state.padEnd(20))}${colours.dim(wait)}`;
    });
  return [
    '',
    `  ${colours.bold('Bida 必达')}   demo clock ${colours.bold(clockFace(rules, now))}   ${inWindow(rules, now)}   fed ${fed.length}/${events}`,
    '',
    ...bars,
    '',
    ...rows,
    '',
  ].join('\n');
}

/** For a log or a pipe: a line whenever something changed, at most every two seconds; the first delivery is said at once. */
function plainBoard(rules: SendRules): Board {
  let saidAt = 0;
  let said = '';
  let delivered = false;
  return {
    show: ({ survey, fed, events, now }) => {
      const isFirst = !delivered && survey.notices.some(({ state }) => state === 'delivered');
      delivered ||= isFirst;
      const counts = (Object.keys(paint) as NoticeState[])
        .map((state) => [state, survey.notices.filter((notice) => notice.state === state).length] as const)
        .filter(([, count]) => count > 0)
        .map(([state, count]) => `${state} ${count}`);
      const line = `fed ${fed.length}/${events}  ${counts.join('  ')}`;
      if (line === said || (now - saidAt < 2_000 && !isFirst)) return;
      [saidAt, said] = [now, line];
      process.stderr.write(`· ${clockFace(rules, now)}  ${line}\n`);
    },
    done: () => undefined,
  };
}

/** Weekday and time as the calendar shows them: `Mon 10:05`. */
function clockFace(rules: SendRules, instant: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: rules.timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(calendarAt(rules.pressed, instant))
    .replace(',', '');
}

function inWindow(rules: SendRules, now: number): string {
  const [hour = 0, minute = 0] = clockFace(rules, now).slice(4).split(':').map(Number);
  const at = hour * 60 + minute;
  return at >= rules.window.openMinute && at < rules.window.closeMinute
    ? colours.green('window open ')
    : colours.blue('window closed');
}
