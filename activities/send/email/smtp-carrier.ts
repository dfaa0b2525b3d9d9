/** A mail account as a carrier. */
import type { RouteOf } from '../../../runtime/configuration/route-schema.js';
import { readRotatingSecret, readSecret } from '../../../runtime/configuration/secret.js';
import type { Carrier } from '../carrier.js';
import { createSmtp } from './smtp/client.js';

/** Reads the account's password; throws where the file is none. */
export function smtpCarrier(settings: RouteOf<'smtp-email'>, now: () => number): Carrier {
  const { host, port, tls, user, passwordFile, from, domain, callTimeoutMs } = settings;
  const smtp = createSmtp({
    host,
    port,
    tls,
    from,
    domain,
    bounceSecret: readRotatingSecret(settings.receiptSecretFile),
    callTimeoutMs,
    now,
    ...(user === undefined ? {} : { user }),
    ...(passwordFile === undefined ? {} : { password: readSecret(passwordFile).reveal() }),
  });
  return {
    send: ({ attemptId, to, wording }) => {
      if (wording.channel !== 'email')
        throw new TypeError('an e-mail route was given the words of another channel');
      const { subject, text, html, reference } = wording;
      return smtp.send({
        attemptId,
        to,
        subject,
        text,
        ...(html === undefined ? {} : { html }),
        ...(reference === undefined ? {} : { reference }),
      });
    },
    ask: () => smtp.ask(),
    close: () => smtp.close(),
  };
}
