import type { EventKind } from '../../../domain/event/event.js';
import { eventKinds } from '../../../domain/event/event.js';
import { catalogue } from '../../../domain/failure/catalogue.js';
import { columnsOf, padColumns } from '../../../cli/show/columns.js';
import { eventInWords } from '../../../cli/show/event-words.js';
import { inWords } from '../../../cli/show/plain-words.js';
import { taskLines } from '../../../cli/show/task-line.js';
import { timeline } from '../../../cli/show/timeline.js';
import type { EventRow } from '../../../ledger/event/of-application.js';
import type { NoticeRow } from '../../../ledger/notice/find.js';
import type { TaskRow } from '../../../ledger/human-task/row.js';
import { taskIdOf } from '../../../domain/ids/ids.js';

const at = Date.parse('2026-11-02T02:00:00Z');
const event = (
  kind: EventKind,
  detail: EventRow['detail'] = {},
  changed: Partial<EventRow> = {},
): EventRow => ({
  eventId: 1,
  at,
  stage: null,
  round: null,
  attemptId: null,
  taskId: null,
  kind,
  detail,
  ...changed,
});
const notice: NoticeRow = {
  applicationId: 'A-1',
  stage: 'final-decision',
  round: 1,
  reportId: 'r',
  state: 'held',
  stateSince: at,
  waitingFor: 'window',
  waitingUntil: at + 3_600_000,
  owedAt: at,
  everHeld: true,
  finishedAt: null,
};
const task: TaskRow = {
  taskId: taskIdOf('be0c76ed-8727-49e0-b36f-43f92337b0ff'),
  applicationId: 'A-1',
  stage: 'supplementary-documents',
  round: 2,
  kind: 'deliver-by-hand',
  because: 'silence',
  state: 'open',
  openedAt: at,
  remindAt: at,
  dueAt: at + 90 * 60_000,
  overdueAt: null,
  finishedAt: null,
  outcome: null,
  staffRef: null,
  confirmedBy: null,
  identity: null,
  closedBecause: null,
  claimedBy: null,
  claimedAt: null,
  claimExpiresAt: null,
  proposal: null,
  callAgainAt: null,
  callsMissed: 0,
  correction: null,
};
const nothing = { applicationId: 'A-1', notices: [], attempts: [], tasks: [], events: [] };
const clock = (instant: number) => new Date(instant).toISOString();

describe('the page of an application', () => {
  test('says so when no stage was reported', () => {
    expect(timeline(nothing, 'en', 'Asia/Shanghai')).toContain('no stage was reported yet');
    expect(timeline(nothing, 'zh', 'Asia/Shanghai')).toContain('尚无节点报送');
  });

  test('says what an unfinished notice waits for and until when, on the calendar’s clock', () => {
    const page = { ...nothing, notices: [notice] };
    expect(timeline(page, 'en', 'Asia/Shanghai')).toContain(
      '  final-decision  held, waiting for its send window (until 2026-11-02 11:00:00)',
    );
    expect(timeline(page, 'zh', 'Asia/Shanghai')).toContain(
      '  审批结果  暂缓发送，等待发送窗口（至 2026-11-02 11:00:00）',
    );
    expect(timeline(page, 'en', 'Europe/Amsterdam')).toContain('2026-11-02 04:00:00');
  });

  test('shows open tasks only', () => {
    const page = timeline({ ...nothing, tasks: [task, { ...task, state: 'closed' }] }, 'en', 'Asia/Shanghai');
    expect(page.match(/deliver-by-hand/g)).toHaveLength(1);
  });

  test.each(['en', 'zh'] as const)(
    'begins every fact in the same column, further rounds too (%s)',
    (lang) => {
      const events = [
        event('application-reported'),
        event('report-repeated', {}, { stage: 'final-decision', round: 1 }),
        event('report-repeated', {}, { stage: 'supplementary-documents', round: 12 }),
      ];
      const lines = timeline({ ...nothing, events }, lang, 'Asia/Shanghai')
        .split('\n')
        .slice(-events.length);
      const words = events.map((one) => eventInWords(one, lang, clock));
      const begin = lines.map((line, nth) => columnsOf(line.slice(0, line.indexOf(words[nth] ?? 'nowhere'))));
      expect(new Set(begin).size).toBe(1);
    },
  );
});

describe('facts in words', () => {
  test.each([...eventKinds])('%s has words in both languages, without a hole in them', (kind) => {
    for (const lang of ['en', 'zh'] as const) {
      const bare = eventInWords(event(kind), lang, clock);
      expect(bare.length).toBeGreaterThan(3);
      expect(bare).not.toMatch(/undefined|null|NaN|Invalid/);
    }
  });

  test('a task that was given back, and one that a supervisor took back, are told apart', () => {
    const released = (heldBy: string) => event('task-released', { staffRef: 'zhao.min', heldBy });
    expect(eventInWords(released('zhao.min'), 'en', clock)).toBe('given back by zhao.min');
    expect(eventInWords(released('li.na'), 'en', clock)).toBe('taken back from li.na by zhao.min');
    expect(eventInWords(released('li.na'), 'zh', clock)).toBe('zhao.min 收回了 li.na 领取的任务');
    const until = at + 1_800_000;
    expect(eventInWords(event('task-claimed', { staffRef: 'li.na', until }), 'en', clock)).toBe(
      `taken on by li.na until ${clock(until)}`,
    );
  });

  test('a step of an incident is told with its number, and by whom', () => {
    const marked = { incidentId: 3, step: 'provider-notified', staffRef: 'wang.wei' };
    expect(eventInWords(event('incident-went-on', marked), 'en', clock)).toBe(
      'incident 3: the provider was notified (wang.wei)',
    );
    expect(eventInWords(event('incident-went-on', marked), 'zh', clock)).toBe(
      '事故 3：已通知服务商（wang.wei）',
    );
  });

  test('a refusal is told by what the catalogue says of it', () => {
    const refused = event('report-refused', { kind: 'stage', code: 'stage-goes-back' });
    expect(eventInWords(refused, 'en', clock)).toContain(catalogue['stage-goes-back'].en);
    expect(eventInWords(refused, 'zh', clock)).toContain(catalogue['stage-goes-back'].zh);
    const unknown = event('report-refused', { kind: 'stage', code: 'of-a-later-version' });
    expect(eventInWords(unknown, 'en', clock)).toContain('of-a-later-version');
  });

  test('routes left out are told with their reasons', () => {
    const planned = event('notice-planned', { routes: [], leftOut: ['sms/aliyun: wrong-number'] });
    expect(eventInWords(planned, 'en', clock)).toBe('planned: –; left out sms/aliyun: wrong-number');
    expect(eventInWords(planned, 'zh', clock)).toBe('发送计划：–；未采用 sms/aliyun（号码有误）');
    const leftOut = [
      'push/fcm: not-allowed: no-consent',
      'email/smtp: not-allowed: field-missing: amount, name',
    ];
    expect(eventInWords(event('notice-planned', { routes: [], leftOut }), 'en', clock)).toBe(
      'planned: –; left out push/fcm: not-allowed (no-consent), email/smtp: not-allowed (field-missing amount name)',
    );
    expect(eventInWords(event('notice-planned', { routes: [], leftOut }), 'zh', clock)).toBe(
      '发送计划：–；未采用 push/fcm（不允许发送：没有取得授权）、email/smtp（不允许发送：模板所需内容缺失：amount、name）',
    );
  });

  test('a plan names the configuration it was made by', () => {
    const planned = event('notice-planned', { routes: ['sms/aliyun'], configuration: '0f3a91c2' });
    expect(eventInWords(planned, 'en', clock)).toBe('planned: sms/aliyun; configuration 0f3a91c2');
    expect(eventInWords(planned, 'zh', clock)).toBe('发送计划：sms/aliyun；配置版本 0f3a91c2');
  });

  test('a provider’s code is explained where a table knows it, and shown where none does', () => {
    const known = event('receipt-recorded', { settlement: 'undelivered', code: 'MOBLLE_TERMINAL_ERROR' });
    expect(eventInWords(known, 'en', clock)).toMatch(/undelivered \(MOBLLE_TERMINAL_ERROR: .+\)/);
    const unlisted = event('receipt-recorded', { settlement: 'undelivered', code: 'BRAND_NEW' });
    expect(eventInWords(unlisted, 'zh', clock)).toBe('回执：未送达（BRAND_NEW）');
  });

  test('what is no word of ours stays as it is', () => {
    expect(inWords('sms/aliyun', 'zh')).toBe('sms/aliyun');
    expect(inWords('constructor', 'zh')).toBe('constructor');
    expect(inWords('delivered', 'en')).toBe('delivered');
  });
});

describe('a list of tasks', () => {
  test('says how long each has, or by how much it is overdue, in aligned columns', () => {
    const others = [
      task,
      {
        ...task,
        applicationId: 'A-12345',
        stage: null,
        round: null,
        kind: 'correct-contact',
        because: 'bad-contact',
        dueAt: at - 5 * 3_600_000,
      } as const,
    ];
    const en = taskLines(others, at, 'en');
    expect(en[0]).toContain('due in 90 min   A-1      supplementary-documents #2  deliver-by-hand (silence)');
    expect(en[1]).toContain(
      'overdue by 5 h  A-12345  contact                     correct-contact (bad-contact)',
    );
    const zh = taskLines(others, at, 'zh');
    expect(zh[0]).toContain('剩余 90 分钟');
    expect(zh[1]).toContain('已超期 5 小时');
  });

  test('says who has taken a task on, as long as it is theirs', () => {
    const claimed = { ...task, claimedBy: 'li.na', claimedAt: at, claimExpiresAt: at + 60_000 };
    expect(taskLines([claimed], at, 'en')[0]).toMatch(/\(silence\), taken on by li\.na$/);
    expect(taskLines([claimed], at, 'zh')[0]).toMatch(/，li\.na 已领取$/);
    expect(taskLines([claimed], at + 60_000, 'en')[0]).toMatch(/\(silence\)$/);
  });
});

test('a Chinese character takes two columns', () => {
  expect(columnsOf('补充材料 #2')).toBe(11);
  expect(padColumns('补充', 6)).toBe('补充  ');
  expect(padColumns('already wider', 3)).toBe('already wider');
});
