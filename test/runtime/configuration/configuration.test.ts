import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionAt } from '../../../domain/policy/permission.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { ConfigurationFault } from '../../../runtime/configuration/configuration-fault.js';
import { healthSchema, monitorSchema } from '../../../runtime/configuration/health-schema.js';
import { incidentsSchema } from '../../../runtime/configuration/incidents-schema.js';
import { readConfiguration } from '../../../runtime/configuration/read-configuration.js';
import { readSendRules, sendRulesOf } from '../../../runtime/configuration/send-rules.js';
import { temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
const file = join(folder, 'configuration.json');
writePrivate(folder, 'aliyun.secret', 'account-secret');
writePrivate(folder, 'receipt.secret', 'receipt-secret-0123456789');

const route = {
  route: 'sms/aliyun',
  protocol: 'aliyun-sms',
  endpoint: 'https://dysmsapi.aliyuncs.com',
  accessKeyId: 'LTAI-test',
  accessKeySecretFile: 'aliyun.secret',
  signName: '必达',
  receiptSecretFile: 'receipt.secret',
};
const minimal = { version: 1, routes: [route], staff: { callBackNumber: '400-800-0000' } };

const read = (json: unknown) => {
  writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json));
  return readConfiguration(file);
};
const linesOf = (json: unknown): string[] => {
  try {
    read(json);
  } catch (error) {
    if (error instanceof ConfigurationFault) return error.lines.map((line) => line.replace(`${file}: `, ''));
    throw error;
  }
  return [];
};
const withCalendar = (calendar: unknown) => ({ ...minimal, calendar });
const withRoute = (change: object) => ({ ...minimal, routes: [{ ...route, ...change }] });

test('a minimal file is filled with the defaults of the article', () => {
  const { approvals, ...others } = read(minimal);
  expect(approvals.holdAloneMs).toBe(14_400_000);
  expect(others).toEqual({
    version: 1,
    calendar: {
      timeZone: 'Asia/Shanghai',
      holidays: 'cn',
      open: false,
      window: { open: '09:00', close: '18:00' },
      wider: { open: '09:00', close: '20:00' },
      quiet: { from: '22:00', to: '08:00' },
      maxHoldMs: 86_400_000,
      spreadMs: 60_000,
    },
    policies: { 'preliminary-approval': {}, 'supplementary-documents': {}, 'final-decision': {} },
    channelOrder: {
      'preliminary-approval': ['sms', 'push', 'email', 'voice'],
      'supplementary-documents': ['sms', 'push', 'email', 'voice'],
      'final-decision': ['sms', 'push', 'email', 'voice'],
    },
    checks: { maxAgeMs: 2_592_000_000, timeoutMs: 2_000 },
    numberSegments: 'sample',
    copyOnSilence: { 'preliminary-approval': true, 'supplementary-documents': true, 'final-decision': true },
    routes: [
      {
        ...route,
        accessKeySecretFile: join(folder, 'aliyun.secret'),
        receiptSecretFile: join(folder, 'receipt.secret'),
        callTimeoutMs: 3_000,
        lingerMs: 20_000,
        receiptDeadlineMs: 180_000,
        receiptHorizonMs: 259_200_000,
        settlingDelayMs: 5_000,
        perSecond: 100,
        weight: 1,
        health: healthSchema({ byReceipt: true }).parse({}),
      },
    ],
    monitor: monitorSchema.parse({}),
    staff: {
      dueMs: 86_400_000,
      remindBeforeMs: 7_200_000,
      claimMs: 1_800_000,
      complaintDueMs: 86_400_000,
      callBackNumber: '400-800-0000',
    },
    api: {},
    metrics: {},
    incidents: incidentsSchema.parse({}),
    application: { quietAlarmAfterMs: 15_552_000_000 },
    stories: { cached: 2_000, workers: 1 },
    sweep: { everyMs: 60_000, graceMs: 60_000, heldGraceMs: 3_600_000 },
    watch: { everyMs: 60_000, awayAfterMs: 120_000 },
    polling: { everyMs: 30_000 },
    webhooks: [],
    reconciliation: { graceMs: 7_200_000 },
    retention: { afterDays: 1_826, everyMs: 3_600_000 },
  });
});

test('everything can be said', () => {
  const full = {
    ...minimal,
    policies: { 'final-decision': { sms: 'strict', push: 'preferred' } },
    copyOnSilence: { 'final-decision': false },
    routes: [route, { ...route, route: 'sms/aliyun-b', endpoint: 'http://127.0.0.1:7360' }],
  };
  const configuration = read(full);
  expect(configuration.policies['final-decision']).toEqual({ sms: 'strict', push: 'preferred' });
  expect(configuration.copyOnSilence['final-decision']).toBe(false);
  expect(configuration.routes.map((each) => each.route)).toEqual(['sms/aliyun', 'sms/aliyun-b']);
});

test('faults are told all at once, with the file and the place', () => {
  writeFileSync(file, JSON.stringify({ version: 2, routes: [{ ...route, perSecond: 'x' }], staff: {} }));
  expect(() => readConfiguration(file)).toThrow(
    [
      `${file}: version: expected 1`,
      `${file}: routes[0].perSecond: expected a number`,
      `${file}: staff.callBackNumber: expected a telephone number that applicants may call`,
    ].join('\n'),
  );
});

test.each([
  [{}, ['version: expected 1', 'routes: expected a list', 'staff: expected an object']],
  [[], ['expected an object']],
  ['{\n"version": 1,\n nonsense-s3cret', ['expected JSON; line 3 is not']],
  [{ ...minimal, colour: 's3cret' }, ['colour: expected no field of this name']],
  [withCalendar({ windows: {} }), ['calendar.windows: expected no field of this name']],
  [
    withCalendar({ timeZone: 'Asia/S3cret' }),
    ['calendar.timeZone: expected an IANA time zone, such as Asia/Shanghai'],
  ],
  [withCalendar({ window: { open: '9:00' } }), ['calendar.window.open: expected a time of day as HH:MM']],
  [withCalendar({ window: { open: '18:00' } }), ['calendar.window: expected open to be before close']],
  [withCalendar({ wider: { close: '08:00' } }), ['calendar.wider: expected open to be before close']],
  [withCalendar({ maxHoldMs: -1 }), ['calendar.maxHoldMs: expected at least 0']],
  [withCalendar({ maxHoldMs: 1.5 }), ['calendar.maxHoldMs: expected a whole number']],
  [withCalendar({ open: 'yes' }), ['calendar.open: expected true or false']],
  [
    withCalendar({ holidays: 'missing.json' }),
    ['calendar.holidays: expected a file that exists and can be read'],
  ],
  [
    withCalendar({ pressed: { realAnchor: 'now', calendarAnchor: '2026-09-30T09:00:00+08:00', factor: 0 } }),
    [
      'calendar.pressed.realAnchor: expected an ISO instant with its offset',
      'calendar.pressed.factor: expected more than 0',
    ],
  ],
  [
    { ...minimal, policies: { 'final-decision': { fax: 'strict' } } },
    ['policies.final-decision.fax: expected no field of this name'],
  ],
  [
    { ...minimal, policies: { 'final-decision': { sms: 's3cret' } } },
    ['policies.final-decision.sms: expected "preferred" or "strict"'],
  ],
  [
    { ...minimal, copyOnSilence: { approval: true } },
    ['copyOnSilence.approval: expected no field of this name'],
  ],
  [{ ...minimal, routes: [route, route] }, ['routes: expected each route name once']],
  [withRoute({ route: 'push/aliyun' }), ['routes[0].route: expected a route such as sms/aliyun']],
  [
    { ...minimal, channelOrder: { 'final-decision': ['sms', 'sms'] } },
    ['channelOrder.final-decision: expected each channel once'],
  ],
  [
    withRoute({ protocol: 's3cret' }),
    [
      'routes[0].protocol: expected "aliyun-sms", "fcm-push", "smtp-email", "jpush-push", "tencent-sms", "bank-gateway-sms" or "aliyun-voice"',
    ],
  ],
  [
    withRoute({ endpoint: 'http://sms.s3cret.com' }),
    ['routes[0].endpoint: expected an https URL without credentials or query (http only to this machine)'],
  ],
  [
    withRoute({ endpoint: 'https://s3cret@sms.example.com' }),
    ['routes[0].endpoint: expected an https URL without credentials or query (http only to this machine)'],
  ],
  [
    withRoute({ templates: { 'final-decision': 'SMS_1' } }),
    ['routes[0].templates: expected no field of this name'],
  ],
  [withRoute({ callTimeoutMs: 50 }), ['routes[0].callTimeoutMs: expected at least 100']],
  [
    withRoute({ callTimeoutMs: 20_000, lingerMs: 50_000 }),
    ['routes[0].lingerMs: expected no more than 60000 together with callTimeoutMs'],
  ],
  [withRoute({ receiptDeadlineMs: 10_000 }), ['routes[0].lingerMs: expected no more than receiptDeadlineMs']],
  [
    withRoute({ receiptHorizonMs: 60_000 }),
    ['routes[0].receiptDeadlineMs: expected no more than receiptHorizonMs'],
  ],
  [
    withRoute({ receiptSecretFile: 'no.secret' }),
    ['routes[0].receiptSecretFile: expected a file that exists and can be read'],
  ],
  [
    { ...minimal, staff: { ...minimal.staff, dueMs: 3_600_000 } },
    ['staff.remindBeforeMs: expected less than dueMs'],
  ],
  [
    { ...minimal, staff: { callBackNumber: 's3cret' } },
    ['staff.callBackNumber: expected a telephone number that applicants may call'],
  ],
])('%j is refused word by word', (json, lines) => {
  expect(linesOf(json)).toEqual(lines);
  expect(lines.join()).not.toContain('s3cret');
});

test('a secret file that others can read, or that is no secret, is refused', () => {
  const open = writePrivate(folder, 'open.secret', 'account-s3cret', 0o644);
  const short = writePrivate(folder, 'short.secret', 'short/s3cret');
  expect(linesOf(withRoute({ accessKeySecretFile: open, receiptSecretFile: short }))).toEqual([
    'routes[0].accessKeySecretFile: expected mode 0640 or stricter, found 0644 (chmod 600)',
    'routes[0].receiptSecretFile: expected 16 to 128 letters, digits, underscores or hyphens in that file',
  ]);
  chmodSync(open, 0o600);
  expect(linesOf(withRoute({ accessKeySecretFile: open }))).toEqual([]);
});

test('receipt secrets may be several while they change, each of the same shape; other secrets are one', () => {
  const several = writePrivate(
    folder,
    'several.secret',
    'receipt-secret-9876543210\nreceipt-secret-0123456789\n',
  );
  const oneBad = writePrivate(folder, 'one-bad.secret', 'receipt-secret-9876543210\nshort/s3cret\n');
  expect(linesOf(withRoute({ receiptSecretFile: several }))).toEqual([]);
  expect(linesOf(withRoute({ receiptSecretFile: oneBad }))).toEqual([
    'routes[0].receiptSecretFile: expected 16 to 128 letters, digits, underscores or hyphens in that file',
  ]);
});

test('where receipts may come from, and which proxies say so, are addresses and networks', () => {
  const network = 'expected an address or a network such as 203.0.113.0/24 or 2001:db8::/32';
  expect(linesOf(withRoute({ receiptSources: ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7'] }))).toEqual(
    [],
  );
  expect(linesOf(withRoute({ receiptSources: ['203.0.113.0/24', 's3cret.example', '10.0.0.0/64'] }))).toEqual(
    [`routes[0].receiptSources[1]: ${network}`, `routes[0].receiptSources[2]: ${network}`],
  );
  expect(linesOf({ ...minimal, api: { trustedProxies: ['10.1.0.0/16'] } })).toEqual([]);
  expect(linesOf({ ...minimal, api: { trustedProxies: ['proxy'] } })).toEqual([
    `api.trustedProxies[0]: ${network}`,
  ]);
  // A list of nobody would shut the door silently.
  expect(linesOf(withRoute({ receiptSources: [] }))).toHaveLength(1);
});

describe('a route by JPush', () => {
  const jpush = {
    route: 'push/jpush',
    protocol: 'jpush-push',
    appKey: '7d431e42dfa6a6d693ac2d04',
    masterSecretFile: 'aliyun.secret',
    receiptSecretFile: 'receipt.secret',
  };
  const by = (change: object) => ({ ...minimal, routes: [{ ...jpush, ...change }] });

  test('needs its account alone; the rest has defaults, and its files are found beside the configuration', () => {
    expect(read(by({})).routes).toMatchObject([
      {
        endpoint: 'https://api.jpush.cn',
        apnsProduction: true,
        timeToLiveS: 86_400,
        masterSecretFile: join(folder, 'aliyun.secret'),
        receiptSecretFile: join(folder, 'receipt.secret'),
      },
    ]);
  });

  test.each([
    [{ route: 'sms/jpush' }, 'route: expected a route such as push/jpush'],
    [{ appKey: 's3cret key' }, 'appKey: expected the app key'],
    [{ timeToLiveS: 864_001 }, 'timeToLiveS: expected at most 864000'],
    [{ apnsProduction: 'yes' }, 'apnsProduction: expected true or false'],
    [{ masterSecretFile: 'no.secret' }, 'masterSecretFile: expected a file that exists and can be read'],
    [
      { endpoint: 'http://api.s3cret.cn' },
      'endpoint: expected an https URL without credentials or query (http only to this machine)',
    ],
  ])('with %j is refused word by word', (change, line) => {
    expect(linesOf(by(change))).toEqual([`routes[0].${line}`]);
  });
});

describe('a route by Tencent', () => {
  const tencent = {
    route: 'sms/tencent',
    protocol: 'tencent-sms',
    secretId: 'AKIDz8krbsJ5',
    secretKeyFile: 'aliyun.secret',
    smsSdkAppId: '1400006666',
    signName: '测试银行',
    receiptSecretFile: 'receipt.secret',
  };
  const by = (change: object) => ({ ...minimal, routes: [{ ...tencent, ...change }] });

  test('needs its account alone; the rest has defaults, and its files are found beside the configuration', () => {
    expect(read(by({})).routes).toMatchObject([
      {
        endpoint: 'https://sms.tencentcloudapi.com',
        region: 'ap-guangzhou',
        secretKeyFile: join(folder, 'aliyun.secret'),
        receiptSecretFile: join(folder, 'receipt.secret'),
      },
    ]);
  });

  test.each([
    [{ route: 'push/tencent' }, 'route: expected a route such as sms/tencent'],
    [{ secretId: '' }, 'secretId: expected the id of the key'],
    [{ smsSdkAppId: '' }, 'smsSdkAppId: expected the id of the SMS application'],
    [{ secretKeyFile: 'no.secret' }, 'secretKeyFile: expected a file that exists and can be read'],
  ])('with %j is refused word by word', (change, line) => {
    expect(linesOf(by(change))).toEqual([`routes[0].${line}`]);
  });
});

test('a missing configuration is said plainly', () => {
  const missing = join(folder, 'missing.json');
  expect(() => readConfiguration(missing)).toThrow(`${missing}: expected a file that exists and can be read`);
});

test('the defaults give the send rules of the article', () => {
  const { days, ...rules } = readSendRules(read(minimal));
  const { days: defaultDays, ...defaults } = defaultSendRules;
  expect(rules).toEqual(defaults);
  expect(days.version).toBe(defaultDays.version);
});

test('the bank’s own holidays decide, are read anew, and faults in them are told', () => {
  const holidays = writePrivate(
    folder,
    'holidays.json',
    JSON.stringify({ holidays: ['2026-11-23'], workdays: [] }),
  );
  const configuration = read(withCalendar({ holidays: 'holidays.json' }));
  expect(configuration.calendar.holidays).toBe(holidays);
  expect(readSendRules(configuration).days.isWorkday('2026-11-23')).toBe(false);
  writeFileSync(holidays, JSON.stringify({ holidays: [], workdays: ['2026-11-22'] }));
  expect(readSendRules(configuration).days.isWorkday('2026-11-22')).toBe(true);
  writeFileSync(holidays, JSON.stringify({ holidays: ['2026-02-30'], workdays: [] }));
  expect(linesOf(withCalendar({ holidays: 'holidays.json' }))).toEqual([
    'calendar.holidays: holidays[0]: expected a date that exists, as YYYY-MM-DD',
  ]);
  expect(() => readSendRules(configuration)).toThrow(
    `${holidays}: holidays[0]: expected a date that exists, as YYYY-MM-DD`,
  );
});

test('an open, pressed calendar without holidays reaches the rules as written', () => {
  const pressed = {
    realAnchor: '2026-11-23T10:00:00Z',
    calendarAnchor: '2026-09-30T09:00:00+08:00',
    factor: 1_800,
  };
  const calendar = { holidays: 'none', open: true, pressed, window: { open: '08:30', close: '24:00' } };
  const rules = sendRulesOf(read(withCalendar(calendar)), { holidays: [], workdays: [] });
  expect(rules).toMatchObject({
    open: true,
    window: { openMinute: 510, closeMinute: 1_440 },
    pressed: {
      realAnchor: Date.UTC(2026, 10, 23, 10),
      calendarAnchor: Date.UTC(2026, 8, 30, 1),
      factor: 1_800,
    },
  });
  expect(rules.days.isWorkday('2026-10-01')).toBe(true);
  const subject = {
    applicationId: 'A-1',
    stage: 'final-decision',
    channel: 'sms',
    policy: 'strict',
    reportedAt: 0,
    urgent: false,
  } as const;
  expect(permissionAt(rules, subject, Date.UTC(2026, 10, 22)).allowed).toBe(true);
});

describe('checks of numbers', () => {
  const check = { accessKeyId: 'LTAI-test', accessKeySecretFile: 'aliyun.secret', authCode: 'granted' };

  test('go to Aliyun unless told, with the key’s path made absolute', () => {
    const { checks } = read({ ...minimal, checks: { numberStatus: check, realName: check } });
    const whole = {
      ...check,
      provider: 'aliyun',
      endpoint: 'https://dytnsapi.aliyuncs.com',
      accessKeySecretFile: join(folder, 'aliyun.secret'),
    };
    expect(checks).toEqual({
      numberStatus: whole,
      realName: whole,
      maxAgeMs: 30 * 86_400_000,
      timeoutMs: 2_000,
    });
  });

  test('are refused with a key that is not there, a plain-text endpoint or a time-out beyond five seconds', () => {
    const wrong = { numberStatus: { ...check, accessKeySecretFile: 'gone.secret' } };
    expect(linesOf({ ...minimal, checks: wrong })).toEqual([
      expect.stringMatching(/^checks\.numberStatus\.accessKeySecretFile: expected /),
    ]);
    const plain = { ...check, endpoint: 'http://dytnsapi.aliyuncs.com' };
    expect(linesOf({ ...minimal, checks: { realName: plain, timeoutMs: 5_001 } })).toEqual([
      expect.stringMatching(/^checks\.realName\.endpoint: expected an https URL/),
      expect.stringMatching(/^checks\.timeoutMs: expected /),
    ]);
  });
});
