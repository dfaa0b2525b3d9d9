/**
 * The door for the loan system in a process of its own, to be killed: told by its argument of its ledger and keys, while
 * Temporal is away. Says `{url}` to its parent, and ends with it.
 */
import type { AddressInfo } from 'node:net';
import { createServer } from '../../../api/server.js';
import type { IntakeWorld } from '../../../client/intake/intake.js';
import { Ledger } from '../../../ledger/ledger.js';
import { createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { noTally } from '../../../runtime/metrics/tally.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { createSealing } from '../../../runtime/sealing/sealing.js';

export interface DoorProcessOrder {
  readonly databaseUrl: string;
  readonly masterKeyFile: string;
}

async function main({ databaseUrl, masterKeyFile }: DoorProcessOrder): Promise<void> {
  const away = () => Promise.reject(new Error('14 UNAVAILABLE: no connection established'));
  const keyring = readKeyring(masterKeyFile);
  const world: IntakeWorld = {
    ledger: new Ledger({ url: databaseUrl }),
    sealing: createSealing(keyring, { mode: 'on', nodeEnv: 'test', warn: () => undefined }),
    stories: {
      tell: away,
      beginAgain: away,
      completeTask: away,
      signalCompleted: away,
      progress: away,
      isRunning: away,
      workers: away,
    },
    clock: { now: () => Date.now() },
    logger: createLogger({ name: 'api', level: 'fatal', destination: process.stderr }),
    tally: noTally,
  };
  const server = await createServer({
    door: { ...world, secrets: new Map(), protocols: new Map() },
    bank: {
      world: {
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
      authenticate: () =>
        Promise.resolve({ account: 'core.lending', roles: new Set(['loan-system'] as const) }),
    },
    codec: createPayloadCodec(keyring),
    codecOrigins: [],
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}` });
}

process.on('disconnect', () => process.exit());
void main(JSON.parse(process.argv[2] ?? '') as DoorProcessOrder);
