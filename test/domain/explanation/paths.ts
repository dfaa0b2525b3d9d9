/** Every path a notice can take, as facts; what is said of each stands in the tests, word for word. */
import type { Explanation } from '../../../domain/explanation/explain.js';
import { explainApplication } from '../../../domain/explanation/explain.js';
import type { ListedFact } from '../../../domain/explanation/facts.js';
import { leftOutPaths } from './paths-left-out.js';
import { application, at, attempt, explained, notice, now, shanghai, task } from './subjects.js';

const of = (given: Parameters<typeof application>[0], asked: Parameters<typeof explainApplication>[1] = {}) =>
  explainApplication(application(given), asked, now, shanghai).explanation;
const unknownApplication = { contacts: [], corrections: [], refusals: [], notices: [] };
const deadline = at('2026-11-06 18:43:00');
const down = { outcome: 'rejected', failure: 'provider-down', code: 'isv.OUT_OF_SERVICE' } as const;
const second = {
  route: 'sms/aliyun-b',
  intendedAt: at('2026-11-06 18:30:08'),
  answeredAt: at('2026-11-06 18:30:09'),
} as const;
const delivered = { settlement: 'delivered', settledAt: at('2026-11-06 18:30:20') } as const;
const finishedAt = at('2026-11-06 18:30:20');

const listed = (changed: Partial<ListedFact> = {}): ListedFact => ({
  stage: 'final-decision',
  round: 1,
  day: '2026-11-04',
  listedAt: at('2026-11-05 01:00:00'),
  ...changed,
});

export const paths: Readonly<Record<string, () => Explanation>> = {
  'an application nobody reported': () =>
    explainApplication(unknownApplication, {}, now, shanghai).explanation,
  'no stage reported': () => of({}),
  'a stage that was passed over': () => of({ notices: [notice()] }, { stage: 'supplementary-documents' }),
  'a report that was refused': () =>
    of({
      refusals: [
        {
          at: at('2026-11-06 09:00:00'),
          kind: 'stage',
          stage: 'final-decision',
          round: 2,
          code: 'round-skipped',
        },
      ],
    }),
  'a decision on the bank’s own list alone': () => of({ listed: [listed()] }),
  'a decision on the bank’s own list, of an application nobody reported': () =>
    explainApplication({ ...unknownApplication, listed: [listed({ round: 2 })] }, {}, now, shanghai)
      .explanation,
  'a decision on the bank’s own list that was passed over': () =>
    of(
      { listed: [listed({ stage: 'supplementary-documents' })], notices: [notice()] },
      { stage: 'supplementary-documents' },
    ),
  'a decision reported long after the bank’s own list named it': () =>
    explained(
      { state: 'held', waitingFor: { kind: 'workflow', until: deadline } },
      { listed: [listed({ decidedAt: at('2026-11-04 15:00') })] },
    ),
  'a corrected decision that waits for a supervisor': () =>
    of({
      notices: [notice({ state: 'delivered', finishedAt, attempts: [attempt(delivered)] })],
      approvals: [
        {
          act: 'corrected-decision',
          place: { stage: 'final-decision', round: 2 },
          state: 'proposed',
          proposedBy: 'loan-system',
          proposedAt: at('2026-11-06 18:36:00'),
          since: at('2026-11-06 18:36:00'),
          until: at('2026-11-07 18:36:00'),
          carriedOut: false,
        },
      ],
    }),
  'reported, not yet taken up': () =>
    explained({ state: 'held', waitingFor: { kind: 'workflow', until: deadline } }),
  'held until Monday': () =>
    explained({
      state: 'held',
      waitingFor: { kind: 'window', until: at('2026-11-09 09:00:12') },
      holds: [
        {
          at: at('2026-11-06 18:30:01'),
          until: at('2026-11-09 09:00:12'),
          because: 'window',
          policy: 'strict',
        },
      ],
    }),
  'held in the quiet hours': () =>
    explained({
      state: 'held',
      urgent: true,
      waitingFor: { kind: 'window', until: at('2026-11-07 08:00:00') },
      holds: [{ at: at('2026-11-06 22:30:01'), until: at('2026-11-07 08:00:00'), because: 'quiet-hours' }],
    }),
  'a year the calendar does not know': () =>
    explained({
      state: 'held',
      waitingFor: { kind: 'calendar', until: at('2026-11-06 19:30:00') },
      holds: [
        { at: at('2026-11-06 18:30:01'), until: at('2026-11-06 19:30:00'), because: 'calendar-unknown' },
      ],
    }),
  'being sent': () =>
    explained({
      waitingFor: { kind: 'provider', until: deadline },
      attempts: [attempt({ outcome: 'intended' })],
    }),
  'awaiting its receipt': () =>
    explained({
      state: 'awaiting-receipt',
      waitingFor: { kind: 'receipt', until: deadline },
      attempts: [attempt({ receiptDeadline: deadline })],
    }),
  'failed over, awaiting its receipt': () =>
    explained({
      state: 'awaiting-receipt',
      waitingFor: { kind: 'receipt', until: deadline },
      attempts: [attempt(down), attempt({ ...second, purpose: 'failover', receiptDeadline: deadline })],
    }),
  'an e-mail that was accepted': () =>
    explained({
      state: 'awaiting-receipt',
      waitingFor: { kind: 'receipt', until: at('2026-11-07 18:30:07') },
      attempts: [attempt({ route: 'email/smtp', evidence: 'acceptance' })],
    }),
  'a push nobody acknowledged': () =>
    explained({
      state: 'awaiting-receipt',
      waitingFor: { kind: 'receipt', until: deadline },
      attempts: [attempt({ route: 'push/fcm' })],
    }),
  'an outcome that is asked for': () =>
    explained({
      waitingFor: { kind: 'reconciliation', until: deadline },
      attempts: [attempt({ outcome: 'unknown', asked: 1 })],
    }),
  'a provider’s limit': () =>
    explained({
      waitingFor: { kind: 'back-off', until: deadline },
      attempts: [attempt({ outcome: 'rejected', failure: 'rate-limited', code: 'Throttling.User' })],
    }),
  'silent past its time': () =>
    explained({ waitingFor: { kind: 'provider', until: at('2026-11-06 18:31:00') } }),
  'with staff': () =>
    explained({
      state: 'with-staff',
      waitingFor: { kind: 'staff', until: task().dueAt },
      attempts: [attempt({ settlement: 'no-receipt', settledAt: at('2026-11-06 18:33:07') })],
      tasks: [task()],
    }),
  'with staff, overdue': () =>
    explained({ state: 'with-staff', tasks: [task({ because: 'unreachable' })] }, {}, at('2026-11-08 10:00')),
  'a bad contact': () =>
    explained(
      {
        state: 'with-staff',
        leftOut: [
          { route: 'sms/aliyun', because: 'bad-contact' },
          { route: 'email/smtp', because: 'no-contact' },
        ],
        tasks: [task({ because: 'no-route' })],
      },
      {
        contacts: [{ name: 'mobile', state: 'bad-format' }],
        corrections: [
          task({ kind: 'correct-contact', because: 'bad-contact', openedAt: at('2026-11-02 10:00:01') }),
        ],
      },
    ),
  ...leftOutPaths,
  delivered: () => explained({ state: 'delivered', finishedAt, attempts: [attempt(delivered)] }),
  'delivered after failing over': () =>
    explained({
      state: 'delivered',
      finishedAt,
      attempts: [attempt(down), attempt({ ...second, purpose: 'failover', ...delivered })],
    }),
  'tried with another token of the app': () =>
    explained({
      state: 'delivered',
      finishedAt,
      attempts: [
        attempt({ route: 'push/fcm', contact: 'push-1@1', outcome: 'rejected', failure: 'wrong-number' }),
        attempt({
          ...second,
          route: 'push/fcm',
          contact: 'push-2@1',
          purpose: 'failover',
          ...delivered,
        }),
      ],
    }),
  'a push that cannot be asked for': () =>
    explained({
      waitingFor: { kind: 'reconciliation', until: deadline },
      attempts: [attempt({ route: 'push/fcm', outcome: 'unknown', unanswered: true })],
    }),
  'delivered late, after a copy': () =>
    explained({
      state: 'delivered',
      finishedAt: at('2026-11-06 18:36:00'),
      attempts: [
        attempt({ settlement: 'no-receipt', settledAt: at('2026-11-06 18:33:07') }),
        attempt({
          route: 'push/fcm',
          purpose: 'copy',
          intendedAt: at('2026-11-06 18:33:08'),
          settlement: 'delivered',
          settledAt: at('2026-11-06 18:36:00'),
        }),
      ],
    }),
  'delivered late, from staff’s hands': () =>
    explained({
      state: 'delivered',
      finishedAt: at('2026-11-06 18:38:00'),
      attempts: [attempt({ settlement: 'delivered', settledAt: at('2026-11-06 18:38:00') })],
      tasks: [task({ finishedAt: at('2026-11-06 18:38:00'), closedBecause: 'delivered' })],
    }),
  'an e-mail that did not come back': () =>
    explained(
      {
        state: 'delivered',
        finishedAt: at('2026-11-07 18:30:07'),
        attempts: [
          attempt({
            route: 'email/smtp',
            evidence: 'acceptance',
            settlement: 'delivered',
            settledAt: at('2026-11-07 18:30:07'),
          }),
        ],
      },
      {},
      at('2026-11-08 10:00'),
    ),
  'a receipt that contradicts': () =>
    explained({
      state: 'delivered',
      finishedAt,
      attempts: [attempt(delivered)],
      contradictions: [{ at: at('2026-11-06 18:39:00'), route: 'sms/aliyun' }],
    }),
  'completed by staff': () =>
    explained({
      state: 'completed-by-staff',
      finishedAt: at('2026-11-06 18:39:00'),
      tasks: [
        task({
          because: 'unreachable',
          finishedAt: at('2026-11-06 18:39:00'),
          outcome: 'told-by-phone',
          staffRef: 'li.na',
          identity: 'not-verified',
        }),
      ],
    }),
  superseded: () => {
    const older = notice({ stage: 'supplementary-documents', state: 'superseded', finishedAt });
    return explainApplication(
      application({ notices: [older, notice({ owedAt: at('2026-11-06 18:30:20') })] }),
      { stage: 'supplementary-documents' },
      now,
      shanghai,
    ).explanation;
  },
  'withdrawn while held': () =>
    explained({ state: 'withdrawn', finishedAt }, { withdrawnAt: at('2026-11-06 18:30:19') }),
  'a withdrawn application': () => of({ withdrawnAt: at('2026-11-06 18:30:19') }),
  unreachable: () =>
    explained({
      state: 'unreachable',
      finishedAt: at('2026-11-06 18:39:00'),
      tasks: [
        task({
          because: 'wrong-number',
          finishedAt: at('2026-11-06 18:39:00'),
          outcome: 'unreachable',
          staffRef: 'li.na',
          confirmedBy: 'wang.wei',
          identity: 'verified',
        }),
      ],
    }),
  'sent again by staff': () =>
    explained({
      state: 'delivered',
      finishedAt,
      attempts: [
        attempt(delivered),
        attempt({
          ...second,
          purpose: 'resend',
          settlement: 'delivered',
          settledAt: at('2026-11-06 18:39:00'),
        }),
      ],
    }),
};
