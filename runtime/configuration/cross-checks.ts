import { isIP } from 'node:net';
import { isPublicAddress } from '../network/public-address.js';
import { PrivateFileFault } from '../private-file/private-file.js';
import { severities } from '../../domain/alarm/nature.js';
import type {
  AlarmMailConfiguration,
  Configuration,
  ResponderConfiguration,
} from './configuration-schema.js';
import type { Fault } from './configuration-fault.js';
import { readHolidays } from './holidays.js';
import { webhookKeyOf } from '../signing/webhook-signature.js';
import { minuteOfDay } from './minute-of-day.js';
import { isLoopback } from './route-schema.js';
import type { RouteConfiguration } from './route-schema.js';
import { readNumberSegments } from './number-segments.js';
import { readRotatingSecret, readSecret } from './secret.js';

/** What a secret must look like, besides being there. */
interface SecretShape {
  readonly isGood: (text: string) => boolean;
  readonly expected: string;
}
const receiptSecretShape: SecretShape = {
  isGood: (text) => /^[A-Za-z0-9_-]{16,128}$/.test(text),
  expected: '16 to 128 letters, digits, underscores or hyphens in that file',
};

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

function secretFaults(file: string, path: string, read = readSecret, shape?: SecretShape): Fault[] {
  try {
    const secret = read(file);
    if (shape === undefined || secret.revealAll().every(shape.isGood)) return [];
    return [{ path, expected: shape.expected }];
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
      readRotatingSecret,
      receiptSecretShape,
    ),
  ];
}

/** An account with a mail server. */
const mailAccountFaults = (
  { host, tls, user, passwordFile }: Pick<AlarmMailConfiguration, 'host' | 'tls' | 'user' | 'passwordFile'>,
  path: string,
): Fault[] => [
  ...(passwordFile === undefined ? [] : secretFaults(passwordFile, `${path}.passwordFile`)),
  ...((user === undefined) === (passwordFile === undefined)
    ? []
    : [{ path: `${path}.passwordFile`, expected: 'given together with user' }]),
  ...(tls === 'none' && !isLoopback(host)
    ? [{ path: `${path}.tls`, expected: '"starttls" or "implicit" to another machine' }]
    : []),
];

function accountFaults(route: RouteConfiguration, path: string): Fault[] {
  switch (route.protocol) {
    case 'aliyun-sms':
    case 'aliyun-voice':
      return secretFaults(route.accessKeySecretFile, `${path}.accessKeySecretFile`);
    case 'fcm-push':
      return secretFaults(route.serviceAccountFile, `${path}.serviceAccountFile`);
    case 'smtp-email':
      return mailAccountFaults(route, path);
    case 'jpush-push':
      return secretFaults(route.masterSecretFile, `${path}.masterSecretFile`);
    case 'tencent-sms':
      return secretFaults(route.secretKeyFile, `${path}.secretKeyFile`);
    case 'bank-gateway-sms':
      return [
        ...route.keys.flatMap(({ file }, n) =>
          secretFaults(file, `${path}.keys[${n}].file`, readSecret, receiptSecretShape),
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

const webhookKeyShape: SecretShape = {
  isGood: (text) => webhookKeyOf(text) !== undefined,
  expected: 'whsec_ and 24 to 64 bytes in base64 on each line of that file',
};

/** Where something is sent on to somebody's address. */
function targetFaults(
  { url, allowPrivate }: { readonly url: string; readonly allowPrivate: boolean },
  path: string,
): Fault[] {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  // A name is judged by the address it leads to, whenever it is called.
  const isPrivate = host === 'localhost' || (isIP(host) !== 0 && !isPublicAddress(host));
  return [
    ...(protocol === 'http:' && !allowPrivate
      ? [{ path: `${path}.url`, expected: 'an https URL (http only with allowPrivate)' }]
      : []),
    ...(isPrivate && !allowPrivate
      ? [{ path: `${path}.url`, expected: 'a target in the public internet, unless allowPrivate' }]
      : []),
  ];
}

const webhookFaults = ({ webhooks }: Configuration): Fault[] =>
  webhooks.flatMap((webhook, n) => {
    const path = `webhooks[${n}]`;
    return [
      ...targetFaults(webhook, path),
      ...secretFaults(webhook.secretFile, `${path}.secretFile`, readRotatingSecret, webhookKeyShape),
    ];
  });

function alarmFaults({ alarms }: Configuration): Fault[] {
  if (alarms === undefined) return [];
  const names = new Set(alarms.responders.map(({ name }) => name));
  return [
    ...alarms.responders.flatMap((responder, n) => responderFaults(responder, `alarms.responders[${n}]`)),
    ...severities.flatMap((severity) =>
      alarms.steps[severity].flatMap(({ afterMs, responders }, n) => {
        const path = `alarms.steps.${severity}[${n}]`;
        const before = alarms.steps[severity][n - 1]?.afterMs ?? -1;
        return [
          ...(responders.every((name) => names.has(name))
            ? []
            : [{ path: `${path}.responders`, expected: 'names of responders' }]),
          ...(afterMs > before
            ? []
            : [{ path: `${path}.afterMs`, expected: 'more than in the step before' }]),
        ];
      }),
    ),
    ...(alarms.mail === undefined ? [] : mailAccountFaults(alarms.mail, 'alarms.mail')),
    ...(alarms.mail === undefined && alarms.responders.some(({ emails }) => emails.length > 0)
      ? [{ path: 'alarms.mail', expected: 'a mail server, for responders with e-mail addresses' }]
      : []),
  ];
}

const tokenShape: SecretShape = {
  isGood: (text) => /^[0-9A-Za-z_-]{16,256}$/.test(text),
  expected: 'an access token of 16 to 256 letters, digits, underscores or hyphens in that file',
};

function responderFaults({ emails, webhooks }: ResponderConfiguration, path: string): Fault[] {
  return [
    ...(emails.length + webhooks.length > 0 ? [] : [{ path, expected: 'at least one e-mail or webhook' }]),
    ...webhooks.flatMap((webhook, n) => {
      const at = `${path}.webhooks[${n}]`;
      return [
        ...targetFaults(webhook, at),
        ...(webhook.template === 'plain'
          ? secretFaults(webhook.secretFile, `${at}.secretFile`, readRotatingSecret, webhookKeyShape)
          : [
              ...secretFaults(webhook.secretFile, `${at}.secretFile`),
              ...secretFaults(webhook.tokenFile, `${at}.tokenFile`, readSecret, tokenShape),
            ]),
      ];
    }),
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
    ...webhookFaults(configuration),
    ...alarmFaults(configuration),
    ...routes.flatMap((route, place) => routeFaults(route, `routes[${place}]`)),
    ...(staff.remindBeforeMs < staff.dueMs
      ? []
      : [{ path: 'staff.remindBeforeMs', expected: 'less than dueMs' }]),
  ];
}
