/** What Temporal's own server is told: what our stack and its development server tell the embedded one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../cli/stack/free-port.js';
import { dynamicConfiguration } from '../../cli/stack/temporal/server.js';
import { historyShards } from './back-end.js';
import { sqlPlugin } from './databases.js';
import type { TemporalDatabases } from './databases.js';

const loopback = '127.0.0.1';
const cluster = 'active';

/**
 * Connections of each of the four services: all of them and those of our rooms are fewer than the hundred our PostgreSQL
 * takes, and more wait for the disk at once than two cores keep busy.
 */
const connections = { histories: 10, visibility: 2 } as const;

/** What `temporal server start-dev` sets by itself, where it is not the default. */
const developmentDefaults = {
  'frontend.persistenceMaxQPS': 10_000,
  'history.persistenceMaxQPS': 45_000,
  'history.hostLevelCacheMaxSize': 8_096,
  'frontend.namespaceRPS.visibility': 100,
};

export interface ServerSetting {
  readonly port: number;
  readonly postgresPort: number;
  readonly databases: TemporalDatabases;
}

/** The name of the file that has it. */
export const configurationName = 'bench';

/** Writes it into a folder; JSON is YAML too. Ports that only the services use among each other are chosen anew. */
export async function writeServerConfiguration(folder: string, setting: ServerSetting): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const dynamic = join(folder, 'dynamic.yaml');
  const write = (path: string, what: unknown): void =>
    writeFileSync(path, JSON.stringify(what, null, 1), { mode: 0o600 });
  const told = {
    ...developmentDefaults,
    ...Object.fromEntries(Object.entries(dynamicConfiguration).map(([key, text]) => [key, JSON.parse(text)])),
  };
  write(dynamic, Object.fromEntries(Object.entries(told).map(([key, value]) => [key, [{ value }]])));
  write(join(folder, `${configurationName}.yaml`), {
    log: { stdout: true, level: 'warn' },
    persistence: persistence(setting),
    global: {
      membership: { maxJoinDuration: '30s', broadcastAddress: loopback },
      // The development server counts too.
      metrics: { prometheus: { listenAddress: `${loopback}:${await freePort()}`, handlerPath: '/metrics' } },
    },
    services: {
      frontend: await service(setting.port),
      history: await service(await freePort()),
      matching: await service(await freePort()),
      worker: await service(await freePort()),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: cluster,
      currentClusterName: cluster,
      clusterInformation: {
        [cluster]: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `${loopback}:${setting.port}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
    namespaceDefaults: {
      archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
    },
    publicClient: { hostPort: `${loopback}:${setting.port}` },
    dynamicConfigClient: { filepath: dynamic, pollInterval: '60s' },
  });
}

const service = async (grpcPort: number): Promise<unknown> => ({
  rpc: { grpcPort, membershipPort: await freePort(), bindOnIP: loopback },
});

function persistence({ postgresPort, databases }: ServerSetting): unknown {
  const store = (databaseName: string, maxConns: number): unknown => ({
    sql: {
      pluginName: sqlPlugin,
      databaseName,
      connectAddr: `${loopback}:${postgresPort}`,
      connectProtocol: 'tcp',
      user: databases.user,
      password: databases.password,
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  });
  return {
    defaultStore: 'histories',
    visibilityStore: 'visibility',
    numHistoryShards: historyShards,
    datastores: {
      histories: store(databases.histories, connections.histories),
      visibility: store(databases.visibility, connections.visibility),
    },
  };
}
