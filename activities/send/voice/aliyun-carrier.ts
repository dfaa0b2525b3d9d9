/** Aliyun's voice service as a carrier. */
import type { RouteOf } from '../../../runtime/configuration/route-schema.js';
import { readSecret } from '../../../runtime/configuration/secret.js';
import type { Carrier } from '../carrier.js';
import { createAliyunVoice } from './aliyun/client.js';

/** Reads the account's secret; throws where the file is none. */
export function aliyunVoiceCarrier(settings: RouteOf<'aliyun-voice'>, now: () => number): Carrier {
  const { endpoint, accessKeyId, calledShowNumber, playTimes, callTimeoutMs } = settings;
  const voice = createAliyunVoice({
    endpoint,
    accessKeyId,
    accessKeySecret: readSecret(settings.accessKeySecretFile).reveal(),
    ...(calledShowNumber === undefined ? {} : { calledShowNumber }),
    playTimes,
    callTimeoutMs,
    now,
  });
  return {
    send: ({ attemptId, to, wording }) => {
      if (wording.channel !== 'voice') throw new TypeError('a call was given the words of another channel');
      const { templateCode: ttsCode, templateParam: ttsParam } = wording;
      return voice.singleCallByTts({ number: to, ttsCode, ttsParam, outId: attemptId });
    },
    // Calls are asked after by the provider's id, which is what is missing where the outcome is unknown.
    ask: () => Promise.resolve({ result: 'no-answer' }),
    close: () => voice.close(),
  };
}
