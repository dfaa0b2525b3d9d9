/** One application as a page of text: where each notice stands, and everything that happened. */
import type { AttemptRow } from '../../ledger/attempt/row.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import { eventInWords } from './event-words.js';
import type { Clockface } from './event-words.js';

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

export function timeline(shown: Shown, lang: Language, timeZone: string): string {
  const clock = clockIn(timeZone, lang);
  const zh = lang === 'zh';
  const notices = shown.notices.map((notice) => {
    const wait =
      notice.waitingFor === null || notice.waitingUntil === null
        ? ''
        : zh
          ? `,等待${waitWords[notice.waitingFor].zh}(至 ${clock(notice.waitingUntil)})`
          : `, waiting for ${waitWords[notice.waitingFor].en} (until ${clock(notice.waitingUntil)})`;
    const name = placeOf(notice, lang);
    return `  ${colours.bold(name)}  ${notice.finishedAt === null ? colours.yellow(notice.state) : colours.green(notice.state)}${wait}`;
  });
  const open = shown.tasks.filter(({ state }) => state === 'open');
  const tasks = open.map(
    (task) => `  ${colours.yellow(task.kind)}  ${task.taskId}  ${zh ? '截止' : 'due'} ${clock(task.dueAt)}`,
  );
  const events = shown.events.map(
    (event) =>
      `  ${colours.dim(clock(event.at))}  ${placeOf(event, lang).padEnd(zh ? 12 : 26)}${eventInWords(event, lang, clock)}`,
  );
  return [
    colours.bold(zh ? `申请 ${shown.applicationId}` : `Application ${shown.applicationId}`),
    ...(notices.length === 0 ? [zh ? '  尚无节点报送' : '  no stage was reported yet'] : notices),
    ...(tasks.length === 0 ? [] : ['', zh ? '待办' : 'Open tasks', ...tasks]),
    '',
    zh ? '经过' : 'What happened',
    ...events,
  ].join('\n');
}

const stageWords: Readonly<Record<NoticeRow['stage'], Readonly<Record<Language, string>>>> = {
  'preliminary-approval': { en: 'preliminary-approval', zh: '初审通过' },
  'supplementary-documents': { en: 'supplementary-documents', zh: '补充材料' },
  'final-decision': { en: 'final-decision', zh: '审批结果' },
};

function placeOf(at: { stage: string | null; round: number | null }, lang: Language): string {
  if (at.stage === null) return '';
  const round = at.round === null || at.round === 1 ? '' : ` #${at.round}`;
  return `${stageWords[at.stage as NoticeRow['stage']][lang]}${round}`;
}

/** Local date and time to the second. */
const clockIn = (timeZone: string, lang: Language): Clockface => {
  const format = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (instant) => format.format(instant).replace(',', '');
};
