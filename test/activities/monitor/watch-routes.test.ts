/** What the monitor makes of attempts in the ledger: shares moved where there is trouble, alarms, and what people may say to it. */
import { createIncidentActivities } from '../../../activities/incident/look.js';
import { createMonitorActivities } from '../../../activities/monitor/watch-routes.js';
import { usableRoutes } from '../../../activities/notice/routes.js';
import type { World } from '../../../activities/world.js';
import { endOverrides, routesInForce } from '../../../client/route/override.js';
import type { OverrideWorld } from '../../../client/route/override.js';
import { freezeShares } from '../../../client/route/freeze.js';
import { holdRoute } from '../../../client/route/set.js';
import type { Settlement } from '../../../domain/attempt/attempt.js';
import type { CarrierGuess, ProvinceGuess } from '../../../domain/contact/number-segment.js';
import { factors } from '../../../domain/health/standing.js';
import { theMonitor } from '../../../domain/plan/override.js';
import { openAlarms } from '../../../ledger/alarm/raise.js';
import { answerAttempt } from '../../../ledger/attempt/answer.js';
import { settleAttempt } from '../../../ledger/attempt/settle.js';
import { openIncidents } from '../../../ledger/incident/row.js';
import { overridesInForce } from '../../../ledger/override/override.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { intendedAttempt } from '../../ledger/owed-notice.js';

const minuteMs = 60_000;
const beganAt = Date.parse('2026-11-02T02:00:00Z');
const account = { accessKeyId: 'k', accessKeySecretFile: '/k', signName: 's', receiptSecretFile: '/s' };
const configuration = configurationSchema.parse({
  version: 1,
  staff: { callBackNumber: '95599' },
  routes: ['sms/aliyun', 'sms/aliyun-b'].map((route) => ({
    route,
    protocol: 'aliyun-sms',
    endpoint: 'http://127.0.0.1:1',
    ...account,
  })),
});

let opened: OpenedLedger;
let now: number;
let world: World;
let routes: OverrideWorld;
beforeEach(async () => {
  opened = await openedLedger();
  now = beganAt;
  const clock = { now: () => now };
  const logger = { warn: () => undefined };
  world = { ledger: opened.worker, clock, configuration, logger } as unknown as World;
  routes = { ledger: opened.api, clock, configuration };
});
afterEach(() => opened.close());

interface Fate {
  readonly province?: ProvinceGuess;
  readonly carrier?: CarrierGuess;
  readonly route?: string;
  readonly becomes: Settlement | 'silent' | 'down' | 'unanswered' | 'wrong-number';
  /** When its receipt came. */
  readonly afterMs?: number;
}

/** So many attempts, accepted or not at `at`. */
async function attempts(
  count: number,
  at: number,
  { becomes, afterMs = 5_000, route = 'sms/aliyun', ...place }: Fate,
) {
  for (let nth = 0; nth < count; nth += 1) {
    const attemptId = await intendedAttempt(opened.ledger, { route, ...place, intendedAt: at });
    if (becomes === 'unanswered') continue;
    const accepted = {
      outcome: 'accepted',
      receiptDeadline: at + 3 * minuteMs,
      receiptHorizon: at + 72 * 60 * minuteMs,
    } as const;
    const refused = { outcome: 'rejected', failure: 'provider-down', code: 'isv.OUT_OF_SERVICE' } as const;
    await answerAttempt(opened.ledger, attemptId, becomes === 'down' ? refused : accepted, at);
    if (becomes === 'silent' || becomes === 'down') continue;
    const settlement = becomes === 'wrong-number' ? 'undelivered' : becomes;
    const failure = becomes === 'wrong-number' ? { failure: 'wrong-number' as const } : {};
    await settleAttempt(opened.ledger, attemptId, { settlement, ...failure, at: at + afterMs });
  }
}

/** A look at the routes; whatever incident it opened was begun. */
async function look() {
  const begun: number[] = [];
  const start = (incidentId: number) => Promise.resolve(void begun.push(incidentId));
  const { opened: numbers, ...found } = await createMonitorActivities(world, start).watchRoutes();
  expect(begun).toEqual(numbers);
  return found;
}
const incidents = async () =>
  (await openIncidents(opened.ledger)).map(({ target, province, openedBy, reason }) =>
    [target, province, openedBy, reason].join(' '),
  );
const shares = async () =>
  (await overridesInForce(opened.ledger, now))
    .filter(({ sort }) => sort === 'share')
    .map(({ target, province, carrier, share }) =>
      [target, province, carrier, share].filter((one) => one !== undefined).join(' '),
    );
const alarms = async () =>
  (await openAlarms(opened.ledger, 50)).map(({ kind, subject }) => `${kind} ${subject}`);

/** One province is swallowed, the others and the other route are well. */
async function swallow(at: number): Promise<void> {
  await attempts(15, at, { province: '广东', becomes: 'silent' });
  await attempts(15, at, { province: '北京', becomes: 'delivered' });
  await attempts(5, at, { becomes: 'delivered' });
}

test('a province that is swallowed loses its share of that route, with its reason on record, and nothing else does', async () => {
  await swallow(beganAt);
  now = beganAt + 3 * minuteMs;
  expect(await look()).toEqual({ inTrouble: 0, moved: 0 });
  now = beganAt + 4 * minuteMs;
  expect(await look()).toEqual({ inTrouble: 1, moved: 1 });
  expect(await shares()).toEqual(['sms/aliyun 广东 0.02']);
  expect(await alarms()).toEqual(['receipts-missing sms/aliyun@广东']);
  const [set] = await overridesInForce(opened.ledger, now);
  expect(set).toMatchObject({ staffRef: theMonitor, reason: 'silence 15/15' });
  // Looked at again it is the same trouble, and nothing is moved twice.
  now += minuteMs;
  expect(await look()).toEqual({ inTrouble: 1, moved: 0 });
  expect(await shares()).toHaveLength(1);
  const [one] = await routesInForce(routes);
  expect(one?.troubles).toMatchObject([
    { scope: { province: '广东' }, measures: ['silence'], evidence: { silence: { sample: 15, bad: 15 } } },
  ]);
});

test('what was swallowed becomes an incident, once, with those it left untold on its list', async () => {
  await swallow(beganAt);
  now = beganAt + 3 * minuteMs;
  await look();
  expect(await incidents()).toEqual([]);
  now = beganAt + 4 * minuteMs;
  await look();
  now += minuteMs;
  await look();
  expect(await incidents()).toEqual(['sms/aliyun 广东 system:monitor silence 15/15']);
  const [incident] = await openIncidents(opened.ledger);
  expect(incident).toMatchObject({
    alarmKind: 'receipts-missing',
    untilAt: null,
    dueAt: now + 23 * 60 * minuteMs + 59 * minuteMs,
  });
  expect(incident?.fromAt).toBeLessThanOrEqual(beganAt);
  const ports = createIncidentActivities({ ...world, ledger: opened.worker });
  expect(await ports.lookAtIncident({ incidentId: incident?.incidentId ?? 0 })).toMatchObject({
    affected: 15,
  });
});

test('where nobody is to be troubled by them, alarms open no incident', async () => {
  world = {
    ...world,
    configuration: { ...configuration, incidents: { ...configuration.incidents, opensOn: [] } },
  };
  await swallow(beganAt);
  now = beganAt + 4 * minuteMs;
  await look();
  expect([await alarms(), await incidents()]).toEqual([['receipts-missing sms/aliyun@广东'], []]);
});

test('plans of numbers from there go by the other route first, all others as before', async () => {
  await swallow(beganAt);
  now = beganAt + 4 * minuteMs;
  await look();
  const overrides = await overridesInForce(opened.ledger, now);
  const firstRoutes = (province: ProvinceGuess) => {
    const counted = { 'sms/aliyun': 0, 'sms/aliyun-b': 0 };
    for (let nth = 0; nth < 300; nth += 1) {
      const contact = {
        channel: 'sms',
        contact: 'mobile@1',
        value: province,
        state: 'good',
        unsubscribed: false,
      };
      const planned = usableRoutes({ ...world, segments: { size: 1, guess: () => ({ province }) } }, {
        key: { applicationId: `A-${nth}`, stage: 'final-decision', round: 1 },
        urgent: false,
        phrasing: () => ({ words: 'SMS_1', wording: {} }),
        consent: undefined,
        revoked: new Set(),
        contacts: [contact],
        overrides,
      } as unknown as Parameters<typeof usableRoutes>[1]);
      counted[planned.routes[0]?.route as keyof typeof counted] += 1;
    }
    return counted['sms/aliyun'] / 300;
  };
  expect(firstRoutes('广东')).toBeLessThan(0.06);
  expect(firstRoutes('北京')).toBeGreaterThan(0.4);
});

test('failures that are the number’s, calls under way and what is too young are no trouble', async () => {
  await attempts(20, beganAt, { province: '广东', becomes: 'wrong-number' });
  await attempts(20, beganAt, { province: '北京', becomes: 'unanswered' });
  await attempts(20, beganAt + 2 * minuteMs, { becomes: 'silent' });
  now = beganAt + 4 * minuteMs;
  expect(await look()).toEqual({ inTrouble: 0, moved: 0 });
  expect(await alarms()).toEqual([]);
});

test('a provider that refuses everything is seen with the next look, as one trouble', async () => {
  for (const province of ['广东', '北京', '上海'] as const)
    await attempts(12, beganAt, { province, becomes: 'down' });
  now = beganAt + minuteMs;
  expect(await look()).toEqual({ inTrouble: 1, moved: 1 });
  expect(await shares()).toEqual(['sms/aliyun 0.02']);
  expect(await alarms()).toEqual(['route-failing sms/aliyun']);
});

test('receipts that come late are told as such, and the share goes down step by step', async () => {
  await attempts(40, beganAt, { becomes: 'delivered', afterMs: 6 * minuteMs });
  now = beganAt + 7 * minuteMs;
  await look();
  expect(await alarms()).toEqual(['route-slow sms/aliyun']);
  expect(await shares()).toEqual(['sms/aliyun 0.5']);
});

test('calm brings the share back step by step, and ends alarm and trouble', async () => {
  await swallow(beganAt);
  now = beganAt + 4 * minuteMs;
  await look();
  const seen: string[][] = [];
  for (let nth = 0; nth < factors.length - 1; nth += 1) {
    now += configuration.monitor.upMs;
    await look();
    seen.push(await shares());
  }
  expect(seen).toEqual([['sms/aliyun 广东 0.1'], ['sms/aliyun 广东 0.5'], []]);
  expect(await alarms()).toEqual([]);
  expect((await routesInForce(routes))[0]?.troubles).toEqual([]);
});

test('where both routes are in trouble, neither is emptied into the other', async () => {
  await attempts(15, beganAt, { becomes: 'down' });
  now = beganAt + minuteMs;
  await look();
  await attempts(15, now, { route: 'sms/aliyun-b', becomes: 'down' });
  now += minuteMs;
  expect(await look()).toEqual({ inTrouble: 2, moved: 0 });
  expect(await shares()).toEqual(['sms/aliyun 0.02']);
});

test('a route that somebody holds takes no share over', async () => {
  await holdRoute(routes, 'sms/aliyun-b', {
    actor: { account: 'wang.wei', roles: new Set(['supervisor']) },
    reason: 'being repaired',
    expiresAt: now + 60 * minuteMs,
  });
  await attempts(15, beganAt, { becomes: 'down' });
  now = beganAt + minuteMs;
  expect(await look()).toEqual({ inTrouble: 1, moved: 0 });
  expect(await alarms()).toEqual(['route-failing sms/aliyun']);
});

describe('what a supervisor says to it', () => {
  const order = { staffRef: 'wang.wei', reason: 'they repair it by hand' };

  test('frozen shares stay as they are, and trouble is told all the same', async () => {
    await attempts(15, beganAt, { becomes: 'down' });
    now = beganAt + minuteMs;
    await freezeShares(routes, 'sms/aliyun', { ...order, expiresAt: now + 60 * minuteMs });
    expect(await look()).toEqual({ inTrouble: 1, moved: 0 });
    expect(await alarms()).toEqual(['route-failing sms/aliyun']);
    await endOverrides(routes, 'sms/aliyun', 'freeze', 'wang.wei');
    now += minuteMs;
    await attempts(15, now, { becomes: 'down' });
    expect(await look()).toMatchObject({ moved: 1 });
  });

  test('shares are set back and stay so while it lasts', async () => {
    await swallow(beganAt);
    now = beganAt + 4 * minuteMs;
    await look();
    now += minuteMs;
    const frozen = await freezeShares(routes, 'sms/aliyun', {
      ...order,
      expiresAt: now + 60 * minuteMs,
      restore: true,
    });
    expect(frozen).toMatchObject({ restored: 1 });
    expect(await shares()).toEqual([]);
    await swallow(now);
    now += 5 * minuteMs;
    expect(await look()).toMatchObject({ inTrouble: 1, moved: 0 });
    expect(await shares()).toEqual([]);
    now += 60 * minuteMs;
    await swallow(now - 5 * minuteMs);
    expect(await look()).toMatchObject({ moved: 1 });
    expect(await shares()).toEqual(['sms/aliyun 广东 0.02']);
  });

  test.each([
    ['sms/nobody', {}, 'route-unknown'],
    ['sms/aliyun', { staffRef: '13800138000' }, 'staff-reference'],
    ['sms/aliyun', { reason: '' }, 'override-invalid'],
    ['sms/aliyun', { expiresAt: beganAt }, 'override-invalid'],
    ['sms/aliyun', { expiresAt: beganAt + 8 * 24 * 60 * minuteMs }, 'override-invalid'],
  ])('an order that is none is refused: %s %j is %s', async (target, changed, code) => {
    const given = { ...order, expiresAt: now + minuteMs, ...changed };
    await expect(freezeShares(routes, target, given)).rejects.toMatchObject({ code });
    expect(await overridesInForce(opened.ledger, now)).toEqual([]);
  });
});

test('a route that is configured no more is in no trouble any more', async () => {
  await attempts(15, beganAt, { becomes: 'down' });
  now = beganAt + minuteMs;
  await look();
  world = { ...world, configuration: { ...configuration, routes: configuration.routes.slice(1) } };
  now += minuteMs;
  expect(await look()).toMatchObject({ inTrouble: 0 });
  expect(await shares()).toEqual([]);
  expect(await alarms()).toEqual([]);
});
