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

describe('where many are held to one opening', () => {
  const nth = (ahead: number, perSecond: number, stage: (typeof stages)[number] = 'final-decision') =>
    wakeAt(rules, asked(`A-${ahead}`, stage), opensAt, closesAt, { ahead, perSecond });

  test('whoever the route sends within the first minute wakes as if there were no line', () => {
    for (let ahead = 0; ahead <= 600; ahead += 1)
      expect(nth(ahead, 10)).toBe(wakeAt(rules, asked(`A-${ahead}`, 'final-decision'), opensAt, closesAt));
  });

  test('all others wake when their turn comes, at the pace of the route and in the order of the line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom(...stages), (perSecond, stage) => {
        const most = perSecond * 9 * 3_600;
        for (const ahead of [perSecond * 61, perSecond * 600, most - 1])
          expect(nth(ahead, perSecond, stage)).toBe(opensAt + Math.floor((ahead / perSecond) * 1_000));
      }),
    );
  });

  test('in any second no more of them wake than the route may send', () => {
    const wakes = Array.from({ length: 20_000 }, (_one, ahead) => nth(ahead, 10)).slice(601);
    const perSecond = new Map<number, number>();
    for (const at of wakes) {
      const second = Math.floor((at - opensAt) / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(10);
  });

  test('more than the whole window takes still wake within it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.double({ min: 0.01, max: 5_000, noNaN: true }),
        fc.integer({ min: 1, max: 9 * 3_600_000 }),
        (ahead, perSecond, lengthMs) => {
          const wakes = wakeAt(rules, asked('A-1', 'final-decision'), opensAt, opensAt + lengthMs, {
            ahead,
            perSecond,
          });
          expect(Number.isInteger(wakes)).toBe(true);
          expect(wakes).toBeGreaterThanOrEqual(opensAt);
          expect(wakes).toBeLessThan(opensAt + lengthMs);
        },
      ),
    );
  });

  test('an urgent one waits for nobody', () => {
    const line = { ahead: 20_000, perSecond: 10 };
    expect(wakeAt(rules, asked('A-1', 'final-decision', true), opensAt, closesAt, line)).toBe(opensAt);
  });
});
