import { approve } from '../../../client/approval/decide.js';
import { endOverrides, routesInForce } from '../../../client/route/override.js';
import { holdRoute, weighRoute } from '../../../client/route/set.js';
import type { OverrideOrder } from '../../../client/route/set.js';
import type { OverrideWorld } from '../../../client/route/override.js';
import { Refusal } from '../../../domain/failure/catalogue.js';
import { openedIntake } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

const hourMs = 3_600_000;
const routes = [
  { route: 'sms/aliyun', protocol: 'aliyun-sms', weight: 4 },
  { route: 'sms/tencent', protocol: 'tencent-sms', weight: 1 },
  { route: 'voice/aliyun', protocol: 'aliyun-voice', weight: 1 },
] as unknown as OverrideWorld['configuration']['routes'];

let opened: OpenedIntake;
let world: OverrideWorld;
const supervisor = (account: string) => ({ account, roles: new Set(['supervisor'] as const) });
beforeEach(async () => {
  opened = await openedIntake();
  const { configuration } = opened.world;
  world = {
    ledger: opened.api,
    clock: opened.world.clock,
    configuration: { ...configuration, routes },
  };
});
afterEach(() => opened.close());

const order = (more: object = {}) => ({
  actor: supervisor('wang.wei'),
  reason: '网关丢短信',
  expiresAt: opened.time.now + hourMs,
  ...more,
});
/** A weight is set by two people. */
const weigh = async (route: string, weight: number, given: OverrideOrder) => {
  const answer = await weighRoute(world, route, weight, given);
  if (answer.result !== 'proposed') throw new Error('one person set a weight');
  const inForce = { ...opened.world, configuration: { ...opened.world.configuration, routes } };
  await approve(inForce, answer.approval.approvalId, supervisor('li.na'));
};
const held = async () =>
  (await routesInForce(world)).flatMap(({ route, hold }) => (hold === undefined ? [] : [route]));
const weights = async () =>
  (await routesInForce(world)).map(({ configuredWeight, weight }) => weight?.weight ?? configuredWeight);
const refusal = (trying: Promise<unknown>) =>
  trying.then(
    () => 'taken',
    (failure: unknown) => (failure instanceof Refusal ? failure.code : String(failure)),
  );

test('a route is held by itself, a provider with all its routes, each until its time', async () => {
  expect(await held()).toEqual([]);
  expect(await holdRoute(world, 'sms/tencent', order())).toMatchObject({ closes: [] });
  expect(await held()).toEqual(['sms/tencent']);
  opened.time.now += hourMs / 2;
  expect(await holdRoute(world, 'aliyun', order())).toMatchObject({ closes: ['sms', 'voice'] });
  expect(await held()).toEqual(['sms/aliyun', 'sms/tencent', 'voice/aliyun']);
  opened.time.now += hourMs / 2;
  expect(await held()).toEqual(['sms/aliyun', 'voice/aliyun']);
  opened.time.now += hourMs / 2;
  expect(await held()).toEqual([]);
});

test('who, why and until when are shown with it', async () => {
  await holdRoute(world, 'aliyun', order());
  const [first] = await routesInForce(world);
  expect(first?.hold).toMatchObject({
    target: 'aliyun',
    staffRef: 'wang.wei',
    reason: '网关丢短信',
    expiresAt: opened.time.now + hourMs,
  });
});

test('a hold is released by what it was set on, and by nothing else', async () => {
  await holdRoute(world, 'aliyun', order());
  expect(await refusal(endOverrides(world, 'sms/aliyun', 'hold', 'li.na'))).toBe('override-none');
  expect(await refusal(endOverrides(world, 'aliyun', 'weight', 'li.na'))).toBe('override-none');
  expect(await endOverrides(world, 'aliyun', 'hold', 'li.na')).toBe(1);
  expect(await held()).toEqual([]);
  expect(await refusal(endOverrides(world, 'aliyun', 'hold', 'li.na'))).toBe('override-none');
});

test('of several weights the one set last counts, and the one of the file again at the end', async () => {
  await weigh('sms/tencent', 3, order({ expiresAt: opened.time.now + 2 * hourMs }));
  await weigh('sms/tencent', 8, order());
  expect(await weights()).toEqual([4, 8, 1]);
  opened.time.now += hourMs;
  expect(await weights()).toEqual([4, 3, 1]);
  expect(await endOverrides(world, 'sms/tencent', 'weight', 'li.na')).toBe(1);
  expect(await weights()).toEqual([4, 1, 1]);
});

test.each([
  ['a route nobody has', 'sms/other', {}, 'route-unknown'],
  ['a channel', 'sms', {}, 'route-unknown'],
  ['nobody’s account', 'aliyun', { actor: supervisor('13800000000') }, 'staff-reference'],
  ['no reason', 'aliyun', { reason: '  ' }, 'override-invalid'],
  ['somebody’s number for a reason', 'aliyun', { reason: '投诉人 13812345678' }, 'override-invalid'],
  ['a reason too long', 'aliyun', { reason: '长'.repeat(201) }, 'override-invalid'],
  ['an end that is past', 'aliyun', { expiresAt: 0 }, 'override-invalid'],
  ['an end that never comes', 'aliyun', { expiresAt: Infinity }, 'override-invalid'],
  ['an end too far away', 'aliyun', { expiresAt: Date.parse('2027-11-02') }, 'override-invalid'],
] as const)('%s is refused, and nothing is set', async (_what, target, more, code) => {
  expect(await refusal(holdRoute(world, target, order(more)))).toBe(code);
  expect(await held()).toEqual([]);
});

test.each([0, -1, NaN, 1_001])('a weight of %d is refused', async (weight) => {
  expect(await refusal(weighRoute(world, 'sms/aliyun', weight, order()))).toBe('override-invalid');
});

test('a provider has no weight, a route has', async () => {
  expect(await refusal(weighRoute(world, 'aliyun', 2, order()))).toBe('route-unknown');
});

test('what was set is never overwritten or taken away', async () => {
  await holdRoute(world, 'aliyun', order());
  for (const statement of [
    'UPDATE route_override SET reason = $1',
    'DELETE FROM route_override WHERE reason <> $1',
  ])
    await expect(opened.ledger.query(statement, ['x'])).rejects.toThrow();
});
