/** What a supervisor sets for a while is in force at the next planning, and at the very call. */
import { endOverrides } from '../../client/route/override.js';
import type { OverrideWorld } from '../../client/route/override.js';
import { holdRoute, weighRoute } from '../../client/route/set.js';
import type { SendOrder } from '../../workflows/loan-application/ports.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();
const stage = 'final-decision';
const overrides = (): OverrideWorld => ({
  ledger: world().ledger,
  clock: world().clock,
  configuration: world().current.configuration,
});
const forAnHour = () => ({
  actor: { account: 'wang.wei', roles: new Set(['supervisor'] as const) },
  reason: '网关丢短信',
  expiresAt: world().clock.now() + 3_600_000,
});
const used = async (story: Story) => (await story.attempts()).map(({ route }) => route);
const ends = async (...targets: string[]) => {
  for (const target of targets) await endOverrides(overrides(), target, 'hold', 'li.na');
};

test('a held route is left out of the plan, with the reason and the number of the hold, until it is released', async () => {
  const story = await begin('Tue 10:00');
  const held = await holdRoute(overrides(), 'sms/aliyun', forAnHour());
  const overrideId = held.result === 'set' ? held.overrideId : 0;
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect(await used(story)).toEqual(['sms/aliyun-b']);
  const [planned] = await story.facts('notice-planned');
  expect(planned).toMatchObject({
    routes: ['sms/aliyun-b'],
    overrides: [String(overrideId)],
    leftOut: expect.arrayContaining(['sms/aliyun: not-allowed: route-held']) as string[],
  });
  const { en, zh } = await story.why(stage);
  expect(en.evidence.join('\n')).toContain('the bank has put that on hold for now');
  expect(zh.evidence.join('\n')).toContain('该方式目前由主管暂停使用');
  await ends('sms/aliyun');
  const other = await begin('Tue 11:00');
  await other.stage(stage);
  await other.stands(stage, 'delivered');
  expect((await other.facts('notice-planned'))[0]).not.toHaveProperty('overrides');
});

test('a hold that comes between plan and call keeps the message from leaving by that route', async () => {
  const story = await begin('Tue 10:00');
  const held: string[] = [];
  world().watch.before = async (name, order) => {
    if (name !== 'send' || held.length > 0) return;
    const first = (order as SendOrder).route.route;
    held.push(first);
    await holdRoute(overrides(), first, forAnHour());
  };
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  const [other] = ['sms/aliyun', 'sms/aliyun-b'].filter((route) => !held.includes(route));
  expect(await used(story)).toEqual([other]);
  expect(story.accepted().map(({ route }) => route)).toEqual([other]);
  await ends(...held);
});

test('where everything is held, a person is told at once, and why', async () => {
  const story = await begin('Tue 10:00');
  await holdRoute(overrides(), 'sms/aliyun', forAnHour());
  await holdRoute(overrides(), 'sms/aliyun-b', forAnHour());
  await story.stage(stage);
  await story.stands(stage, 'with-staff');
  expect(await used(story)).toEqual([]);
  const { en } = await story.why(stage);
  expect(en.cause).toContain('the bank has put that on hold for now');
  expect(en.nextStep).toContain('A supervisor knows why');
  await ends('sms/aliyun', 'sms/aliyun-b');
});

test('a hold that has ended by itself is no hold', async () => {
  const story = await begin('Tue 10:00');
  await holdRoute(overrides(), 'sms/aliyun', { ...forAnHour(), expiresAt: world().clock.now() + 60_000 });
  await holdRoute(overrides(), 'sms/aliyun-b', { ...forAnHour(), expiresAt: world().clock.now() + 60_000 });
  await world().clock.pass(61_000);
  await story.stage(stage);
  await story.stands(stage, 'delivered');
});

test('another weight moves the first choice, and only for as long as it is set', async () => {
  // One of them breaks the glass; what it takes otherwise is test/client/approval’s matter.
  const order = () => ({ ...forAnHour(), breakGlass: { reason: '整条通路丢短信' } });
  await weighRoute(overrides(), 'sms/aliyun', 0.000_001, order());
  await weighRoute(overrides(), 'sms/aliyun-b', 1_000, order());
  const story = await begin('Tue 10:00');
  await weighRoute(overrides(), 'sms/aliyun', 0.000_001, order());
  await weighRoute(overrides(), 'sms/aliyun-b', 1_000, order());
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect((await story.facts('notice-planned'))[0]).toMatchObject({ routes: ['sms/aliyun-b', 'sms/aliyun'] });
  for (const route of ['sms/aliyun', 'sms/aliyun-b'])
    await endOverrides(overrides(), route, 'weight', 'li.na');
});
