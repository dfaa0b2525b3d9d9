import { PrivateFileFault } from '../private-file/private-file.js';
import type { Configuration } from './configuration-schema.js';
import type { Fault } from './configuration-fault.js';
import { readHolidays } from './holidays.js';
import { minuteOfDay } from './minute-of-day.js';
import { isLoopback } from './route-schema.js';
import type { RouteConfiguration } from './route-schema.js';
import { readNumberSegments } from './number-segments.js';
import { readRotatingSecret, readSecret } from './secret.js';

const receiptSecretShape = /^[A-Za-z0-9_-]{16,128}$/;

function windowFaults({ calendar }: Configuration): Fault[] {
  const faults: Fault[] = [];
  for (const name of ['window', 'wider'] as const) {
    const { open, close } = calendar[name];
    if (minuteOfDay(open) >= minuteOfDay(close))
      faults.push({ path: `calendar.${name}`, expected: 'open to be before close' });
  }
  return faults;
}

function holidayFaults(configuration: Configuration): Fault[] {
  const read = readHolidays(configuration);
  if ('overrides' in read) return [];
  return read.faults.map(({ path, expected }) => ({
    path: path === '' ? 'calendar.holidays' : `calendar.holidays: ${path}`,
    expected,
  }));
}

function segmentFaults(configuration: Configuration): Fault[] {
  const read = readNumberSegments(configuration);
  if ('segments' in read) return [];
  return read.faults.map(({ path, expected }) => ({
    path: path === '' ? 'numberSegments' : `numberSegments: ${path}`,
    expected,
  }));
}

function secretFaults(file: string, path: string, shape?: RegExp, read = readSecret): Fault[] {
  try {
    const secret = read(file);
    if (shape === undefined || secret.revealAll().every((text) => shape.test(text))) return [];
    return [{ path, expected: '16 to 128 letters, digits, underscores or hyphens in that file' }];
  } catch (error) {
    if (error instanceof PrivateFileFault) return [{ path, expected: error.expected }];
    throw error;
  }
}

function routeFaults(route: RouteConfiguration, path: string): Fault[] {
  const faults: Fault[] = [];
  const { callTimeoutMs, lingerMs, receiptDeadlineMs, receiptHorizonMs } = route;
  // The linger is the first part of the wait for a receipt, and both are inside one activity's time-out.
  if (callTimeoutMs + lingerMs > 60_000)
    faults.push({ path: `${path}.lingerMs`, expected: 'no more than 60000 together with callTimeoutMs' });
  if (lingerMs > receiptDeadlineMs)
    faults.push({ path: `${path}.lingerMs`, expected: 'no more than receiptDeadlineMs' });
  if (receiptDeadlineMs > receiptHorizonMs)
    faults.push({ path: `${path}.receiptDeadlineMs`, expected: 'no more than receiptHorizonMs' });
  return [
    ...faults,
    ...accountFaults(route, path),
    ...secretFaults(
      route.receiptSecretFile,
      `${path}.receiptSecretFile`,
      receiptSecretShape,
      readRotatingSecret,
    ),
  ];
}

function accountFaults(route: RouteConfiguration, path: string): Fault[] {
  switch (route.protocol) {
    case 'aliyun-sms':
    case 'aliyun-voice':
      return secretFaults(route.accessKeySecretFile, `${path}.accessKeySecretFile`);
    case 'fcm-push':
      return secretFaults(route.serviceAccountFile, `${path}.serviceAccountFile`);
    case 'smtp-email':
      return [
        ...(route.passwordFile === undefined ? [] : secretFaults(route.passwordFile, `${path}.passwordFile`)),
        ...((route.user === undefined) === (route.passwordFile === undefined)
          ? []
          : [{ path: `${path}.passwordFile`, expected: 'given together with user' }]),
        ...(route.tls === 'none' && !isLoopback(route.host)
          ? [{ path: `${path}.tls`, expected: '"starttls" or "implicit" to another machine' }]
          : []),
      ];
    case 'jpush-push':
      return secretFaults(route.masterSecretFile, `${path}.masterSecretFile`);
    case 'tencent-sms':
      return secretFaults(route.secretKeyFile, `${path}.secretKeyFile`);
    case 'bank-gateway-sms':
      return [
        ...route.keys.flatMap(({ file }, n) =>
          secretFaults(file, `${path}.keys[${n}].file`, receiptSecretShape),
        ),
        ...(new Set(route.keys.map(({ id }) => id)).size === route.keys.length
          ? []
          : [{ path: `${path}.keys`, expected: 'keys of different ids' }]),
      ];
  }
}

function checkFaults({ checks }: Configuration): Fault[] {
  return (['numberStatus', 'realName'] as const).flatMap((name) => {
    const check = checks[name];
    return check === undefined
      ? []
      : secretFaults(check.accessKeySecretFile, `checks.${name}.accessKeySecretFile`);
  });
}

function identityFaults({ identity }: Configuration): Fault[] {
  if (identity?.signIn === undefined) return [];
  const { clientId, clientSecretFile, idleMs, longestMs } = identity.signIn;
  return [
    ...(clientSecretFile === undefined
      ? []
      : secretFaults(clientSecretFile, 'identity.signIn.clientSecretFile')),
    // An ID token is for the client: were its audience ours too, it would pass for an access token.
    ...(clientId === identity.audience
      ? [{ path: 'identity.signIn.clientId', expected: 'another name than the audience' }]
      : []),
    ...(idleMs > longestMs ? [{ path: 'identity.signIn.idleMs', expected: 'no more than longestMs' }] : []),
  ];
}

/** What no field can say alone: order of times and limits, and the files that are named. */
export function crossChecks(configuration: Configuration): Fault[] {
  const { staff, routes } = configuration;
  return [
    ...windowFaults(configuration),
    ...holidayFaults(configuration),
    ...segmentFaults(configuration),
    ...checkFaults(configuration),
    ...identityFaults(configuration),
    ...routes.flatMap((route, place) => routeFaults(route, `routes[${place}]`)),
    ...(staff.remindBeforeMs < staff.dueMs
      ? []
      : [{ path: 'staff.remindBeforeMs', expected: 'less than dueMs' }]),
  ];
}
