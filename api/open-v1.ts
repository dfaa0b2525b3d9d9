/** What stands behind a token, opened where the configuration says who tells who calls; else it stays shut. */
import type { Incidents } from '../client/incident/incidents.js';
import type { Stories } from '../client/story/stories.js';
import type { Ledger } from '../ledger/ledger.js';
import { systemClock } from '../runtime/clock/clock.js';
import type { Configuration } from '../runtime/configuration/configuration-schema.js';
import { clockworkOf } from '../runtime/configuration/send-rules.js';
import type { Logger } from '../runtime/logging/logger.js';
import type { Tally } from '../runtime/metrics/tally.js';
import type { Sealing } from '../runtime/sealing/sealing.js';
import { bearer } from './identity/bearer.js';
import { identityKeys } from './identity/identity-provider.js';
import { sessionsOf } from './identity/sessions.js';
import { signInOf } from './identity/sign-in.js';
import type { V1Options } from './v1.js';

export interface Opening {
  /** As it is in force when asked; who tells who calls is settled when the process starts. */
  readonly configuration: () => Configuration;
  readonly configurationVersion: () => string;
  readonly ledger: Ledger;
  readonly sealing: Sealing;
  readonly stories: Stories;
  readonly incidents: Incidents;
  readonly logger: Logger;
  readonly tally: Tally;
}

/** Undefined, and said so in the log, where no identity provider is configured. */
export function openV1({
  configuration,
  configurationVersion,
  ledger,
  sealing,
  stories,
  incidents,
  logger,
  tally,
}: Opening): V1Options | undefined {
  const { identity } = configuration();
  if (identity === undefined) {
    logger.warn('no identity provider is configured: nothing is open but receipts and health');
    return undefined;
  }
  const signIn = signInOf(identity, logger);
  return {
    world: {
      ledger,
      sealing,
      stories,
      incidents,
      clock: systemClock,
      logger,
      tally,
      get configuration() {
        return configuration();
      },
      get configurationVersion() {
        return configurationVersion();
      },
      get clockwork() {
        return clockworkOf(configuration());
      },
    },
    authenticate: bearer(identity, identityKeys(identity, logger), logger),
    ...(signIn === undefined || identity.signIn === undefined
      ? {}
      : { browser: { signIn, sessions: sessionsOf({ ledger, clock: systemClock }, identity.signIn) } }),
  };
}
