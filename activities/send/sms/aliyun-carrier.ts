/** Aliyun's SMS as a carrier. */
import { sendDateOf } from '../../../domain/provider/aliyun/wall-time.js';
import type { RouteOf } from '../../../runtime/configuration/route-schema.js';
import { readSecret } from '../../../runtime/configuration/secret.js';
import type { Carrier, Question, QueryAnswer } from '../carrier.js';
import { createAliyunSms } from './aliyun/client.js';
import type { AliyunSms } from './aliyun/client.js';

/** Reads the account's secret; throws where the file is none. */
export function aliyunCarrier(settings: RouteOf<'aliyun-sms'>, now: () => number): Carrier {
  const sms = createAliyunSms({
    endpoint: settings.endpoint,
    accessKeyId: settings.accessKeyId,
    accessKeySecret: readSecret(settings.accessKeySecretFile).reveal(),
    signName: settings.signName,
    callTimeoutMs: settings.callTimeoutMs,
    now,
  });
  return {
    send: ({ attemptId, to, wording }) => {
      if (wording.channel !== 'sms')
        throw new TypeError('an SMS route was given the words of another channel');
      const { templateCode, templateParam } = wording;
      return sms.sendSms({ mobile: to, templateCode, templateParam, outId: attemptId });
    },
    ask: (question) => askByDay(sms, question, settings.callTimeoutMs),
    close: () => sms.close(),
  };
}

/** A message sent around midnight may stand under either day. */
async function askByDay(
  sms: AliyunSms,
  { attemptId, to, intendedAt }: Question,
  callTimeoutMs: number,
): Promise<QueryAnswer> {
  const days = new Set([intendedAt, intendedAt + callTimeoutMs].map(sendDateOf));
  let said: QueryAnswer = { result: 'no-answer' };
  for (const sendDate of days) {
    said = await sms.querySendDetails({ mobile: to, sendDate, outId: attemptId });
    if (said.result !== 'never-received') return said;
  }
  return said;
}
