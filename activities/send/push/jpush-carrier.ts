/** JPush's push as a carrier. */
import type { RouteOf } from '../../../runtime/configuration/route-schema.js';
import { readSecret } from '../../../runtime/configuration/secret.js';
import type { Carrier } from '../carrier.js';
import { createJpush } from './jpush/client.js';

/** A cid is good for a day, and may be an hour old when it is given to an attempt; half of it is kept as a margin. */
const repeatableForMs = 12 * 3_600_000;

/** Reads the app's master secret; throws where the file is none. */
export function jpushCarrier(settings: RouteOf<'jpush-push'>, now: () => number): Carrier {
  const { endpoint, appKey, apnsProduction, timeToLiveS, callTimeoutMs, masterSecretFile } = settings;
  const masterSecret = readSecret(masterSecretFile).reveal();
  const jpush = createJpush({
    endpoint,
    appKey,
    masterSecret,
    apnsProduction,
    timeToLiveS,
    callTimeoutMs,
    now,
  });
  return {
    deduplicates: { forMs: repeatableForMs, reserve: () => jpush.reserve() },
    send: ({ attemptId, to, wording, deduplicationKey }) => {
      if (wording.channel !== 'push')
        throw new TypeError('a push route was given the words of another channel');
      if (deduplicationKey === undefined)
        throw new TypeError('a push by JPush was given no key against repetition');
      const { title, body, data } = wording;
      return jpush.send({ registrationId: to, title, body, data, attemptId, cid: deduplicationKey });
    },
    ask: () => jpush.ask(),
    close: () => jpush.close(),
  };
}
