/** The files a configuration names: of holidays, of number segments, and of secrets. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CheckConfiguration, Configuration } from './configuration-schema.js';
import { namesFile } from './holidays.js';
import { namesSegmentFile } from './number-segments.js';
import type { RouteConfiguration } from './route-schema.js';

/** What another name is given to a file. */
type Rename = (file: string) => string;

/** The same configuration with every file it names renamed. */
export function withFiles(configuration: Configuration, rename: Rename): Configuration {
  const { calendar, routes, checks, numberSegments, webhooks } = configuration;
  return {
    ...configuration,
    calendar: {
      ...calendar,
      holidays: namesFile(calendar.holidays) ? rename(calendar.holidays) : calendar.holidays,
    },
    numberSegments: namesSegmentFile(numberSegments) ? rename(numberSegments) : numberSegments,
    checks: {
      ...checks,
      ...withKeyFile('numberStatus', checks, rename),
      ...withKeyFile('realName', checks, rename),
    },
    routes: routes.map((route) => withSecretFiles(route, rename)),
    webhooks: webhooks.map((webhook) => ({ ...webhook, secretFile: rename(webhook.secretFile) })),
    ...withAlarmFiles(configuration, rename),
    ...withClientSecret(configuration, rename),
  };
}

function withAlarmFiles({ alarms }: Configuration, rename: Rename): Pick<Configuration, 'alarms'> {
  if (alarms === undefined) return {};
  const { mail, responders } = alarms;
  const passwordFile = mail?.passwordFile;
  return {
    alarms: {
      ...alarms,
      responders: responders.map((responder) => ({
        ...responder,
        webhooks: responder.webhooks.map((webhook) =>
          webhook.template === 'plain'
            ? { ...webhook, secretFile: rename(webhook.secretFile) }
            : {
                ...webhook,
                secretFile: rename(webhook.secretFile),
                tokenFile: rename(webhook.tokenFile),
              },
        ),
      })),
      ...(mail === undefined || passwordFile === undefined
        ? {}
        : { mail: { ...mail, passwordFile: rename(passwordFile) } }),
    },
  };
}

function withClientSecret({ identity }: Configuration, rename: Rename): Pick<Configuration, 'identity'> {
  const file = identity?.signIn?.clientSecretFile;
  if (identity?.signIn === undefined || file === undefined) return {};
  return { identity: { ...identity, signIn: { ...identity.signIn, clientSecretFile: rename(file) } } };
}

function withKeyFile<Name extends 'numberStatus' | 'realName'>(
  name: Name,
  checks: Configuration['checks'],
  rename: Rename,
): Partial<Record<Name, CheckConfiguration>> {
  const check = checks[name];
  if (check === undefined) return {};
  const named: Partial<Record<Name, CheckConfiguration>> = {};
  named[name] = { ...check, accessKeySecretFile: rename(check.accessKeySecretFile) };
  return named;
}

function withSecretFiles(route: RouteConfiguration, rename: Rename): RouteConfiguration {
  const receiptSecretFile = rename(route.receiptSecretFile);
  switch (route.protocol) {
    case 'aliyun-sms':
    case 'aliyun-voice':
      return { ...route, receiptSecretFile, accessKeySecretFile: rename(route.accessKeySecretFile) };
    case 'fcm-push':
      return { ...route, receiptSecretFile, serviceAccountFile: rename(route.serviceAccountFile) };
    case 'smtp-email': {
      const { passwordFile } = route;
      return {
        ...route,
        receiptSecretFile,
        ...(passwordFile === undefined ? {} : { passwordFile: rename(passwordFile) }),
      };
    }
    case 'jpush-push':
      return { ...route, receiptSecretFile, masterSecretFile: rename(route.masterSecretFile) };
    case 'tencent-sms':
      return { ...route, receiptSecretFile, secretKeyFile: rename(route.secretKeyFile) };
    case 'bank-gateway-sms': {
      const keys = route.keys.map(({ id, file }) => ({ id, file: rename(file) }));
      return { ...route, receiptSecretFile, keys };
    }
  }
}

/** What `name` is called with, once each. */
function namesGivenTo(name: (record: Rename) => unknown): readonly string[] {
  const files = new Set<string>();
  name((file) => {
    files.add(file);
    return file;
  });
  return [...files];
}

/** All of them. */
export const filesOf = (configuration: Configuration): readonly string[] =>
  namesGivenTo((record) => withFiles(configuration, record));

/** Those that hold a route's secrets. */
export const secretFilesOf = (route: RouteConfiguration): readonly string[] =>
  namesGivenTo((record) => withSecretFiles(route, record));

/** The same route with its secrets' files left unnamed: whose account it is, whatever the secret is by now. */
export const withoutSecretFiles = (route: RouteConfiguration): RouteConfiguration =>
  withSecretFiles(route, () => '');

/** Changes with what is in any of the files; of a secret, so it is not to be written anywhere. */
export function digestOfFiles(files: readonly string[]): string {
  const digest = createHash('sha256');
  for (const file of files) digest.update(readFileSync(file)).update('\u0000');
  return digest.digest('hex');
}
