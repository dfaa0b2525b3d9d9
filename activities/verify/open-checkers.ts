/** The configured checks: each its provider's client. */
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import type { CheckConfiguration, Configuration } from '../../runtime/configuration/configuration-schema.js';
import { readSecret } from '../../runtime/configuration/secret.js';
import { digestOfFiles } from '../../runtime/configuration/named-files.js';
import { aliyunNumberStatus, aliyunRealName } from './aliyun/checks.js';
import type { AliyunCheckOptions } from './aliyun/checks.js';
import type { Checker } from './checker.js';

export interface OpenChecker extends Checker {
  /** Differs where it must be opened anew: its settings or its secret are others. */
  readonly openedWith: string;
}

/** Opens them all; none is configured unless the bank says so. Secrets are read here, once. */
export const openCheckers = (
  configuration: Pick<Configuration, 'checks'>,
  now: () => number,
): readonly OpenChecker[] => openCheckersBeside([], configuration, now);

/** Opens them beside those that are open: one of the same settings and secret stays. What throws leaves nothing open behind. */
export function openCheckersBeside(
  open: readonly OpenChecker[],
  { checks }: Pick<Configuration, 'checks'>,
  now: () => number,
): readonly OpenChecker[] {
  const fresh: Checker[] = [];
  const opened = (
    kind: Checker['kind'],
    settings: CheckConfiguration | undefined,
    openIt: (options: AliyunCheckOptions) => Checker,
  ): readonly OpenChecker[] => {
    if (settings === undefined) return [];
    const openedWith = `${canonicalJson(settings)} ${digestOfFiles([settings.accessKeySecretFile])}`;
    const before = open.find((one) => one.kind === kind && one.openedWith === openedWith);
    if (before !== undefined) return [before];
    const checker = openIt(optionsOf(settings, now));
    fresh.push(checker);
    return [{ ...checker, openedWith }];
  };
  try {
    return [
      ...opened('number-status', checks.numberStatus, aliyunNumberStatus),
      ...opened('real-name', checks.realName, aliyunRealName),
    ];
  } catch (failure) {
    for (const checker of fresh) checker.close();
    throw failure;
  }
}

const optionsOf = (settings: CheckConfiguration, now: () => number): AliyunCheckOptions => ({
  endpoint: settings.endpoint,
  accessKeyId: settings.accessKeyId,
  accessKeySecret: readSecret(settings.accessKeySecretFile).reveal(),
  authCode: settings.authCode,
  now,
});
