/** The configured checks: each its provider's client. */
import type { CheckConfiguration, Configuration } from '../../runtime/configuration/configuration-schema.js';
import { readSecret } from '../../runtime/configuration/secret.js';
import { aliyunNumberStatus, aliyunRealName } from './aliyun/checks.js';
import type { AliyunCheckOptions } from './aliyun/checks.js';
import type { Checker } from './checker.js';

/** Opens them all; none is configured unless the bank says so. Secrets are read here, once. */
export function openCheckers({ checks }: Pick<Configuration, 'checks'>, now: () => number): Checker[] {
  const { numberStatus, realName } = checks;
  return [
    ...(numberStatus === undefined ? [] : [aliyunNumberStatus(optionsOf(numberStatus, now))]),
    ...(realName === undefined ? [] : [aliyunRealName(optionsOf(realName, now))]),
  ];
}

const optionsOf = (settings: CheckConfiguration, now: () => number): AliyunCheckOptions => ({
  endpoint: settings.endpoint,
  accessKeyId: settings.accessKeyId,
  accessKeySecret: readSecret(settings.accessKeySecretFile).reveal(),
  authCode: settings.authCode,
  now,
});
