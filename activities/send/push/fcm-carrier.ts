/** Firebase's push as a carrier. */
import type { RouteOf } from '../../../runtime/configuration/route-schema.js';
import { readSecret } from '../../../runtime/configuration/secret.js';
import type { Carrier } from '../carrier.js';
import { createFcm } from './fcm/client.js';

/** Reads the service account; throws where its file is none. */
export function fcmCarrier(settings: RouteOf<'fcm-push'>, now: () => number): Carrier {
  const { endpoint, tokenUrl, callTimeoutMs, serviceAccountFile } = settings;
  const serviceAccount = parsed(readSecret(serviceAccountFile).reveal());
  const fcm = createFcm({ endpoint, tokenUrl, callTimeoutMs, serviceAccount, now });
  return {
    send: ({ attemptId, to, wording }) => {
      if (wording.channel !== 'push')
        throw new TypeError('a push route was given the words of another channel');
      const { title, body, data } = wording;
      return fcm.send({ token: to, title, body, data, attemptId });
    },
    ask: () => fcm.ask(),
    close: () => fcm.close(),
  };
}

/** The parser's own words would quote the key. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError('the FCM service account is not JSON');
  }
}
