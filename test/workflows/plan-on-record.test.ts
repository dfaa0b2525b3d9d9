/** A first plan goes on record with the intent of its first attempt; where that must wait, before it. */
import type { Route } from '../../domain/attempt/route.js';
import type { SendOrder } from '../../workflows/loan-application/ports.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();
const stage = 'final-decision';

/** The transactions that wrote each kind of fact, in their order. */
const writtenBy = (story: Story, kind: string): Promise<{ by: string }[]> =>
  world().ledger.query(
    `SELECT xmin::text AS by FROM event WHERE application_id = $1 AND kind = $2 ORDER BY event_id`,
    [story.id, kind],
  );

/** What the ledger says as a send begins: what the notice waits for, and the plans on record. */
function seenAsSendsBegin(story: Story): [wait: string | null, plans: number][] {
  const seen: [string | null, number][] = [];
  world().watch.before = async (name) => {
    if (name !== 'send') return;
    const { waitingFor } = await story.notice(stage);
    seen.push([waitingFor, (await story.facts('notice-planned')).length]);
  };
  return seen;
}

afterEach(() => jest.restoreAllMocks());

test('the plan and the intent of the first attempt are one commit, and the plan says when it was made', async () => {
  const story = await begin('Tue 10:00');
  const seen = seenAsSendsBegin(story);
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect(seen).toEqual([['workflow', 0]]);
  expect(await writtenBy(story, 'notice-planned')).toEqual(await writtenBy(story, 'attempt-intended'));
  expect(await writtenBy(story, 'notice-planned')).toHaveLength(1);
  const trail = await story.trail();
  const [planned, intended] = ['notice-planned', 'attempt-intended'].map((kind) =>
    trail.find((fact) => fact.kind === kind),
  );
  expect(planned?.at).toBeLessThanOrEqual(intended?.at ?? 0);
});

test('whoever waits for its turn at a provider is on record as planned meanwhile, once', async () => {
  const story = await begin('Tue 10:00');
  const seen = seenAsSendsBegin(story);
  for (const route of ['sms/aliyun', 'sms/aliyun-b'] as const satisfies readonly Route[]) {
    const pacer = world().activities.routes.get(route)?.pacer;
    if (pacer === undefined) throw new Error('no such route');
    jest.spyOn(pacer, 'turn').mockResolvedValueOnce(200);
  }
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect(seen).toEqual([
    ['workflow', 0],
    ['back-off', 1],
  ]);
  expect(await story.facts('notice-planned')).toHaveLength(1);
  expect(story.accepted()).toHaveLength(1);
});

test('where the first route fails, the plan is not told again by the second', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ times: 1, reject: 'isv.AMOUNT_NOT_ENOUGH' });
  const orders: SendOrder[] = [];
  world().watch.before = (name, order) => {
    if (name === 'send') orders.push(order as SendOrder);
    return undefined;
  };
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect(orders.map(({ purpose, plan }) => [purpose, plan !== undefined])).toEqual([
    ['first', true],
    ['failover', false],
  ]);
  expect(await story.facts('notice-planned')).toHaveLength(1);
});

test('a withdrawal that comes before the send begins leaves nothing sent and nothing half planned', async () => {
  const story = await begin('Tue 10:00');
  let withdrawn = false;
  world().watch.before = async (name) => {
    if (name !== 'send' || withdrawn) return;
    withdrawn = true;
    await story.withdraw();
  };
  await story.stage(stage);
  await story.stands(stage, 'withdrawn');
  expect(story.accepted()).toEqual([]);
  expect(await story.attempts()).toEqual([]);
});
