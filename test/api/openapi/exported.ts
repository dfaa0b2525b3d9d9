import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from '../../../api/server.js';
import { Refusal } from '../../../domain/failure/catalogue.js';
import { Ledger } from '../../../ledger/ledger.js';
import { createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { MasterKeyring } from '../../../runtime/keys/keyring.js';
import { createSealing } from '../../../runtime/sealing/sealing.js';
import { createSecretKey, randomBytes } from 'node:crypto';

/** The committed description of the API. */
export const documentFile = join(__dirname, '../../../docs/openapi.json');

export const committedDocument = (): string => readFileSync(documentFile, 'utf8');

/** The description of the API as the code gives it; nothing is listened on and nobody is asked. */
export async function exportedDocument(): Promise<string> {
  const ledger = new Ledger({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
  const keyring = new MasterKeyring([{ id: 'none', secret: createSecretKey(randomBytes(32)) }]);
  const nobody = () => Promise.reject(new Refusal('temporal-unavailable'));
  const world = {
    ledger,
    sealing: createSealing(keyring),
    stories: {
      tell: nobody,
      beginAgain: nobody,
      completeTask: nobody,
      signalCompleted: nobody,
      progress: nobody,
      isRunning: nobody,
    },
    clock: { now: () => 0 },
    logger: createLogger({ name: 'openapi', level: 'silent' }),
  };
  const server = await createServer({
    door: { ...world, secrets: new Map(), protocols: new Map() },
    bank: {
      world: {
        ...world,
        configurationVersion: '00000000',
        configuration: configurationSchema.parse({
          version: 1,
          routes: [],
          staff: { callBackNumber: '95599' },
        }),
        clockwork: { timeZone: 'Asia/Shanghai' },
      },
      authenticate: () => Promise.reject(new Refusal('unauthenticated')),
    },
    sealing: world.sealing,
    codec: createPayloadCodec(keyring),
    codecOrigins: [],
  });
  await server.ready();
  const document = server.swagger();
  await server.close();
  await ledger.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
