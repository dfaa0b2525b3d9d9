import fc from 'fast-check';
import { alarmKinds } from '../../../domain/alarm/alarm.js';
import { outcomes, purposes, settlements } from '../../../domain/attempt/attempt.js';
import { explainApplication } from '../../../domain/explanation/explain.js';
import type { Explanation } from '../../../domain/explanation/explain.js';
import type { ApplicationFacts } from '../../../domain/explanation/facts.js';
import { given } from '../../../domain/explanation/given.js';
import { catalogue } from '../../../domain/failure/catalogue.js';
import type { FailureCode } from '../../../domain/failure/catalogue.js';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import { closedBecause, taskKinds, taskOutcomes } from '../../../domain/human-task/human-task.js';
import { finishedStates, unfinishedStates, waits } from '../../../domain/notice/state.js';
import { receiptCodes } from '../../../domain/provider/aliyun/receipt-codes.js';
import { requestCodes } from '../../../domain/provider/aliyun/request-codes.js';
import { stages } from '../../../domain/stage/stage.js';
import { at } from './subjects.js';

const instants = fc.integer({ min: at('2025-12-20 00:00'), max: at('2027-02-01 00:00') });
const perhaps = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const routes = fc.constantFrom(
  'sms/aliyun',
  'sms/aliyun-b',
  'push/fcm',
  'email/smtp',
  'voice/a',
) as fc.Arbitrary<'sms/aliyun'>;
const stage = fc.constantFrom(...stages);
const round = fc.integer({ min: 1, max: 3 });
const failure = fc.constantFrom(...failureClasses);
/** What might be somebody's number stands in places that are shown, too. */
const hostile = fc.constantFrom('li.na', 'wang.wei', '13800138000', '11010519491231002X', 'a 13812345678');
const code = fc.oneof(
  fc.constantFrom(...[...receiptCodes, ...requestCodes].map((row) => row.code)),
  fc.constantFrom('13800138000', 'NEW_CODE', ''),
);
const because = fc.constantFrom(...failureClasses, 'silence', 'no-route', 'bad-contact', 'workflow-gone');

const attempt = fc
  .record({
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
    kind: fc.constantFrom(...taskKinds),
    because,
    openedAt: instants,
    dueAt: instants,
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
const facts: fc.Arbitrary<ApplicationFacts> = fc
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
const asked = fc.record({ stage: perhaps(stage), round: perhaps(round) }).map(given);
const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Amsterdam', 'America/St_Johns');
const anything = fc.record({ facts, asked, now: instants, timeZone: zones });
type Anything = typeof anything extends fc.Arbitrary<infer T> ? T : never;

/** Every explanation made of some facts: the answer, and each notice's. */
const allOf = ({ facts: known, asked: question, now, timeZone }: Anything): Explanation[] => {
  const { explanation, notices } = explainApplication(known, question, now, { timeZone });
  return [explanation, ...notices.map((one) => one.explanation)];
};
const sentencesOf = ({ en, zh }: Explanation): string[] =>
  [en, zh].flatMap(({ cause, nextStep, tellApplicant, evidence }) => [
    cause,
    nextStep,
    tellApplicant,
    ...evidence,
  ]);

const always = (holds: (explanation: Explanation) => void) =>
  fc.assert(
    fc.property(anything, (given) => allOf(given).forEach(holds)),
    { numRuns: 200 },
  );

describe('whatever is on record', () => {
  test('is explained in whole sentences without a hole', () => {
    always((explanation) => {
      expect(explanation.en.evidence.length).toBe(explanation.zh.evidence.length);
      for (const sentence of sentencesOf(explanation)) {
        expect(sentence).toMatch(/^.{6,}[.。?？]$/);
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object|Invalid|\s{2}/);
      }
    });
  });

  test('no run of digits is told that could be part of a number', () => {
    always((explanation) => {
      for (const sentence of sentencesOf(explanation)) expect(sentence).not.toMatch(/\d{5}/);
    });
  });

  test('no word of the vocabulary and no code is told where a person reads', () => {
    const words = [...failureClasses, ...unfinishedStates, ...finishedStates, ...taskOutcomes].filter(
      (word) => word.includes('-'),
    );
    const codes = [...receiptCodes, ...requestCodes].map((row) => row.code.replace('*', ''));
    always((explanation) => {
      const said = sentencesOf(explanation).join('\n');
      for (const word of [...words, 'NEW_CODE']) expect(said).not.toContain(word);
      for (const one of codes.filter((text) => text.includes('_'))) expect(said).not.toContain(one);
    });
  });

  test('an applicant is told neither a decision nor a stage nor whose fault it is', () => {
    const forbidden =
      /approv|declin|reject|refus|condition|decision|document|prelimin|wrong|fault|mistake|批准|获准|准予|通过|拒|初审|补充|材料|结果|错|误|您没有|您未/i;
    always(({ en, zh }) => {
      expect(en.tellApplicant).not.toMatch(forbidden);
      expect(zh.tellApplicant).not.toMatch(forbidden);
    });
  });
});

test('times are what the wall shows in the zone', () => {
  fc.assert(
    fc.property(instants, zones, (reportedAt, timeZone) => {
      const known = { reportedAt, contacts: [], corrections: [], refusals: [], notices: [] };
      const { en } = explainApplication(known, {}, reportedAt, { timeZone }).explanation;
      const parts = new Intl.DateTimeFormat('en-GB', {
        timeZone,
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).formatToParts(reportedAt);
      const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
      expect(en.cause).toContain(
        ` ${part('weekday')} ${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')},`,
      );
    }),
    { numRuns: 150 },
  );
});
