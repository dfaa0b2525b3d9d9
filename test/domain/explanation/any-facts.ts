/** Whatever may be on record, sensible or not. */
import fc from 'fast-check';
import { alarmKinds } from '../../../domain/alarm/alarm.js';
import { outcomes, purposes, settlements } from '../../../domain/attempt/attempt.js';
import type { ApplicationFacts } from '../../../domain/explanation/facts.js';
import { given } from '../../../domain/explanation/given.js';
import { catalogue } from '../../../domain/failure/catalogue.js';
import type { FailureCode } from '../../../domain/failure/catalogue.js';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import {
  closedBecause,
  putOffBecause,
  taskKinds,
  taskOutcomes,
} from '../../../domain/human-task/human-task.js';
import { finishedStates, unfinishedStates, waits } from '../../../domain/notice/state.js';
import { receiptCodes } from '../../../domain/provider/aliyun/receipt-codes.js';
import { requestCodes } from '../../../domain/provider/aliyun/request-codes.js';
import { stages } from '../../../domain/stage/stage.js';
import { at } from './subjects.js';

export const instants = fc.integer({ min: at('2025-12-20 00:00'), max: at('2027-02-01 00:00') });
export const perhaps = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
export const routes = fc.constantFrom(
  'sms/aliyun',
  'sms/aliyun-b',
  'push/fcm',
  'email/smtp',
  'voice/a',
) as fc.Arbitrary<'sms/aliyun'>;
export const stage = fc.constantFrom(...stages);
export const round = fc.integer({ min: 1, max: 3 });
export const failure = fc.constantFrom(...failureClasses);
/** What might be somebody's number stands in places that are shown, too. */
export const hostile = fc.constantFrom(
  'li.na',
  'wang.wei',
  '13800138000',
  '11010519491231002X',
  'a 13812345678',
);
export const code = fc.oneof(
  fc.constantFrom(...[...receiptCodes, ...requestCodes].map((row) => row.code)),
  fc.constantFrom('13800138000', 'NEW_CODE', ''),
);
const because = fc.constantFrom(...failureClasses, 'silence', 'no-route', 'bad-contact', 'workflow-gone');

const attempt = fc
  .record({
    attemptId: fc.uuid(),
    route: routes,
    purpose: fc.constantFrom(...purposes),
    outcome: fc.constantFrom(...outcomes),
    evidence: fc.constantFrom('receipt' as const, 'acceptance' as const),
    intendedAt: instants,
    neverReceived: fc.boolean(),
    asked: fc.integer({ min: 0, max: 3 }),
    contact: fc.constantFrom('mobile@1', 'mobile@2', 'push-1@1', 'email@1'),
    unanswered: fc.boolean(),
    settlement: perhaps(fc.constantFrom(...settlements)),
    failure: perhaps(failure),
    code: perhaps(code),
    answeredAt: perhaps(instants),
    settledAt: perhaps(instants),
    receiptDeadline: perhaps(instants),
  })
  .map(given);
const task = fc
  .record({
    taskId: fc.uuid(),
    kind: fc.constantFrom(...taskKinds),
    because,
    openedAt: instants,
    dueAt: instants,
    putOffs: perhaps(
      fc.array(
        fc.record({
          at: instants,
          because: fc.constantFrom(...putOffBecause),
          until: instants,
          staffRef: hostile,
        }),
        { maxLength: 2 },
      ),
    ),
    finishedAt: perhaps(instants),
    outcome: perhaps(fc.constantFrom(...taskOutcomes)),
    staffRef: perhaps(hostile),
    confirmedBy: perhaps(hostile),
    identity: perhaps(fc.constantFrom('verified' as const, 'not-verified' as const)),
    closedBecause: perhaps(fc.constantFrom(...closedBecause)),
  })
  .map(given);
const notice = fc
  .record({
    stage,
    round,
    state: fc.constantFrom(...unfinishedStates, ...finishedStates),
    stateSince: instants,
    waitingFor: perhaps(fc.record({ kind: fc.constantFrom(...waits), until: instants })),
    owedAt: instants,
    decidedAt: perhaps(instants),
    urgent: fc.boolean(),
    finishedAt: perhaps(instants),
    holds: fc.array(
      fc.record({
        at: instants,
        until: instants,
        because: fc.constantFrom('window' as const, 'quiet-hours' as const, 'calendar-unknown' as const),
      }),
      { maxLength: 2 },
    ),
    windowClosedAt: fc.array(instants, { maxLength: 1 }),
    leftOut: fc.array(
      fc.record({
        route: routes,
        because: fc.constantFrom(
          ...failureClasses,
          'no-contact' as const,
          'bad-contact' as const,
          'window' as const,
        ),
      }),
      { maxLength: 3 },
    ),
    attempts: fc.array(attempt, { maxLength: 4 }),
    tasks: fc.array(task, { maxLength: 2 }),
    barred: fc.array(fc.record({ at: instants, route: routes }), { maxLength: 1 }),
    contradictions: fc.array(fc.record({ at: instants, route: routes }), { maxLength: 1 }),
    alarms: fc.array(fc.constantFrom(...alarmKinds), { maxLength: 2 }),
  })
  .map(given);
const refusal = fc
  .record({
    at: instants,
    kind: fc.constantFrom(
      'application' as const,
      'stage' as const,
      'contacts' as const,
      'withdrawal' as const,
    ),
    stage: perhaps(stage),
    round: perhaps(round),
    code: perhaps(fc.constantFrom(...(Object.keys(catalogue) as FailureCode[]))),
  })
  .map(given);
const listed = fc
  .record({
    stage,
    round,
    day: fc.constantFrom('2025-12-31', '2026-02-28', '2026-11-02'),
    decidedAt: perhaps(instants),
    listedAt: instants,
  })
  .map(given);
export const facts: fc.Arbitrary<ApplicationFacts> = fc
  .record({
    reportedAt: perhaps(instants),
    withdrawnAt: fc.option(instants, { nil: undefined, freq: 5 }),
    contacts: fc.array(
      fc.record({
        name: fc.constantFrom('mobile', 'email', 'push-1', 'landline'),
        state: fc.constantFrom('good' as const, 'bad-format' as const, 'missing' as const),
      }),
      { maxLength: 3 },
    ),
    corrections: fc.array(task, { maxLength: 1 }),
    listed: fc.array(listed, { maxLength: 2 }),
    refusals: fc.array(refusal, { maxLength: 2 }),
    notices: fc.array(notice, { maxLength: 3 }),
  })
  .map(given);
