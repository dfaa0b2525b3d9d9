/** What is to come: said only where the record and the escalation tell it. */
import fc from 'fast-check';
import { nextStep } from '../../../domain/escalation/next-step.js';
import type { AttemptFact } from '../../../domain/attempt/attempt.js';
import { afterwards } from '../../../domain/explanation/afterwards.js';
import type { ApplicationFacts, AttemptFacts, NoticeFacts } from '../../../domain/explanation/facts.js';
import { given } from '../../../domain/explanation/given.js';
import { plannedOf } from '../../../domain/explanation/planned.js';
import type { Planned } from '../../../domain/explanation/planned.js';
import { plannedKinds } from '../../../domain/explanation/planned-step.js';
import type { PlanStep, TrailStep } from '../../../domain/explanation/trail.js';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import { attemptIdOf } from '../../../domain/ids/ids.js';
import { isFinished } from '../../../domain/notice/state.js';
import { planOf, planned } from '../escalation/subjects.js';
import { facts, instants, perhaps, round, routes, stage } from './any-facts.js';
import { application, at, attempt, notice, now, shanghai, task } from './subjects.js';

const deadline = at('2026-11-06 18:43:00');
const place = { stage: 'final-decision', round: 1 } as const;
const plan = (changed: Partial<PlanStep> = {}): PlanStep => ({
  what: 'planned',
  at: at('2026-11-06 18:30:05'),
  ...place,
  leftOut: [],
  routes: [
    { route: 'sms/aliyun', contact: 'mobile@1' },
    { route: 'email/smtp', contact: 'email@1' },
  ],
  copyOnSilence: true,
  ...changed,
});
const awaiting = (changed: Partial<NoticeFacts> = {}): Partial<NoticeFacts> => ({
  state: 'awaiting-receipt',
  waitingFor: { kind: 'receipt', until: deadline },
  attempts: [
    attempt({ attemptId: 'a-1', receiptDeadline: deadline, receiptHorizon: at('2026-11-09 18:30:07') }),
  ],
  ...changed,
});
const unknown = (asked: number): Partial<NoticeFacts> => ({
  waitingFor: { kind: 'reconciliation', until: deadline },
  attempts: [attempt({ attemptId: 'a-1', outcome: 'unknown', asked })],
});
const held = (because: 'window' | 'quiet-hours'): Partial<NoticeFacts> => ({
  state: 'held',
  waitingFor: { kind: 'window', until: at('2026-11-09 09:00:12') },
  holds: [{ at: now, until: at('2026-11-09 09:00:12'), because }],
});
const heldFor = (next: 'sms/aliyun' | undefined): TrailStep => ({
  what: 'held',
  at: now,
  ...place,
  ...given({ next }),
});
const of = (
  changed: Partial<NoticeFacts>,
  trail: readonly TrailStep[] = [plan()],
  more: Partial<ApplicationFacts> = {},
) => plannedOf(application({ notices: [notice(changed)], ...more }), trail, now, shanghai);
const approval = {
  approvalId: 'ap-1',
  act: 'unreachable',
  proposedBy: 'li.na',
  proposedAt: now,
  since: now,
  until: at('2026-11-07 18:37:00'),
  carriedOut: false,
} as const;

const cases: Readonly<Record<string, [say: () => Planned[], en: string, zh: string]>> = {
  'a copy after silence': [
    () => of(awaiting()),
    'If the delivery of the text message (aliyun) is not confirmed by then, a copy goes by e-mail.',
    '短信（aliyun）：届时仍未确认送达，则经电子邮件补发一份。',
  ],
  'staff, where silence may make no copy': [
    () => of(awaiting(), [plan({ copyOnSilence: false })]),
    'If the delivery of the text message (aliyun) is not confirmed by then, it is handed to staff.',
    '短信（aliyun）：届时仍未确认送达，则转人工处理。',
  ],
  'another way that may be used later': [
    () =>
      of(awaiting(), [plan({ routes: plan().routes?.slice(0, 1) ?? [], laterAt: at('2026-11-07 08:00') })]),
    'If the delivery of the text message (aliyun) is not confirmed by then, it is planned anew, since another way may be used from Saturday 7 November 2026, 08:00.',
    '短信（aliyun）：届时仍未确认送达，则重新安排，2026年11月7日（周六）08:00起可用其他方式。',
  ],
  'contacts that were reported since': [
    () => of(awaiting(), [plan(), { what: 'contacts', at: now }]),
    'If the delivery of the text message (aliyun) is not confirmed by then, it is planned anew, by the contacts as they are then.',
    '短信（aliyun）：届时仍未确认送达，则按届时的联系方式重新安排。',
  ],
  'a record that does not tell what follows': [
    () => of(awaiting(), []),
    'The confirmation of delivery of the text message (aliyun) is waited for until then.',
    '短信（aliyun）：等待送达确认，至此时为止。',
  ],
  'an e-mail': [
    () =>
      of(
        awaiting({
          attempts: [attempt({ route: 'email/smtp', evidence: 'acceptance', receiptDeadline: deadline })],
        }),
      ),
    'The e-mail counts as delivered, unless it was sent back by then.',
    '电子邮件：届时没有退信，即视为送达。',
  ],
  'a call under way': [
    () =>
      of({ waitingFor: { kind: 'provider', until: deadline }, attempts: [attempt({ outcome: 'intended' })] }),
    'The provider’s answer for the text message (aliyun) is waited for until then.',
    '短信（aliyun）：等待服务商答复，至此时为止。',
  ],
  'the first question': [
    () => of(unknown(0)),
    'The provider is asked what became of the text message (aliyun), then at the latest; if it never received it, it goes by text message (aliyun) once more.',
    '最迟此时向服务商查询短信（aliyun）的结果；若从未收到，则再次经短信（aliyun）发送。',
  ],
  'the last question': [
    () => of(unknown(2)),
    'The provider is asked what became of the text message (aliyun), then at the latest; if it never received it, it goes by text message (aliyun) once more; if it cannot tell, a copy goes by e-mail.',
    '最迟此时向服务商查询短信（aliyun）的结果；若从未收到，则再次经短信（aliyun）发送；若仍不清楚，则经电子邮件补发一份。',
  ],
  'a provider’s limit': [
    () =>
      of({
        waitingFor: { kind: 'back-off', until: deadline },
        attempts: [attempt({ outcome: 'rejected', failure: 'rate-limited' })],
      }),
    'It goes by text message (aliyun) once more; the provider takes no more messages until then.',
    '再次经短信（aliyun）发送；在此之前服务商暂不接收消息。',
  ],
  'a hold for business hours': [
    () => of(held('window'), [heldFor('sms/aliyun')]),
    'Held until then; once sending hours have begun it goes by text message (aliyun), if all is as it stands now.',
    '暂缓至此时，发送时段开始后经短信（aliyun）发送（以届时情况为准）。',
  ],
  'a hold in the quiet hours, of an older record': [
    () => of(held('quiet-hours'), [heldFor(undefined)]),
    'Held until then; once the quiet hours are over it goes out, if all is as it stands now.',
    '暂缓至此时，静默时段结束后发送（以届时情况为准）。',
  ],
  'a year the calendar does not know': [
    () => of({ state: 'held', waitingFor: { kind: 'calendar', until: deadline } }),
    'The calendar is looked at again; so far it does not know the year.',
    '再次查看日历；目前日历中没有该年度。',
  ],
  'being taken up': [
    () => of({ state: 'held', waitingFor: { kind: 'workflow', until: deadline } }),
    'It is taken up for sending, then at the latest.',
    '最迟此时开始处理发送。',
  ],
  'a receipt that may still come': [
    () =>
      of({
        state: 'superseded',
        attempts: [attempt({ settlement: 'no-receipt', receiptHorizon: deadline })],
      }),
    'Until then a confirmation for the text message (aliyun) may still come.',
    '短信（aliyun）：在此之前仍可能收到送达确认。',
  ],
  'a bounce that may still come': [
    () =>
      of({
        state: 'delivered',
        attempts: [
          attempt({
            route: 'email/smtp',
            evidence: 'acceptance',
            settlement: 'delivered',
            receiptHorizon: deadline,
          }),
        ],
      }),
    'Until then the e-mail may still be sent back.',
    '电子邮件：在此之前仍可能被退回。',
  ],
  'a proposal that waits': [
    () => of({ state: 'with-staff', approvals: [{ ...approval, state: 'proposed' }] }),
    'The proposal of li.na to close the message untold, as the applicant cannot be reached expires, if nobody has decided by then.',
    '届时无人审批的，员工 li.na 以「联系不上」结束通知的提议过期。',
  ],
  'what was done alone': [
    () => of({ state: 'unreachable', approvals: [{ ...approval, state: 'acted-alone' }] }),
    'By then somebody else is to review that li.na decided alone to close the message untold, as the applicant cannot be reached.',
    '员工 li.na 单人决定以「联系不上」结束通知，须由他人在此时前复核。',
  ],
};

test.each(Object.entries(cases))('%s is said in both languages', (_what, [say, en, zh]) => {
  expect(say().map((one) => [one.en, one.zh])).toEqual([[en, zh]]);
});

test('with staff, the claim, the reminder and the due time are to come, each with its task', () => {
  const one = task({
    taskId: 't-1',
    remindAt: at('2026-11-07 16:35'),
    claim: { by: 'li.na', until: at('2026-11-06 19:05') },
  });
  const said = of({ state: 'with-staff', waitingFor: { kind: 'staff', until: one.dueAt }, tasks: [one] });
  expect(said.map(({ kind, taskId, en }) => [kind, taskId, en])).toEqual([
    [
      'claim-expires',
      't-1',
      'Until then li.na has the task to tell the applicant; after that anybody may take it on.',
    ],
    ['task-reminder', 't-1', 'Staff are reminded to tell the applicant, if they have not by then.'],
    ['task-due', 't-1', 'By then staff are to tell the applicant; if they have not, an alarm is raised.'],
  ]);
  expect(said).toMatchObject([place, place, place]);
});

test.each([
  ['was withdrawn', {}, { withdrawnAt: now }],
  ['is superseded', {}, { notices: [notice(awaiting()), notice({ round: 2, state: 'delivered' })] }],
  ['fell silent', { alarms: ['notice-silent'] }, {}],
] as const)('nothing is promised of machines where the notice %s', (_why, changed, more) => {
  const said = of(awaiting(changed), [plan()], more);
  expect(said.map(({ kind }) => kind)).toEqual(['receipt-possible']);
});

test('a route that was barred is not said to come next', () => {
  const barred = [{ at: at('2026-11-06 18:30:06'), route: 'email/smtp' }] as const;
  expect(of(awaiting({ barred }))[0]?.en).toContain('it is handed to staff');
  const twice = plan({
    routes: [...(plan().routes ?? []), { route: 'email/smtp', contact: 'email@2' }],
  });
  // For which of two addresses it was barred is not on record.
  expect(of(awaiting({ barred }), [twice])[0]?.en).toContain('is waited for until then');
});

const use = fc.record({ route: routes, contact: fc.constantFrom('mobile@1', 'push-1@1', 'email@1') });
const uses = fc.uniqueArray(use, { maxLength: 4, selector: ({ route, contact }) => `${route} ${contact}` });
const steps = fc.array(
  fc.oneof(
    fc
      .record({
        what: fc.constant('planned' as const),
        at: instants,
        stage,
        round,
        leftOut: fc.constant([]),
        routes: perhaps(uses),
        copyOnSilence: fc.boolean(),
        laterAt: perhaps(instants),
      })
      .map(given),
    fc
      .record({ what: fc.constant('held' as const), at: instants, stage, round, next: perhaps(routes) })
      .map(given),
    fc.record({ what: fc.constant('contacts' as const), at: instants }),
  ),
  { maxLength: 4 },
);

describe('whatever is on record', () => {
  const always = (holds: (said: Planned[], known: ApplicationFacts, asOf: number) => void) =>
    fc.assert(
      fc.property(facts, steps, instants, (known, trail, asOf) => {
        holds(plannedOf(known, trail, asOf, shanghai), known, asOf);
      }),
      { numRuns: 300 },
    );

  test('what is to come lies ahead, the soonest first, in whole sentences', () => {
    always((said, _known, asOf) => {
      expect(said.map((one) => one.at)).toEqual([...said.map((one) => one.at)].sort((a, b) => a - b));
      for (const { at: when, kind, en, zh } of said) {
        expect(when).toBeGreaterThan(asOf);
        expect(plannedKinds).toContain(kind);
        for (const sentence of [en, zh]) {
          expect(sentence).toMatch(/^.{6,}[.。]$/);
          expect(sentence).not.toMatch(/undefined|null|NaN|\[object|Invalid|\s{2}|\d{5}/);
        }
      }
    });
  });

  test('nothing is to come of a finished notice but what may still be heard of its messages', () => {
    always((said, { notices }) => {
      const isOver = ({ stage: its, round: nth }: Planned) => {
        const same = notices.filter((one) => one.stage === its && one.round === nth);
        return same.length > 0 && same.every(({ state }) => isFinished(state));
      };
      for (const one of said) if (isOver(one)) expect(one.kind).toBe('receipt-possible');
    });
  });

  test('of a notice without anything to wait for, nothing of machines is to come', () => {
    always((said, { notices }) => {
      if (notices.some(({ waitingFor }) => waitingFor !== undefined)) return;
      const spoken = ['receipt-possible', 'task-due', 'task-reminder', 'claim-expires'];
      for (const { kind } of said) expect(spoken).toContain(kind);
    });
  });
});

test('what is said to follow is what the escalation does, by the plan with all its durations', () => {
  const past = fc
    .record({
      use,
      outcome: fc.constantFrom('rejected' as const, 'accepted' as const, 'unknown' as const),
      settlement: perhaps(fc.constantFrom('undelivered' as const, 'no-receipt' as const)),
      failure: fc.constantFrom(...failureClasses),
      asked: fc.integer({ min: 0, max: 3 }),
      neverReceived: fc.boolean(),
    })
    .map(({ use: its, outcome, settlement, failure, asked, neverReceived }): AttemptFacts => {
      const settled = outcome === 'accepted' ? (settlement ?? 'no-receipt') : undefined;
      const failed = outcome === 'rejected' || settled === 'undelivered' ? failure : undefined;
      return attempt({
        ...its,
        outcome,
        asked,
        neverReceived: outcome === 'unknown' && neverReceived,
        ...given({ settlement: settled, failure: failed }),
      });
    });
  const turns = fc.constantFrom(
    { settlement: 'no-receipt' } as const,
    { asked: 3 } as const,
    { neverReceived: true } as const,
  );
  fc.assert(
    fc.property(
      uses,
      fc.boolean(),
      fc.array(past, { maxLength: 3 }),
      use,
      turns,
      (its, copies, before, last, turned) => {
        const standing = attempt({ ...last, outcome: 'settlement' in turned ? 'accepted' : 'unknown' });
        const made = [...before, standing].map((one, nth) => ({
          ...one,
          attemptId: `a-${nth}`,
          purpose: 'first' as const,
        }));
        const said = afterwards(
          notice({ attempts: made }),
          [plan({ routes: its, copyOnSilence: copies })],
          turned,
          deadline,
        );
        const known = made.map((one, nth): AttemptFact => ({
          attemptId: attemptIdOf(one.attemptId),
          route: one.route,
          contact: one.contact,
          purpose: one.purpose,
          outcome: one.outcome,
          at: one.answeredAt ?? 0,
          asked: one.asked,
          ...(one.neverReceived ? { neverReceived: true } : {}),
          ...given({ settlement: one.settlement, failure: one.failure }),
          ...(nth === made.length - 1 ? turned : {}),
        }));
        const does = nextStep(
          planOf(
            its.map(({ route, contact }) => planned(route, contact)),
            copies,
          ),
          known,
          deadline,
        );
        expect(said).toEqual(
          does.step === 'send'
            ? {
                step: 'send',
                route: does.route.route,
                how: { copy: 'copy', retry: 'once-more' }[does.purpose as string] ?? 'another-way',
              }
            : does.step === 'hand-to-staff'
              ? { step: 'staff' }
              : undefined,
        );
      },
    ),
    { numRuns: 500 },
  );
});
