/** Starts the door: takes receipts, tells the stories of them, and repeats what was not told. */
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { startRelay } from '../client/relay/relay.js';
import { createStories } from '../client/story/stories.js';
import type { Stories } from '../client/story/stories.js';
import { Ledger } from '../ledger/ledger.js';
import { systemClock } from '../runtime/clock/clock.js';
import { createPayloadCodec } from '../runtime/codec/payload-codec.js';
import { dataConverterOf } from '../runtime/codec/data-converter.js';
import { readEnvironment } from '../runtime/configuration/environment.js';
import { readConfiguration } from '../runtime/configuration/read-configuration.js';
import { readRotatingSecret } from '../runtime/configuration/secret.js';
import type { Logger } from '../runtime/logging/logger.js';
import type { RunningPart } from '../runtime/process/run-process.js';
import { readSigningKeys } from '../runtime/signing/read-keys.js';
import { readKeyring } from '../runtime/sealing/keyring.js';
import { addressList } from '../runtime/network/address-list.js';
import { listenForBounces } from './bounce/listener.js';
import { sourcesOf } from './receipt/sources.js';
import { createServer } from './server.js';

/** `adapt` lets a test put something of its own between the door and the stories. */
export async function startApi(
  logger: Logger,
  adapt: (stories: Stories) => Stories = (stories) => stories,
): Promise<RunningPart> {
  const environment = readEnvironment();
  logger.level = environment.logLevel;
  const configuration = readConfiguration(environment.configurationFile);
  const codec = createPayloadCodec(readKeyring(environment.codecKeyFile));
  const ledger = new Ledger({
    url: environment.databaseUrl,
    onError: (err) => logger.warn({ err }, 'a ledger connection broke'),
  });
  // Lazy: receipts are taken also while Temporal is away.
  const connection = Connection.lazy({ address: environment.temporalAddress });
  const { workflow } = new Client({
    connection,
    namespace: environment.temporalNamespace,
    dataConverter: dataConverterOf(codec),
  });
  const stories = adapt(createStories(workflow, { silenceMs: configuration.application.quietAlarmAfterMs }));
  const secrets = new Map(
    configuration.routes.map(({ route, receiptSecretFile }) => [
      route,
      readRotatingSecret(receiptSecretFile),
    ]),
  );
  const { staff } = configuration;
  const protocols = new Map(configuration.routes.map(({ route, protocol }) => [route, protocol]));
  const keys = new Map(
    configuration.routes.flatMap((route) =>
      route.protocol === 'bank-gateway-sms' ? [[route.route, readSigningKeys(route.keys)] as const] : [],
    ),
  );
  const sources = sourcesOf(configuration.routes);
  const proxies = addressList(configuration.api.trustedProxies ?? []);
  const door = { ledger, stories, clock: systemClock, logger, secrets, protocols, sources, keys, staff };
  const server = await createServer({
    door,
    codec,
    codecOrigins: environment.codecOrigins,
    isTrustedProxy: (address) => proxies.has(address),
  });
  await server.listen({ host: '127.0.0.1', port: environment.apiPort });
  const { bounces } = configuration;
  const mail = configuration.routes.flatMap((route) =>
    route.protocol === 'smtp-email'
      ? [{ route: route.route, domain: route.domain, secret: readRotatingSecret(route.receiptSecretFile) }]
      : [],
  );
  const listener =
    bounces === undefined ? undefined : await listenForBounces({ door, routes: mail, ...bounces });
  const relay = startRelay(door);
  return {
    facts: { port: (server.server.address() as AddressInfo).port },
    stop: async () => {
      await relay.stop();
      await listener?.stop();
      await server.close();
      await connection.close();
      await ledger.close();
    },
  };
}
