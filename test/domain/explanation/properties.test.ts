import fc from 'fast-check';
import { explainApplication, explainInShort } from '../../../domain/explanation/explain.js';
import type { Explanation } from '../../../domain/explanation/explain.js';
import { given } from '../../../domain/explanation/given.js';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import { taskOutcomes } from '../../../domain/human-task/human-task.js';
import { finishedStates, unfinishedStates } from '../../../domain/notice/state.js';
import { receiptCodes } from '../../../domain/provider/aliyun/receipt-codes.js';
import { requestCodes } from '../../../domain/provider/aliyun/request-codes.js';
import { facts, instants, perhaps, round, stage } from './any-facts.js';

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

test('the cause is the same in short, and rests on nothing that only evidence tells', () => {
  fc.assert(
    fc.property(anything, ({ facts: known, asked: question, now, timeZone }) => {
      const { explanation } = explainApplication(known, question, now, { timeZone });
      const bare = { ...known, contacts: [], checks: [] };
      const short = explainInShort(bare, question, now, { timeZone });
      expect(short.cause).toBe(explanation.cause);
      expect(explanation).toMatchObject(short);
    }),
    { numRuns: 200 },
  );
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
