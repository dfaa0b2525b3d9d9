/** Tencent's SMS as a carrier. */
import type { RouteOf } from '../../../runtime/configuration/route-schema.js';
import { readSecret } from '../../../runtime/configuration/secret.js';
import type { Carrier } from '../carrier.js';
import { createTencentSms } from './tencent/client.js';

/** Reads the account's secret; throws where the file is none. */
export function tencentCarrier(settings: RouteOf<'tencent-sms'>, now: () => number): Carrier {
  const sms = createTencentSms({
    endpoint: settings.endpoint,
    secretId: settings.secretId,
    secretKey: readSecret(settings.secretKeyFile).reveal(),
    smsSdkAppId: settings.smsSdkAppId,
    signName: settings.signName,
    region: settings.region,
    callTimeoutMs: settings.callTimeoutMs,
    now,
  });
  return {
    send: ({ attemptId, to, wording }) => {
      if (wording.channel !== 'sms')
        throw new TypeError('an SMS route was given the words of another channel');
      const { templateCode: templateId, templateParam } = wording;
      // Tencent's templates number their variables; ours stand in the order of the text.
      return sms.sendSms({ mobile: to, templateId, variables: Object.values(templateParam), attemptId });
    },
    ask: ({ attemptId, to, intendedAt }) => sms.pullStatus({ mobile: to, attemptId, intendedAt }),
    close: () => sms.close(),
  };
}
