import fc from 'fast-check';
import { stages } from '../../../domain/stage/stage.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { wakeAt } from '../../../domain/policy/waking.js';
import { sendPolicyOf, defaultSendPolicies } from '../../../domain/policy/policies.js';
import { at } from './subjects.js';

const rules = defaultSendRules;
const opensAt = at('2026-02-24 09:00');
const closesAt = at('2026-02-24 18:00');
const asked = (applicationId: string, stage: (typeof stages)[number], urgent = false) => ({
  applicationId,
  stage,
  urgent,
});

test('waking lies inside the opening and its first minute', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(...stages),
      fc.boolean(),
      fc.integer({ min: 1, max: 120_000 }),
      (applicationId, stage, urgent, lengthMs) => {
        const wakes = wakeAt(rules, asked(applicationId, stage, urgent), opensAt, opensAt + lengthMs);
        expect(Number.isInteger(wakes)).toBe(true);
        expect(wakes).toBeGreaterThanOrEqual(opensAt);
        expect(wakes).toBeLessThan(opensAt + Math.min(lengthMs, 60_000));
      },
    ),
  );
});

test('every final decision wakes before any other notice', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 120_000 }), (one, other, lengthMs) => {
      const first = wakeAt(rules, asked(one, 'final-decision'), opensAt, opensAt + lengthMs);
      for (const stage of ['preliminary-approval', 'supplementary-documents'] as const)
        expect(first).toBeLessThanOrEqual(wakeAt(rules, asked(other, stage), opensAt, opensAt + lengthMs));
    }),
  );
});

test('ids that count up are spread evenly over their part of the minute', () => {
  for (const [stage, from, lengthMs] of [
    ['final-decision', 0, 24_000],
    ['preliminary-approval', 24_000, 36_000],
  ] as const) {
    const perTenth = new Array<number>(10).fill(0);
    for (let number = 1; number <= 10_000; number += 1) {
      const wakes = wakeAt(
        rules,
        asked(`LN-2026-${String(number).padStart(6, '0')}`, stage),
        opensAt,
        closesAt,
      );
      const tenth = Math.floor(((wakes - opensAt - from) / lengthMs) * 10);
      perTenth[tenth] = (perTenth[tenth] ?? 0) + 1;
    }
    expect(perTenth).toHaveLength(10);
    expect(Math.min(...perTenth)).toBeGreaterThan(850);
    expect(Math.max(...perTenth)).toBeLessThan(1_150);
  }
});

test('the same notice always wakes at the same instant, an urgent one at the opening', () => {
  const wakes = wakeAt(rules, asked('A-1', 'final-decision'), opensAt, closesAt);
  expect(wakeAt(rules, asked('A-1', 'final-decision'), opensAt, closesAt)).toBe(wakes);
  expect(wakeAt(rules, asked('A-1', 'final-decision', true), opensAt, closesAt)).toBe(opensAt);
});

test('a policy that nobody named is preferred', () => {
  const policies = { ...defaultSendPolicies, 'final-decision': { sms: 'strict' as const } };
  expect(sendPolicyOf(policies, 'final-decision', 'sms')).toBe('strict');
  expect(sendPolicyOf(policies, 'final-decision', 'voice')).toBe('preferred');
  expect(sendPolicyOf(policies, 'preliminary-approval', 'sms')).toBe('preferred');
});
