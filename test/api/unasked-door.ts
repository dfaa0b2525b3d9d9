/** An API behind which nobody is asked anything: for what it says of itself, and for its pages. */
import { createSecretKey, randomBytes } from 'node:crypto';
import type { ServerOptions } from '../../api/server.js';
import type { V1Options } from '../../api/v1.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import type { Ledger } from '../../ledger/ledger.js';
import { createPayloadCodec } from '../../runtime/codec/payload-codec.js';
import { configurationSchema } from '../../runtime/configuration/configuration-schema.js';
import { MasterKeyring } from '../../runtime/keys/keyring.js';
import { createLogger } from '../../runtime/logging/logger.js';
import { noTally } from '../../runtime/metrics/tally.js';
import { createSealing } from '../../runtime/sealing/sealing.js';

/** Whatever is asked of it is refused so. */
export const refusing = (code: FailureCode) => () => Promise.reject(new Refusal(code));

/** What such a server is made with, under keys of its own. */
export function unaskedDoor(
  ledger: Ledger,
  name: string,
): Pick<ServerOptions, 'door' | 'sealing' | 'codec' | 'codecOrigins'> & {
  readonly bank: V1Options['world'];
} {
  const keyring = new MasterKeyring([{ id: 'none', secret: createSecretKey(randomBytes(32)) }]);
  const sealing = createSealing(keyring);
  const nobody = refusing('temporal-unavailable');
  const world = {
    ledger,
    sealing,
    stories: {
      tell: nobody,
      beginAgain: nobody,
      completeTask: nobody,
      signalCompleted: nobody,
      progress: nobody,
      isRunning: nobody,
      workers: nobody,
    },
    clock: { now: () => 0 },
    logger: createLogger({ name, level: 'silent' }),
    tally: noTally,
  };
  return {
    door: { ...world, secrets: new Map(), protocols: new Map() },
    bank: {
      ...world,
      configurationVersion: '00000000',
      incidents: { tell: () => Promise.resolve() },
      configuration: configurationSchema.parse({
        version: 1,
        routes: [],
        staff: { callBackNumber: '95599' },
      }),
      clockwork: { timeZone: 'Asia/Shanghai' },
    },
    sealing,
    codec: createPayloadCodec(keyring),
    codecOrigins: [],
  };
}
