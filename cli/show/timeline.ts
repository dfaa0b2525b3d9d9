/** One application as a page of text: where each notice stands, and everything that happened. */
import type { AttemptRow } from '../../ledger/attempt/row.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import { padColumns, widestOf } from './columns.js';
import { eventInWords } from './event-words.js';
import type { Clockface } from './event-words.js';
import { inWords } from './plain-words.js';

/** What `bida show --json` prints; instants in epoch milliseconds. */
export interface Shown {
  readonly applicationId: string;
  readonly notices: readonly NoticeRow[];
  readonly attempts: readonly AttemptRow[];
  readonly tasks: readonly TaskRow[];
  readonly events: readonly EventRow[];
}

const waitWords: Readonly<Record<NonNullable<NoticeRow['waitingFor']>, Readonly<Record<Language, string>>>> =
  {
    window: { en: 'its send window', zh: '发送窗口' },
    calendar: { en: 'a calendar that knows the year', zh: '该年度日历数据' },
    workflow: { en: 'being taken up', zh: '流程受理' },
    provider: { en: 'the provider’s answer', zh: '服务商应答' },
    receipt: { en: 'the delivery receipt', zh: '送达回执' },
    reconciliation: { en: 'the provider, asked what became of it', zh: '与服务商核对结果' },
    'back-off': { en: 'the provider’s limit', zh: '服务商限流' },
    staff: { en: 'staff', zh: '人工处理' },
  };

/** The page; instants on the clock of `timeZone`, which it names. */
export function timeline(shown: Shown, lang: Language, timeZone: string): string {
  const clock = clockIn(timeZone);
  const zh = lang === 'zh';
  const width = widestOf([...shown.notices, ...shown.events].map((at) => placeOf(at, lang)));
  const open = shown.tasks.filter(({ state }) => state === 'open');
  const kindWidth = widestOf(open.map(({ kind }) => inWords(kind, lang)));
  return [
    `${colours.bold(`${zh ? '申请' : 'Application'} ${shown.applicationId}`)}  ${colours.dim(timeZone)}`,
    ...(shown.notices.length === 0
      ? [zh ? '  尚无节点报送' : '  no stage was reported yet']
      : shown.notices.map((notice) => noticeLine(notice, lang, width, clock))),
    ...(open.length === 0 ? [] : ['', zh ? '待办' : 'Open tasks']),
    ...open.map(
      ({ kind, taskId, dueAt }) =>
        `  ${colours.yellow(padColumns(inWords(kind, lang), kindWidth))}  ${taskId}  ${zh ? '截止' : 'due'} ${clock(dueAt)}`,
    ),
    '',
    zh ? '经过' : 'What happened',
    ...shown.events.map(
      (event) =>
        `  ${colours.dim(clock(event.at))}  ${padColumns(placeOf(event, lang), width)}  ${eventInWords(event, lang, clock)}`,
    ),
  ].join('\n');
}

function noticeLine(notice: NoticeRow, lang: Language, width: number, clock: Clockface): string {
  const { state, waitingFor, waitingUntil, finishedAt } = notice;
  const colour = finishedAt === null ? colours.yellow : colours.green;
  const wait =
    waitingFor === null || waitingUntil === null
      ? ''
      : lang === 'zh'
        ? `，等待${waitWords[waitingFor].zh}（至 ${clock(waitingUntil)}）`
        : `, waiting for ${waitWords[waitingFor].en} (until ${clock(waitingUntil)})`;
  return `  ${colours.bold(padColumns(placeOf(notice, lang), width))}  ${colour(inWords(state, lang))}${wait}`;
}

/** A stage with its round, where it is not the first; nothing for what is about the application. */
export function placeOf(at: { stage: string | null; round: number | null }, lang: Language): string {
  if (at.stage === null) return '';
  const round = at.round === null || at.round === 1 ? '' : ` #${at.round}`;
  return `${inWords(at.stage, lang)}${round}`;
}

/** Local date and time to the second, the same in every language: `2026-11-24 09:00:00`. */
const clockIn = (timeZone: string): Clockface => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => format.format(instant);
};
