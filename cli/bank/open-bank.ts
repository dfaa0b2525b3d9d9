/** The bank's side of a running stack: the client a loan system or a member of staff would use. */
import type { WorkflowService } from '@temporalio/client';
import type { Incidents } from '../../client/incident/incidents.js';
import type { IntakeWorld } from '../../client/intake/intake.js';
import { allAcknowledged } from '../../client/relay/acknowledgements.js';
import { Ledger } from '../../ledger/ledger.js';
import { systemClock } from '../../runtime/clock/clock.js';
import { readEnvironment } from '../../runtime/configuration/environment.js';
import { readConfiguration } from '../../runtime/configuration/read-configuration.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { createLogger } from '../../runtime/logging/logger.js';
import { noTally } from '../../runtime/metrics/tally.js';
import { readKeyring } from '../../runtime/keys/keyring.js';
import { createSealing } from '../../runtime/sealing/sealing.js';
import type { StackFile } from '../stack/stack-file.js';
import { openedWhenTold } from './stories.js';

export interface Bank extends IntakeWorld {
  readonly incidents: Incidents;
  readonly configuration: Configuration;
  /** Temporal as it is, without the codec; opened with the first question. */
  readonly temporal: { readonly service: () => Promise<WorkflowService>; readonly namespace: string };
  close(): Promise<void>;
}

/**
 * Opens ledger and Temporal as a stack file names them; sealing is on or off by the same variable as
 * in the stack's rooms. Errors go to standard error.
 */
export function openBank(stack: StackFile, given: NodeJS.ProcessEnv = process.env): Bank {
  const { keys, databaseUrl, temporalAddress, temporalNamespace: namespace } = stack;
  const { sealing, nodeEnv } = readEnvironment({
    BIDA_SEALING: given['BIDA_SEALING'],
    NODE_ENV: given['NODE_ENV'],
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    BIDA_CONFIGURATION: stack.configurationFile,
    BIDA_MASTER_KEY_FILE: keys.master,
    BIDA_CODEC_KEY_FILE: keys.codec,
  });
  const configuration = readConfiguration(stack.configurationFile);
  const logger = createLogger({ name: 'bida', level: 'error', destination: process.stderr });
  const {
    stories,
    incidents,
    service,
    close: closeStories,
  } = openedWhenTold(stack, () => ({ silenceMs: configuration.application.quietAlarmAfterMs }), logger);
  const ledger = new Ledger({ url: databaseUrl, onError: (err) => logger.warn({ err }, 'ledger') });
  return {
    configuration,
    temporal: { service, namespace },
    ledger,
    sealing: createSealing(readKeyring(keys.master), {
      mode: sealing,
      nodeEnv,
      warn: (message) => logger.error(message),
    }),
    stories,
    incidents,
    clock: systemClock,
    logger,
    tally: noTally,
    close: async () => {
      await allAcknowledged(ledger, logger);
      await closeStories();
      await ledger.close();
    },
  };
}
