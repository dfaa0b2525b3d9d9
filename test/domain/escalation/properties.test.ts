import fc from 'fast-check';
import type { AttemptFact } from '../../../domain/attempt/attempt.js';
import { possiblyAccepted } from '../../../domain/attempt/attempt.js';
import { channelOf } from '../../../domain/attempt/route.js';
import { nextStep } from '../../../domain/escalation/next-step.js';
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import type { Draw, Life, Sent } from './provider-model.js';
import { draws, live } from './provider-model.js';

const always = (holds: (life: Life, draw: Draw) => void, numRuns = 3_000): void => {
  fc.assert(
    fc.property(draws, (draw) => holds(live(draw), draw)),
    { numRuns },
  );
};

const use = ({ route, contact }: { route: string; contact: string }): string => `${route} ${contact}`;
const mayHaveArrived = (attempt: AttemptFact): boolean =>
  possiblyAccepted(attempt) && attempt.settlement !== 'undelivered';

/** The failures known of a contact value when this send was decided. */
const knownOf = ({ before, route }: Sent, classes: readonly FailureClass[]): AttemptFact[] =>
  before.filter(
    ({ contact, failure }) => contact === route.contact && failure !== undefined && classes.includes(failure),
  );

test('a route that may have taken the notice is never used again for the same contact value', () => {
  always(({ sent }) => {
    for (const { before, route } of sent)
      expect(before.filter((attempt) => possiblyAccepted(attempt) && use(attempt) === use(route))).toEqual(
        [],
      );
  });
});

test('where providers tell the truth, none takes the same notice for the same contact value twice', () => {
  always(({ taken }, { lies }) => {
    if (lies) return;
    const uses = taken.map(use);
    expect(new Set(uses).size).toBe(uses.length);
  });
});

test('it always comes to an end: delivered, or with a person', () => {
  always(({ end }) => expect(end?.step).toMatch(/^(delivered|hand-to-staff)$/));
});

test('it ends as delivered exactly if a receipt says so', () => {
  always(({ end, steps }) => {
    const known = steps.at(-1)?.attempts.some(({ settlement }) => settlement === 'delivered');
    expect(end?.step === 'delivered').toBe(known);
  });
});

test('no route is tried more than four times for one contact value', () => {
  always(({ sent }) => {
    const tries = new Map<string, number>();
    for (const { route } of sent) tries.set(use(route), (tries.get(use(route)) ?? 0) + 1);
    expect(Math.max(0, ...tries.values())).toBeLessThanOrEqual(4);
  });
});

test('only planned routes are used', () => {
  always(({ sent }) => {
    for (const { plan, route } of sent) expect(plan.routes).toContain(route);
  });
});

test('a number known to be wrong is never used again', () => {
  always(({ sent }) => {
    for (const one of sent) expect(knownOf(one, ['wrong-number'])).toEqual([]);
  });
});

test('a channel that met a filter, a dead handset or a doubtful number is not used again for that contact', () => {
  always(({ sent }) => {
    for (const one of sent) {
      const met = knownOf(one, ['suspect-number', 'unreachable', 'blocked']);
      expect(met.map(({ route }) => channelOf(route))).not.toContain(channelOf(one.route.route));
    }
  });
});

test('nothing is sent while a message may still be on its way to the answer', () => {
  always(({ sent }) => {
    for (const { before, now } of sent)
      for (const { outcome, settlement, receiptDeadline = 0 } of before)
        if (outcome === 'accepted' && settlement === undefined)
          expect(now).toBeGreaterThanOrEqual(receiptDeadline);
  });
});

test('where copies are not allowed, nothing is sent to a contact that may have been reached', () => {
  always(({ sent }, { copyOnSilence }) => {
    if (copyOnSilence) return;
    for (const { before, plan, purpose } of sent) {
      const planned = new Set(plan.routes.map(({ contact }) => contact));
      if (purpose !== 'retry')
        expect(before.filter((one) => mayHaveArrived(one) && planned.has(one.contact))).toEqual([]);
    }
  });
});

test('a copy is called a copy, and nothing else is', () => {
  always(({ sent }) => {
    for (const { before, purpose } of sent) {
      if (purpose === 'retry') continue;
      if (before.length === 0) expect(purpose).toBe('first');
      else expect(purpose).toBe(before.some(mayHaveArrived) ? 'copy' : 'failover');
    }
  });
});

test('a retry follows only a limit or the word that nothing was received, on the very same route', () => {
  always(({ sent }) => {
    for (const { before, purpose, route } of sent) {
      if (purpose !== 'retry') continue;
      const last = before.at(-1);
      expect(last && use(last)).toBe(use(route));
      expect(last?.neverReceived === true || last?.failure === 'rate-limited').toBe(true);
    }
  });
});

test('while a plan still holds an untried route that nothing forbids, no person is bothered', () => {
  always(({ steps, end }, { copyOnSilence }) => {
    const last = steps.at(-1);
    if (end?.step !== 'hand-to-staff' || last === undefined || !copyOnSilence) return;
    const failed = last.attempts.map(({ contact }) => contact);
    expect(last.plan.routes.filter(({ contact }) => !failed.includes(contact))).toEqual([]);
  });
});

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

test('the step depends on what it is given alone, and changes none of it', () => {
  always(({ steps }) => {
    for (const { plan, attempts, now, step } of steps)
      expect(nextStep(frozen(structuredClone(plan)), frozen(structuredClone(attempts)), now)).toEqual(step);
  }, 500);
});

test('the world of these tests has every kind of life in it', () => {
  const seen = new Set<string>();
  always(({ sent, steps, end, taken }, { lies }) => {
    for (const { step } of steps) seen.add(step.step);
    for (const { purpose } of sent) seen.add(purpose);
    if (end?.step === 'hand-to-staff') seen.add(`staff ${end.because}`);
    const uses = taken.map(use);
    if (lies && new Set(uses).size < uses.length) seen.add('a lie led to two');
    for (const { attempts } of steps)
      for (const { outcome, settlement, failure } of attempts)
        seen.add(`${outcome} ${settlement ?? ''} ${failure ?? ''}`);
  });
  const steps = ['delivered', 'send', 'back-off', 'await-receipt', 'declare-silence', 'reconcile'];
  const purposes = ['first', 'failover', 'copy', 'retry'];
  const ends = ['staff no-route', 'staff silence', 'staff unknown-outcome', 'staff wrong-number'];
  const facts = [
    'accepted undelivered blocked',
    'rejected  rate-limited',
    'unknown  ',
    'accepted no-receipt ',
  ];
  expect([...seen]).toEqual(
    expect.arrayContaining([...steps, ...purposes, ...ends, ...facts, 'a lie led to two']),
  );
});
