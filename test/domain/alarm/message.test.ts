/** What responders read: every kind in both languages, and nothing of an applicant beyond the application's id. */
import { alarmKinds } from '../../../domain/alarm/alarm.js';
import type { AlarmKind } from '../../../domain/alarm/alarm.js';
import { inWords, mostListed } from '../../../domain/alarm/message.js';
import type { MessageSetting, ToldAlarm } from '../../../domain/alarm/message.js';
import { asDingTalk, asEmail, asPlain } from '../../../domain/alarm/templates.js';
import { alarmWords } from '../../../domain/alarm/words/by-language.js';
import { alarmLanguages } from '../../../domain/alarm/words/words.js';

const at = Date.parse('2026-11-02T02:03:04Z');
const zh: MessageSetting = {
  language: 'zh',
  timeZone: 'Asia/Shanghai',
  console: 'https://bida.bank.example',
  runbooks: 'https://handbook.bank.example/runbooks/',
};
const en: MessageSetting = { language: 'en', timeZone: 'Asia/Shanghai' };

const told = (kind: AlarmKind, changed: Partial<ToldAlarm> = {}): ToldAlarm => ({
  alarmId: 7,
  kind,
  subject: 'sms/aliyun',
  applicationId: null,
  openedAt: at,
  times: 1,
  extent: null,
  resolvedAt: null,
  recurs: false,
  acknowledgedBy: null,
  what: 'open',
  step: 1,
  ...changed,
});
interface Markdown {
  readonly msgtype: string;
  readonly markdown: { readonly title: string; readonly text: string };
}
const markdownOf = (alarms: readonly ToldAlarm[], setting = zh): Markdown =>
  asDingTalk(inWords(alarms, setting)) as Markdown;
const mailOf = (alarms: readonly ToldAlarm[], setting = en) => asEmail(inWords(alarms, setting));

test('an e-mail says what it is, about what, since when, what follows, and where to look', () => {
  const alarm = told('held-too-long', { subject: 'final-decision', times: 3, extent: 12 });
  expect(mailOf([alarm])).toEqual({
    subject: 'Bida alarm, critical: notices are held longer than their send policy allows',
    text: [
      '[critical] notices are held longer than their send policy allows #7',
      '  About: final decision',
      '  Since 2026-11-02 10:03:04, 3 times, 12 of them',
      '  What follows: These applicants could have been told by now: an engineer finds out what keeps the notices.',
      '  Runbook: docs/runbooks/held-too-long.md',
      '',
      'Acknowledge it in the console, or by: bida alarms acknowledge NUMBER --staff ACCOUNT',
      '',
    ].join('\n'),
  });
});

test('a robot’s message is Markdown with links to runbook and console', () => {
  const { msgtype, markdown } = markdownOf([told('worker-away', { subject: 'loan-applications', step: 2 })]);
  expect(msgtype).toBe('markdown');
  expect(markdown.title).toBe('必达告警（严重）：没有 worker 领取工作');
  expect(markdown.text.split(/ {2}\n|\n\n/)).toEqual([
    '### 必达告警（严重）：没有 worker 领取工作',
    '**【严重】 没有 worker 领取工作 #7**',
    '对象：loan-applications',
    '自 2026-11-02 10:03:04 起',
    '尚无人确认，这是第 2 级上报。',
    '影响：所有通知停发、流程停顿；报送照常受理，worker 恢复后继续。',
    '处置手册：[https://handbook.bank.example/runbooks/worker-away.md](https://handbook.bank.example/runbooks/worker-away.md)',
    '控制台：[https://bida.bank.example/alarms](https://bida.bank.example/alarms)',
    '请在控制台确认，或执行：bida alarms acknowledge 编号 --staff 账户',
  ]);
});

test('what is over says when, and by whom; what is over by now is said also where it was to be told as open', () => {
  const over = told('unlisted-code', {
    what: 'over',
    step: 0,
    resolvedAt: at + 60_000,
    acknowledgedBy: 'li.na',
  });
  const { subject, text } = mailOf([over]);
  expect(subject).toBe('Bida: over: a provider’s code is in no table');
  expect(text).toContain('Over at 2026-11-02 10:04:04, acknowledged by li.na');
  expect(text).not.toMatch(/What follows|Acknowledge it/);
  expect(mailOf([told('worker-away', { resolvedAt: at + 60_000 })]).text).toContain(
    'Over at 2026-11-02 10:04:04',
  );
});

test('the most pressing comes first, and only so many are listed: the others are counted by kind', () => {
  const many = [
    ...Array.from({ length: 30 }, (_, n) => told('task-overdue', { alarmId: n + 1, openedAt: at + n })),
    ...Array.from({ length: 5 }, (_, n) =>
      told('webhook-gone', { alarmId: n + 50, openedAt: at + 1_000 + n }),
    ),
    told('ledger-away', { alarmId: 99, openedAt: at + 5_000 }),
  ];
  const { subject, text } = mailOf(many);
  expect(subject).toBe('Bida alarm, critical: the ledger is away, and 35 more');
  expect(text.match(/^\[/gm)).toHaveLength(mostListed);
  expect(text).toMatch(/^\[critical\] the ledger is away #99\n/);
  expect(text).toContain('26 more: a task is overdue (21), the loan system’s endpoint says it is gone');
  const plain = asPlain(many, inWords(many, en), en, { responder: 'duty', at }) as {
    data: { alarms: object[]; notListed: number };
  };
  expect([plain.data.alarms.length, plain.data.notListed]).toEqual([mostListed, 26]);
});

test('subjects are said in words: an application, a notice and which invariant, a stage', () => {
  const about = (alarm: ToldAlarm, setting = en) =>
    /About: (.*)|对象：(.*)/.exec(mailOf([alarm], setting).text);
  const said = (alarm: ToldAlarm, setting = en) => about(alarm, setting)?.slice(1).find(Boolean);
  expect(
    said(told('task-overdue', { subject: 'c0ffee00-0000-4000-8000-000000000000', applicationId: 'LA-1' })),
  ).toBe('application LA-1');
  const broken = told('invariant-broken', { subject: 'LA-1/final-decision/2 accepted-twice' });
  expect(said(broken)).toBe(
    'application LA-1, final decision (round 2): accepted twice by one route and contact',
  );
  expect(said(broken, zh)).toBe('申请 LA-1 的「审批结果」通知（第 2 轮）: 同一通路、同一联系方式被受理两次');
  expect(said(told('notice-silent', { subject: 'LA-1/preliminary-approval/1' }))).toBe(
    'application LA-1, preliminary approval',
  );
});

test('a provider’s text makes no link, no emphasis and no second line, and shows nobody’s number', () => {
  const hostile = told('unlisted-code', {
    subject: 'sms/x [click](https://evil.example) **now** <b>\n# big',
  });
  const { text } = markdownOf([hostile]).markdown;
  expect(text).toContain('对象：sms/x ［click］(https://evil.example) ＊＊now＊＊ ＜b＞ # big');
  for (const number of ['13812345678', '11010519491231002X'])
    expect(mailOf([told('unlisted-code', { subject: `sms/x ${number}` })]).text).not.toContain(
      number.slice(0, 11),
    );
  expect(mailOf([told('unlisted-code', { subject: 'x'.repeat(500) })]).text).toContain(`${'x'.repeat(120)}…`);
});

test('what could not be put on record has no number, and nothing to acknowledge', () => {
  const { text } = mailOf([told('ledger-away', { alarmId: 0, subject: 'bida-1' })]);
  expect(text).not.toMatch(/#|acknowledge/i);
});

test.each(alarmLanguages)(
  'every kind has words of its own in %s, whole and in that language alone',
  (language) => {
    const said = alarmKinds.map((kind) => alarmWords[language].kinds[kind]);
    expect(new Set(said.map(({ what }) => what)).size).toBe(alarmKinds.length);
    for (const { what, follows } of said)
      for (const words of [what, follows])
        if (language === 'zh') expect(words).toMatch(/\p{Script=Han}/u);
        else expect(words).not.toMatch(/\p{Script=Han}/u);
  },
);

test('a message of ten alarms stays far below what a robot takes', () => {
  const ten = alarmKinds
    .slice(-10)
    .map((kind, n) => told(kind, { alarmId: n + 1, subject: 'x'.repeat(120), step: 3 }));
  expect(Buffer.byteLength(JSON.stringify(markdownOf(ten)))).toBeLessThan(15_000);
});
