import type { RuleInput } from '../../../../simulator/rules.js';
import { deviceToken } from '../push/fcm/firebase-world.js';
import { registrationId } from '../push/jpush/jpush-world.js';
import { openRepeatingWorld } from './repeating-world.js';
import type { RepeatingWorld } from './repeating-world.js';

const monday = Date.parse('2026-11-02T02:00:00.123Z');
const hourMs = 3_600_000;

let world: RepeatingWorld;
beforeAll(async () => {
  world = await openRepeatingWorld();
});
beforeEach(() => {
  world.time.now = monday;
  world.simulator.setRules([]);
});
afterAll(() => world.close());

const once = (action: RuleInput['action']): RuleInput[] => [{ match: { times: 1 }, action }];
/** The first receipt never comes: what is looked at is the call. */
const silent: RuleInput = { action: { receipt: 'none' } };

test.each<[string, RuleInput['action'], string]>([
  ['a connection dropped after acceptance', { acceptThen: 'drop' }, 'reset'],
  ['an HTML 502 after acceptance', { acceptThen: 'html-502' }, 'broken-answer'],
  ['a time-out after acceptance', { acceptThen: 'timeout' }, 'timeout'],
  ['an answer after the time-out', { acceptThen: 'late', delayMs: 700 }, 'timeout'],
  ['a connection dropped before acceptance', { refuseBefore: 'drop' }, 'reset'],
  ['an error inside the provider', { reject: '1000' }, 'undetermined-code'],
])('%s is found out by the same call again: one attempt, one message', async (_, action, because) => {
  const order = await world.ordered();
  world.simulator.setRules([...once(action), silent]);
  const answer = await world.send(order);
  expect(answer).toMatchObject({
    answer: 'attempted',
    fact: { attemptId: order.attemptId, outcome: 'accepted' },
  });
  expect(world.accepted(order)).toHaveLength(1);
  expect((await world.facts(order, 'attempt-repeated')).map(({ detail }) => detail)).toEqual([
    { route: 'push/jpush', because },
  ]);
  expect(await world.facts(order, 'attempt-intended')).toHaveLength(1);
  expect(await world.attempt(order)).toMatchObject({ outcome: 'accepted', asked: 0 });
});

test('a call that answers at once is made once', async () => {
  const order = await world.ordered();
  world.simulator.setRules([silent]);
  await world.send(order);
  expect(await world.facts(order, 'attempt-repeated')).toEqual([]);
  expect(world.accepted(order)).toHaveLength(1);
});

test.each(['before-the-call', 'after-the-answer'] as const)(
  'a process that died %s is made good by the next run of the activity',
  async (when) => {
    const order = await world.ordered();
    world.simulator.setRules([silent]);
    await world.dying(order, when);
    expect(await world.attempt(order)).toMatchObject({ outcome: 'intended' });
    expect(await world.send(order)).toMatchObject({ fact: { outcome: 'accepted' } });
    expect(world.accepted(order)).toHaveLength(1);
    expect((await world.facts(order, 'attempt-repeated')).map(({ detail }) => detail['because'])).toEqual([
      'interrupted',
    ]);
  },
);

test('two repetitions in vain leave the outcome unknown', async () => {
  const order = await world.ordered();
  world.simulator.setRules([{ action: { acceptThen: 'drop', receipt: 'none' } }]);
  expect(await world.send(order)).toMatchObject({ fact: { outcome: 'unknown' } });
  expect(await world.facts(order, 'attempt-repeated')).toHaveLength(2);
  expect(world.accepted(order)).toHaveLength(1);
});

test('a refusal of the repetition says nothing of the first call: the outcome stays unknown', async () => {
  const order = await world.ordered();
  world.simulator.setRules([
    ...once({ acceptThen: 'drop', receipt: 'none' }),
    { action: { reject: '2002' } },
  ]);
  expect(await world.send(order)).toMatchObject({ fact: { outcome: 'unknown' } });
  expect(await world.facts(order, 'attempt-repeated')).toHaveLength(1);
});

test('a code nobody knows is not repeated', async () => {
  const order = await world.ordered();
  world.simulator.setRules([{ action: { reject: '9876' } }]);
  expect(await world.send(order)).toMatchObject({ fact: { outcome: 'unknown' } });
  expect(await world.facts(order, 'attempt-repeated')).toEqual([]);
});

describe('an interrupted call is not made again', () => {
  const staysUnknown = async (
    before: () => Promise<unknown>,
    when: 'before-the-call' | 'after-the-answer',
  ) => {
    const order = await world.ordered();
    world.simulator.setRules([silent]);
    await world.dying(order, when);
    const took = world.accepted(order).length;
    await before();
    if (when === 'before-the-call') await world.withdraw(order);
    expect(await world.send(order)).toMatchObject({ fact: { outcome: 'unknown' } });
    expect(world.accepted(order)).toHaveLength(took);
    expect(await world.facts(order, 'attempt-repeated')).toEqual([]);
  };

  test('once nobody is owed it any more', () => staysUnknown(() => Promise.resolve(), 'before-the-call'));

  test('once JPush may have forgotten it: it would be a second message', () =>
    staysUnknown(() => Promise.resolve((world.time.now = monday + 25 * hourMs)), 'after-the-answer'));

  test('outside its window', () =>
    staysUnknown(() => Promise.resolve((world.time.now = monday + 11 * hourMs)), 'after-the-answer'));
});

test('where JPush gives out no key nothing is sent, and that is known', async () => {
  const order = await world.ordered();
  world.simulator.setRules([{ match: { operation: 'push/cid' }, action: { reject: '2003' } }]);
  // Keys that lie at hand are used up first.
  world.time.now = monday + 2 * hourMs;
  expect(await world.send(order)).toMatchObject({
    fact: { outcome: 'rejected', failure: 'provider-down' },
  });
  expect(world.accepted(order)).toEqual([]);
  expect(await world.attempt(order)).toMatchObject({ outcome: 'rejected', providerCode: '2003' });
});

test('only tokens JPush gave out are sent to by JPush', async () => {
  const order = await world.ordered([deviceToken, registrationId]);
  world.simulator.setRules([silent]);
  expect(order.route.contact).toBe('push-2@1');
  await world.send(order);
  expect(world.accepted(order)).toMatchObject([{ token: registrationId }]);
  await expect(world.ordered([deviceToken])).rejects.toThrow('no-contact');
});
