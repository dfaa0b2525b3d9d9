/** One list of all that is on record: what it says, and that it says each fact once. */
import fc from 'fast-check';
import { explainApplication } from '../../../domain/explanation/explain.js';
import type { ApprovalFact } from '../../../domain/explanation/facts.js';
import { timelineOf } from '../../../domain/explanation/timeline.js';
import { timelineKinds } from '../../../domain/explanation/timeline-entry.js';
import type { TimelineEntry } from '../../../domain/explanation/timeline-entry.js';
import type { TrailStep } from '../../../domain/explanation/trail.js';
import { facts, instants } from './any-facts.js';
import { application, at, attempt, notice, now, shanghai, task } from './subjects.js';

const clock = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(11, 19);
const lines = (timeline: readonly TimelineEntry[], language: 'zh' | 'en'): string[] =>
  timeline.map((one) => `${clock(one.at)} ${one.kind} ${one[language]}`);

const first = attempt({ attemptId: 'a-1', words: 'final-decision.approved.sms.zh-CN.person@1' });
const wording = {
  ...first,
  settlement: 'undelivered',
  failure: 'suspect-number',
  code: 'MOBILE_NOT_ON_SERVICE',
} as const;
const second = attempt({
  attemptId: 'a-2',
  route: 'email/smtp',
  purpose: 'failover',
  evidence: 'acceptance',
  contact: 'email@1',
  intendedAt: at('2026-11-06 18:31:00'),
});
const told = notice({
  state: 'with-staff',
  decidedAt: at('2026-11-06 16:00:00'),
  attempts: [wording, second],
  tasks: [
    task({
      taskId: 't-1',
      dueAt: at('2026-11-06 18:37:00'),
      putOffs: [
        {
          at: at('2026-11-06 18:38:30'),
          because: 'no-answer',
          until: at('2026-11-07 09:30:00'),
          staffRef: 'li.na',
        },
        {
          at: at('2026-11-06 18:38:40'),
          because: 'asked-for-later',
          until: at('2026-11-07 10:30:00'),
          staffRef: 'wang.wei',
        },
      ],
    }),
  ],
});
const trail: readonly TrailStep[] = [
  {
    what: 'planned',
    at: at('2026-11-06 18:30:05'),
    stage: 'final-decision',
    round: 1,
    leftOut: [{ route: 'push/fcm', because: 'no-contact' }],
  },
  { what: 'answered', at: at('2026-11-06 18:30:07'), attemptId: 'a-1', outcome: 'accepted' },
  {
    what: 'receipt',
    at: at('2026-11-06 18:30:59'),
    attemptId: 'a-1',
    verdict: 'settles',
    settlement: 'undelivered',
    failure: 'suspect-number',
    code: 'MOBILE_NOT_ON_SERVICE',
    polled: false,
  },
  { what: 'receipt', at: at('2026-11-06 18:31:02'), attemptId: 'a-1', verdict: 'repeats', polled: false },
  { what: 'answered', at: at('2026-11-06 18:31:01'), attemptId: 'a-2', outcome: 'accepted' },
  {
    what: 'receipt',
    at: at('2026-11-06 18:34:00'),
    attemptId: 'a-2',
    verdict: 'revokes',
    settlement: 'undelivered',
    failure: 'wrong-number',
    code: '550 5.1.1',
    polled: false,
  },
  {
    what: 'claimed',
    at: at('2026-11-06 18:36:00'),
    taskId: 't-1',
    staffRef: 'li.na',
    until: at('2026-11-06 19:06:00'),
  },
  { what: 'overdue', at: at('2026-11-06 18:37:00'), taskId: 't-1' },
  { what: 'released', at: at('2026-11-06 18:38:00'), taskId: 't-1', staffRef: 'wang.wei', heldBy: 'li.na' },
];

test('what happened stands in one list, what was answered and came back beside the attempt that shows it', () => {
  const timeline = timelineOf(application({ notices: [told] }), trail, now, shanghai);
  expect(lines(timeline, 'en')).toEqual([
    '10:00:00 application-reported The application was reported.',
    '16:00:00 stage-decided The bank decided, as the loan system has it: the final decision.',
    '18:30:00 stage-reported The loan system reported the final decision, 2 hours after the decision.',
    '18:30:05 left-out Not used: app notification, since no such contact is on record.',
    '18:30:06 sent Sent by text message (aliyun), in the wording final-decision.approved.sms.zh-CN.person@1.',
    '18:30:07 answered Text message (aliyun): the provider accepted it.',
    '18:30:59 receipt Text message (aliyun): it was reported as not delivered: suspended, empty, off or out of area.',
    '18:31:00 failed-over Tried another way, since the number may be empty, suspended or switched off (which of them is not known); sent by e-mail.',
    '18:31:01 answered E-mail: the recipient’s mail server accepted it.',
    '18:34:00 receipt E-mail: it had counted as delivered, and was sent back: the mailbox does not exist.',
    '18:35:00 task-opened Handed to staff to tell the applicant, since no confirmation of delivery came in time; due by Friday 6 November 2026, 18:37.',
    '18:36:00 task-claimed li.na took the task on, until Friday 6 November 2026, 19:06.',
    '18:37:00 task-overdue The task was not done in time; an alarm was raised.',
    '18:38:00 task-released wang.wei took the task back from li.na.',
    '18:38:30 task-put-off li.na tried in vain to call; again on Saturday 7 November 2026, 09:30.',
    '18:38:40 task-put-off wang.wei called, and was asked to call later; again on Saturday 7 November 2026, 10:30.',
  ]);
  expect(lines(timeline, 'zh')).toEqual([
    '10:00:00 application-reported 信贷系统报送了申请。',
    '16:00:00 stage-decided 银行作出决定：「审批结果」（以信贷系统报送的时间为准）。',
    '18:30:00 stage-reported 信贷系统报送了「审批结果」，距作出决定 2 小时。',
    '18:30:05 left-out 没有采用：应用推送，因没有登记相应的联系方式。',
    '18:30:06 sent 经短信（aliyun）发送，模板 final-decision.approved.sms.zh-CN.person@1。',
    '18:30:07 answered 短信（aliyun）：服务商已受理。',
    '18:30:59 receipt 短信（aliyun）：确认没有送达：停机、空号、关机或不在服务区。',
    '18:31:00 failed-over 因号码可能是空号、停机或关机（具体是哪一种尚不清楚），改经电子邮件发送。',
    '18:31:01 answered 电子邮件：收件方邮件服务器已接收。',
    '18:34:00 receipt 电子邮件：此前视为送达，后被退回：收件邮箱不存在。',
    '18:35:00 task-opened 转人工告知申请人，因没有按时收到送达确认；应于2026年11月6日（周五）18:37前完成。',
    '18:36:00 task-claimed 员工 li.na 领取了任务，至2026年11月6日（周五）19:06。',
    '18:37:00 task-overdue 任务没有按时完成，已告警。',
    '18:38:00 task-released 员工 wang.wei 收回了员工 li.na 领取的任务。',
    '18:38:30 task-put-off 员工 li.na 致电未接通，2026年11月7日（周六）09:30再打。',
    '18:38:40 task-put-off 员工 wang.wei 致电，对方要求改时再打，2026年11月7日（周六）10:30再打。',
  ]);
  const shownBy = Object.fromEntries(
    timeline.map(({ kind, attemptId, taskId }) => [kind, attemptId ?? taskId]),
  );
  expect(shownBy).toMatchObject({
    sent: 'a-1',
    'failed-over': 'a-2',
    'task-opened': 't-1',
    'task-overdue': 't-1',
  });
  expect(timeline.filter(({ stage }) => stage === 'final-decision')).toHaveLength(15);
});

test.each([
  ['silence', { what: 'settled', settlement: 'no-receipt' }, 'no confirmation of delivery came in time'],
  [
    'an answer that told nothing',
    { what: 'answered', outcome: 'unknown' },
    'no answer told whether it was taken',
  ],
  [
    'a refusal, in the words of its table',
    { what: 'answered', outcome: 'rejected', failure: 'provider-down', code: 'isv.AMOUNT_NOT_ENOUGH' },
    'it was refused: the balance is used up',
  ],
  [
    'a question in vain',
    { what: 'asked', answer: 'no-answer' },
    'the provider was asked what became of it, and could not tell',
  ],
  [
    'a question that found it taken',
    { what: 'asked', answer: 'taken', settlement: 'delivered' },
    'asked what became of it, the provider said that it took it; delivery was confirmed',
  ],
  [
    'a receipt that was asked for',
    { what: 'receipt', verdict: 'settles', settlement: 'delivered', polled: true },
    'when asked for its confirmation, delivery was confirmed',
  ],
  [
    'a receipt that decides nothing',
    { what: 'receipt', verdict: 'undecided', polled: false },
    'the provider does not know yet whether it was delivered',
  ],
] as const)('%s is a step of its own', (_what, step, sentence) => {
  const when = at('2026-11-06 18:39:00');
  const one = { ...step, at: when, attemptId: 'a-1' } as TrailStep;
  const timeline = timelineOf(
    application({ notices: [notice({ attempts: [first] })] }),
    [one],
    now,
    shanghai,
  );
  expect(timeline.at(-1)).toMatchObject({
    at: when,
    attemptId: 'a-1',
    en: `Text message (aliyun): ${sentence}.`,
  });
});

test('what needed a second person is told when it was proposed and when it was decided, once for all notices', () => {
  const approval: ApprovalFact = {
    approvalId: 'ap-1',
    act: 'corrected-decision',
    place: { stage: 'final-decision', round: 2 },
    state: 'approved',
    proposedBy: 'loan-system',
    proposedAt: at('2026-11-06 18:36:00'),
    since: at('2026-11-06 18:39:00'),
    until: at('2026-11-07 18:36:00'),
    by: 'wang.wei',
    carriedOut: true,
  };
  const both = [
    notice({ approvals: [approval] }),
    notice({ round: 2, approvals: [approval], owedAt: approval.since }),
  ];
  const timeline = timelineOf(application({ notices: both, approvals: [approval] }), [], now, shanghai);
  expect(timeline.filter(({ kind }) => kind === 'approval')).toMatchObject([
    {
      at: approval.proposedAt,
      stage: 'final-decision',
      round: 2,
      approvalId: 'ap-1',
      en: expect.stringContaining('The loan system proposed to correct') as unknown,
    },
    {
      at: approval.since,
      round: 2,
      approvalId: 'ap-1',
      en: 'wang.wei agreed with the loan system to correct the final decision (round 2).',
    },
  ]);
});

test('what plans left out is told again only where it changed', () => {
  const planned = (when: string, ...routes: string[]): TrailStep => ({
    what: 'planned',
    at: at(when),
    stage: 'final-decision',
    round: 1,
    leftOut: routes.map((route) => ({ route: route as 'sms/a', because: 'no-contact' })),
  });
  const steps = [
    planned('2026-11-06 18:30:05', 'push/fcm'),
    planned('2026-11-06 18:31:05', 'push/fcm'),
    planned('2026-11-06 18:32:05', 'email/smtp'),
  ];
  const timeline = timelineOf(application({ notices: [notice()] }), steps, now, shanghai);
  expect(timeline.filter(({ kind }) => kind === 'left-out').map(({ at: when }) => clock(when))).toEqual([
    '18:30:05',
    '18:32:05',
  ]);
});

describe('whatever is on record', () => {
  const always = (
    holds: (
      timeline: TimelineEntry[],
      known: typeof facts extends fc.Arbitrary<infer T> ? T : never,
      asOf: number,
    ) => void,
  ) =>
    fc.assert(
      fc.property(facts, instants, (known, asOf) => {
        holds(timelineOf(known, [], asOf, shanghai), known, asOf);
      }),
      { numRuns: 200 },
    );

  test('stands in the order it happened, in whole sentences without an instant in front', () => {
    always((timeline) => {
      expect(timeline.map((one) => one.at)).toEqual([...timeline.map((one) => one.at)].sort((a, b) => a - b));
      for (const { en, zh, kind } of timeline) {
        expect(timelineKinds).toContain(kind);
        for (const sentence of [en, zh]) {
          expect(sentence).toMatch(/^.{5,}[.。]$/);
          expect(sentence).not.toMatch(/undefined|null|NaN|\[object|Invalid|\s{2}|\d{5}|^\w+day \d|^\d{4}年/);
        }
      }
    });
  });

  test('an attempt and a task are begun once each, and nothing of an attempt or task is told under another’s name', () => {
    always((timeline, known) => {
      const begun = timeline.filter(({ kind }) =>
        ['sent', 'sent-again', 'failed-over', 'copy', 'resent'].includes(kind),
      );
      const attempts = known.notices.flatMap((one) => one.attempts.map(({ attemptId }) => attemptId));
      expect(begun.map(({ attemptId }) => attemptId).sort()).toEqual([...attempts].sort());
      const opened = timeline.filter(({ kind }) => kind === 'task-opened').map(({ taskId }) => taskId);
      const tasks = [...known.notices.flatMap((one) => one.tasks), ...known.corrections].map(
        ({ taskId }) => taskId,
      );
      expect(opened.sort()).toEqual([...tasks].sort());
    });
  });

  test('the sentences are those of the explanation, which puts the instant in front', () => {
    always((_timeline, known, asOf) => {
      const alone = { ...known, notices: [] };
      const timeline = timelineOf(alone, [], asOf, shanghai);
      const { explanation } = explainApplication(alone, {}, asOf, shanghai);
      const shared = explanation.zh.evidence.filter(
        (line) => /^\d{4}年/.test(line) && !line.includes('无需再由人工'),
      );
      for (const line of shared)
        expect(timeline.map(({ zh }) => zh)).toContain(line.replace(/^[^：]*：/, ''));
    });
  });
});
