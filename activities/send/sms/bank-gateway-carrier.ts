/** A bank's own SMS platform, behind our contract, as a carrier. */
import { randomUUID } from 'node:crypto';
import type { RouteOf } from '../../../runtime/configuration/route-schema.js';
import { readSigningKeys } from '../../../runtime/signing/read-keys.js';
import type { Carrier } from '../carrier.js';
import { createBankGateway } from './bank-gateway/client.js';
import { rememberedForMs } from './bank-gateway/look-up.js';

/** Reads the keys; throws where a file is none. */
export function bankGatewayCarrier(settings: RouteOf<'bank-gateway-sms'>, now: () => number): Carrier {
  const { endpoint, callTimeoutMs } = settings;
  const [key] = readSigningKeys(settings.keys);
  if (key === undefined) throw new TypeError('a route through a gateway needs a key');
  const gateway = createBankGateway({ endpoint, key, callTimeoutMs, now, requestId: randomUUID });
  return {
    // It knows our attempt id again, so a repetition needs no further key.
    deduplicates: { forMs: rememberedForMs },
    send: ({ attemptId, to, wording }) => {
      if (wording.channel !== 'sms')
        throw new TypeError('an SMS route was given the words of another channel');
      const { templateCode, templateParam } = wording;
      return gateway.send({ reference: attemptId, mobile: to, templateCode, templateParam });
    },
    ask: ({ attemptId, intendedAt, isTaken = false }) => gateway.ask(attemptId, intendedAt, isTaken),
    close: () => gateway.close(),
  };
}
