/** Routes are held for long, and weighed, by two supervisors; one alone holds them for a while, or breaks the glass. */
import { approve } from '../../../client/approval/decide.js';
import type { ApprovalWorld } from '../../../client/approval/world.js';
import { endOverrides, routesInForce } from '../../../client/route/override.js';
import { holdRoute, weighRoute } from '../../../client/route/set.js';
import { stepsOf } from '../../../ledger/approval/step.js';
import { openedIntake, refusalOf } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';
import { chenJie, liNa, person, wangWei, zhaoMin } from './people.js';

const hourMs = 3_600_000;
const routes = [
  { route: 'sms/aliyun', protocol: 'aliyun-sms', weight: 4 },
  { route: 'sms/tencent', protocol: 'tencent-sms', weight: 1 },
] as unknown as ApprovalWorld['configuration']['routes'];

let opened: OpenedIntake;
let world: ApprovalWorld;
beforeAll(async () => {
  opened = await openedIntake();
  world = { ...opened.world, configuration: { ...opened.world.configuration, routes } };
});
afterAll(() => opened.close());

const holding = (more: object = {}) => ({
  actor: zhaoMin,
  reason: '网关丢短信',
  expiresAt: opened.time.now + 24 * hourMs,
  ...more,
});

describe('routes', () => {
  const inForce = async () =>
    (await routesInForce(world)).map(({ hold, weight }) => hold?.reason ?? weight?.weight ?? null);
  afterEach(async () => {
    opened.time.now += 31 * 24 * hourMs;
    expect(await inForce()).toEqual([null, null]);
  });

  test('are held for long, and weighed, by two supervisors alone', async () => {
    expect(await holdRoute(world, 'aliyun', holding({ expiresAt: opened.time.now + hourMs }))).toMatchObject({
      result: 'set',
    });
    const long = await holdRoute(world, 'aliyun', holding());
    if (long.result !== 'proposed') throw new Error('one person held it for long');
    for (const staff of [liNa, wangWei])
      expect(await refusalOf(approve(world, long.approval.approvalId, staff))).toMatchObject({
        code: 'forbidden',
      });
    // That the short one ended by itself is no change.
    opened.time.now += 2 * hourMs;
    expect(await inForce()).toEqual([null, null]);
    await Promise.allSettled(
      [chenJie, person('sun.li', 'supervisor')].map((who) => approve(world, long.approval.approvalId, who)),
    );
    expect(await inForce()).toEqual(['网关丢短信', null]);
    const held = 'SELECT FROM route_override WHERE approval_id = $1';
    expect(await opened.ledger.query(held, [long.approval.approvalId])).toHaveLength(1);
    const weighed = await weighRoute(world, 'sms/tencent', 3, holding());
    if (weighed.result !== 'proposed') throw new Error('one person set a weight');
    await approve(world, weighed.approval.approvalId, chenJie);
    expect(await inForce()).toEqual(['网关丢短信', 3]);
    expect(
      await weighRoute(world, 'sms/tencent', 3, {
        ...holding(),
        expiresAt: (weighed.approval.act as { expiresAt: number }).expiresAt,
      }),
    ).toMatchObject({ result: 'known' });
    await expect(
      opened.ledger.query(
        `INSERT INTO route_override (target, weight, staff_ref, reason, set_at, expires_at)
         VALUES ('sms/aliyun', 1, 'x', 'x', now(), now() + interval '1 hour')`,
      ),
    ).rejects.toThrow('route_override_weight_approved');
  });

  test('are not held for long by a chain of short holds, under whichever name', async () => {
    const shortly = (hours: number) => holding({ expiresAt: opened.time.now + hours * hourMs });
    expect(await holdRoute(world, 'sms/aliyun', shortly(3))).toMatchObject({ result: 'set' });
    opened.time.now += 3 * hourMs;
    expect(await holdRoute(world, 'aliyun', shortly(2))).toMatchObject({ result: 'proposed' });
    expect(await holdRoute(world, 'aliyun', { ...shortly(1), reason: '仍在丢' })).toMatchObject({
      result: 'set',
    });
    expect(await refusalOf(holdRoute(world, 'sms/tencent', { ...shortly(1), actor: liNa }))).toMatchObject({
      code: 'forbidden',
    });
  });

  test('a proposal is void once somebody set or ended something of the sort', async () => {
    const first = await holdRoute(world, 'tencent', holding());
    await holdRoute(world, 'tencent', holding({ expiresAt: opened.time.now + hourMs }));
    const second = await holdRoute(world, 'tencent', holding());
    opened.time.now += 1_000;
    await endOverrides(world, 'tencent', 'hold', 'chen.jie');
    for (const answer of [first, second]) {
      if (answer.result !== 'proposed') throw new Error('it was set');
      const late = approve(world, answer.approval.approvalId, chenJie);
      expect((await refusalOf(late)).code).toMatch(/^approval-(?:overtaken|over)$/);
    }
  });

  test('a broken glass holds at once, and both reasons are shown', async () => {
    const breakGlass = { reason: '整条通路不可用' };
    const alone = await holdRoute(world, 'aliyun', holding({ breakGlass }));
    expect(alone).toMatchObject({ result: 'set', closes: [], approval: { state: 'acted-alone' } });
    expect(await inForce()).toEqual(['网关丢短信', null]);
    const approvalId = alone.approval?.approvalId ?? '';
    expect((await stepsOf(opened.ledger, approvalId)).map(({ step, reason }) => [step, reason])).toEqual([
      ['acted-alone', '整条通路不可用'],
      ['carried-out', null],
    ]);
    const number = holdRoute(world, 'tencent', holding({ breakGlass: { reason: '打 13812345678' } }));
    expect(await refusalOf(number)).toMatchObject({ code: 'body-invalid' });
  });
});
