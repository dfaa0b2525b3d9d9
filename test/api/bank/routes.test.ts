/** Holds and weights over HTTP; what they do to plans is `test/workflows/overrides`' matter. */
import { theMonitor } from '../../../domain/plan/override.js';
import { keepStanding } from '../../../ledger/health/standings.js';
import { insertOverride } from '../../../ledger/override/override.js';
import type { Configuration } from '../../../runtime/configuration/configuration-schema.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

const hourMs = 3_600_000;
const routes = [
  { route: 'sms/aliyun', protocol: 'aliyun-sms', weight: 4 },
  { route: 'sms/tencent', protocol: 'tencent-sms', weight: 1 },
  { route: 'voice/aliyun', protocol: 'aliyun-voice', weight: 1 },
] as unknown as Configuration['routes'];
const zhaoMin: Caller = { account: 'zhao.min', roles: new Set(['supervisor'] as const) };

let door: BankDoor;
beforeEach(async () => {
  door = await openBankDoor(undefined, { routes });
});
afterEach(() => door.close());

const expiresAt = () => new Date(door.opened.time.now + hourMs).toISOString();
const order = (more: object = {}) => ({ reason: '网关丢短信', expiresAt: expiresAt(), ...more });
const call = (method: 'GET' | 'PUT' | 'DELETE', path: string, body?: unknown) =>
  door.call(zhaoMin, method, `/v1/${path}`, body);
const well = { shares: [], troubles: [] };
const overrides = () => door.opened.ledger.query('SELECT FROM route_override');

test('a route is held by whoever’s token it is, for a while, and released', async () => {
  const held = await call('PUT', 'routes/sms/tencent/hold', order());
  const hold = {
    target: 'sms/tencent',
    reason: '网关丢短信',
    by: 'zhao.min',
    setAt: new Date(door.opened.time.now).toISOString(),
    expiresAt: expiresAt(),
  };
  expect(held).toMatchObject({ status: 201, json: { closes: [] } });
  const shown = await door.call('engineer', 'GET', '/v1/routes');
  expect(shown).toMatchObject({ status: 200, json: { routes: held.json['routes'] } });
  expect(shown.json['routes']).toEqual([
    { route: 'sms/aliyun', protocol: 'aliyun-sms', configuredWeight: 4, ...well },
    { route: 'sms/tencent', protocol: 'tencent-sms', configuredWeight: 1, ...well, hold },
    { route: 'voice/aliyun', protocol: 'aliyun-voice', configuredWeight: 1, ...well },
  ]);
  const released = await call('DELETE', 'routes/sms/tencent/hold');
  expect(released.status).toBe(200);
  expect((released.json['routes'] as object[])[1]).not.toHaveProperty('hold');
  expect(await call('DELETE', 'routes/sms/tencent/hold')).toMatchObject({
    status: 409,
    json: { code: 'override-none' },
  });
});

test('where a route is in trouble is shown with what was seen, and its shares are frozen, set back and thawed', async () => {
  const { ledger, time } = door.opened;
  const at = time.now - hourMs;
  await ledger.transaction(async (tx) => {
    await keepStanding(
      tx,
      {
        scope: { route: 'sms/aliyun', province: '广东', carrier: 'china-mobile' },
        measures: ['silence'],
        since: at,
        sickAt: at,
        step: 3,
        movedAt: at,
        isRising: false,
        falls: 1,
        evidence: { silence: { sample: 20, bad: 19 } },
      },
      at,
    );
    await insertOverride(tx, {
      sort: 'share',
      target: 'sms/aliyun',
      province: '广东',
      carrier: 'china-mobile',
      share: 0.02,
      staffRef: theMonitor,
      reason: 'silence 19/20',
      setAt: at,
      expiresAt: at + 24 * hourMs,
    });
  });
  const place = { province: '广东', carrier: 'china-mobile' };
  const [one] = (await door.call('staff', 'GET', '/v1/routes')).json['routes'] as object[];
  expect(one).toMatchObject({
    shares: [{ ...place, share: 0.02, by: theMonitor, reason: 'silence 19/20' }],
    troubles: [
      { ...place, measures: ['silence'], share: 0.02, evidence: { silence: { sample: 20, bad: 19 } } },
    ],
  });
  const frozen = await call('PUT', 'providers/aliyun/freeze', order());
  expect(frozen.status).toBe(201);
  expect(frozen.json['routes']).toMatchObject([
    { shares: [{ share: 0.02 }], freeze: { target: 'aliyun', by: 'zhao.min' } },
    well,
    { freeze: { target: 'aliyun' } },
  ]);
  const restored = await call('PUT', 'routes/sms/aliyun/freeze', order({ restore: true }));
  expect((restored.json['routes'] as object[])[0]).toMatchObject({
    shares: [],
    freeze: { target: 'sms/aliyun' },
  });
  expect(await call('DELETE', 'routes/sms/aliyun/freeze')).toMatchObject({ status: 200 });
  expect(await call('DELETE', 'routes/sms/aliyun/freeze')).toMatchObject({
    status: 409,
    json: { code: 'override-none' },
  });
  expect(await call('DELETE', 'providers/aliyun/freeze')).toMatchObject({ status: 200 });
  expect(await call('PUT', 'routes/sms/nobody/freeze', order())).toMatchObject({
    status: 404,
    json: { code: 'route-unknown' },
  });
});

test('whoever watches hears that something was set, and that it was ended', async () => {
  await call('PUT', 'routes/sms/tencent/hold', order());
  await call('DELETE', 'routes/sms/tencent/hold');
  const told = await door.opened.ledger.query(
    `SELECT kind, detail ->> 'target' AS target, detail ->> 'staffRef' AS by FROM event ORDER BY event_id`,
  );
  expect(told).toEqual([
    { kind: 'override-set', target: 'sms/tencent', by: 'zhao.min' },
    { kind: 'override-ended', target: 'sms/tencent', by: 'zhao.min' },
  ]);
});

test('a provider is held with all its routes, and whoever does it hears which channels that closes', async () => {
  await call('PUT', 'routes/sms/tencent/hold', order());
  const held = await call('PUT', 'providers/aliyun/hold', order());
  expect(held).toMatchObject({ status: 201, json: { closes: ['sms', 'voice'] } });
  // A hold of the provider is released by the provider's name.
  expect(await call('DELETE', 'routes/sms/aliyun/hold')).toMatchObject({ status: 409 });
  expect(await call('DELETE', 'providers/aliyun/hold')).toMatchObject({ status: 200 });
});

test('the same hold said twice is one; another takes its place', async () => {
  const first = order();
  expect((await call('PUT', 'providers/aliyun/hold', first)).status).toBe(201);
  expect(await call('PUT', 'providers/aliyun/hold', first)).toMatchObject({
    status: 200,
    json: { closes: ['voice'] },
  });
  expect(await overrides()).toHaveLength(1);
  expect((await call('PUT', 'providers/aliyun/hold', { ...first, reason: '仍在丢' })).status).toBe(201);
  expect(await overrides()).toHaveLength(2);
});

test('a route has another weight for a while, once another supervisor agrees', async () => {
  const weighed = await call('PUT', 'routes/sms/tencent/weight', order({ weight: 2.5 }));
  expect(weighed).toMatchObject({ status: 202, json: { kind: 'route-weight', act: { weight: 2.5 } } });
  const address = weighed.headers.get('location') ?? '';
  const own = await door.call(zhaoMin, 'POST', `${address}/approve`);
  expect(own).toMatchObject({ status: 403, json: { code: 'approval-own' } });
  expect(await door.call('supervisor', 'POST', `${address}/approve`)).toMatchObject({
    status: 200,
    json: { state: 'approved', decidedBy: 'some.supervisor' },
  });
  expect(((await call('GET', 'routes')).json['routes'] as object[])[1]).toMatchObject({
    configuredWeight: 1,
    weight: { weight: 2.5, by: 'zhao.min' },
  });
  expect((await call('PUT', 'routes/sms/tencent/weight', order({ weight: 2.5 }))).status).toBe(200);
  expect((await call('PUT', 'routes/sms/tencent/weight', order({ weight: 3 }))).status).toBe(202);
  expect(await call('DELETE', 'routes/sms/tencent/weight')).toMatchObject({ status: 200 });
  expect((await door.call('staff', 'GET', '/v1/routes')).json['routes']).toContainEqual({
    route: 'sms/tencent',
    protocol: 'tencent-sms',
    configuredWeight: 1,
    ...well,
  });
});

test('what is no such route or order is refused, by its field', async () => {
  for (const [path, body, status, code] of [
    ['routes/sms/nobody/hold', order(), 404, 'route-unknown'],
    ['providers/nobody/hold', order(), 404, 'route-unknown'],
    ['routes/fax/aliyun/hold', order(), 404, 'route-unknown'],
    ['routes/sms/aliyun/hold', order({ reason: '打 13812345678' }), 400, 'override-invalid'],
    ['routes/sms/aliyun/hold', order({ expiresAt: '2027-11-02T00:00:00Z' }), 400, 'override-invalid'],
    ['routes/sms/aliyun/hold', order({ expiresAt: '2020-11-02T00:00:00Z' }), 400, 'override-invalid'],
    ['routes/sms/aliyun/hold', { expiresAt: expiresAt() }, 400, 'body-invalid'],
    ['routes/sms/aliyun/hold', order({ by: 'li.na' }), 400, 'body-invalid'],
    ['routes/sms/aliyun/weight', order({ weight: 0 }), 400, 'body-invalid'],
    ['routes/sms/aliyun/weight', order(), 400, 'body-invalid'],
  ] as const) {
    const refused = await call('PUT', path, body);
    expect(refused).toMatchObject({ status, json: { code } });
    expect(refused.text).not.toContain('13812345678');
  }
  expect(await overrides()).toEqual([]);
});
