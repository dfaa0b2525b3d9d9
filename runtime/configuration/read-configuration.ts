import { dirname, resolve } from 'node:path';
import { ConfigurationFault, faultLine } from './configuration-fault.js';
import type { Fault } from './configuration-fault.js';
import { configurationSchema } from './configuration-schema.js';
import type { CheckConfiguration, Configuration } from './configuration-schema.js';
import { crossChecks } from './cross-checks.js';
import { namesFile } from './holidays.js';
import { namesSegmentFile } from './number-segments.js';
import { readJsonFile } from './json-file.js';
import type { RouteConfiguration } from './route-schema.js';
import { schemaFaults } from './schema-faults.js';

/** Paths in the file are relative to the file, so that a configuration can be moved as a folder. */
function withAbsolutePaths(configuration: Configuration, folder: string): Configuration {
  const { calendar, routes, checks, numberSegments } = configuration;
  const absolute = (file: string) => resolve(folder, file);
  return {
    ...configuration,
    calendar: {
      ...calendar,
      holidays: namesFile(calendar.holidays) ? absolute(calendar.holidays) : calendar.holidays,
    },
    numberSegments: namesSegmentFile(numberSegments) ? absolute(numberSegments) : numberSegments,
    checks: {
      ...checks,
      ...withAbsoluteKey('numberStatus', checks, absolute),
      ...withAbsoluteKey('realName', checks, absolute),
    },
    routes: routes.map((route) => withAbsoluteSecrets(route, absolute)),
    ...withAbsoluteClient(configuration, absolute),
  };
}

function withAbsoluteClient(
  { identity }: Configuration,
  absolute: (file: string) => string,
): Pick<Configuration, 'identity'> {
  const file = identity?.signIn?.clientSecretFile;
  if (identity?.signIn === undefined || file === undefined) return {};
  return { identity: { ...identity, signIn: { ...identity.signIn, clientSecretFile: absolute(file) } } };
}

function withAbsoluteKey<Name extends 'numberStatus' | 'realName'>(
  name: Name,
  checks: Configuration['checks'],
  absolute: (file: string) => string,
): Partial<Record<Name, CheckConfiguration>> {
  const check = checks[name];
  if (check === undefined) return {};
  const named: Partial<Record<Name, CheckConfiguration>> = {};
  named[name] = { ...check, accessKeySecretFile: absolute(check.accessKeySecretFile) };
  return named;
}

function withAbsoluteSecrets(
  route: RouteConfiguration,
  absolute: (file: string) => string,
): RouteConfiguration {
  const receiptSecretFile = absolute(route.receiptSecretFile);
  switch (route.protocol) {
    case 'aliyun-sms':
    case 'aliyun-voice':
      return { ...route, receiptSecretFile, accessKeySecretFile: absolute(route.accessKeySecretFile) };
    case 'fcm-push':
      return { ...route, receiptSecretFile, serviceAccountFile: absolute(route.serviceAccountFile) };
    case 'smtp-email': {
      const { passwordFile } = route;
      return {
        ...route,
        receiptSecretFile,
        ...(passwordFile === undefined ? {} : { passwordFile: absolute(passwordFile) }),
      };
    }
    case 'jpush-push':
      return { ...route, receiptSecretFile, masterSecretFile: absolute(route.masterSecretFile) };
    case 'tencent-sms':
      return { ...route, receiptSecretFile, secretKeyFile: absolute(route.secretKeyFile) };
    case 'bank-gateway-sms': {
      const keys = route.keys.map(({ id, file }) => ({ id, file: absolute(file) }));
      return { ...route, receiptSecretFile, keys };
    }
  }
}

/**
 * Reads and checks the configuration file; defaults are filled in and paths made absolute.
 * @throws ConfigurationFault with all faults, a line `<file>: <path>: expected …` each
 */
export function readConfiguration(file: string): Configuration {
  const refuse = (faults: readonly Fault[]): never => {
    throw new ConfigurationFault(faults.map((fault) => faultLine(file, fault)));
  };
  const read = readJsonFile(file);
  if ('faults' in read) return refuse(read.faults);
  const parsed = configurationSchema.safeParse(read.json);
  if (!parsed.success) return refuse(schemaFaults(parsed.error.issues));
  const configuration = withAbsolutePaths(parsed.data, dirname(resolve(file)));
  const faults = crossChecks(configuration);
  return faults.length === 0 ? configuration : refuse(faults);
}
