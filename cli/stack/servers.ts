import type { StackOptions } from './options.js';
import type { Ports } from './ports.js';
import { preparePostgres } from './postgres/server.js';
import { standIn } from './room-parts.js';
import type { Server, TemporalFacts } from './server.js';
import { prepareNamespace } from './temporal/namespace.js';
import type { TemporalSource } from './temporal/resolve.js';
import { ownNamespace, temporalPart } from './temporal/server.js';

/** How the rooms, and the migrations, reach PostgreSQL. */
export interface DatabaseFacts {
  /** The API’s, and the command line’s. */
  readonly url: string;
  readonly workerUrl: string;
  readonly migrateUrl: string;
}

/**
 * DATABASE_URL (for the worker DATABASE_WORKER_URL, and migrated as DATABASE_MIGRATE_URL, where those are other roles),
 * else an embedded server.
 */
export async function databaseServer(options: StackOptions, ports: Ports): Promise<Server<DatabaseFacts>> {
  const { stateDir, parts, progress } = options;
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '')
    return {
      facts: {
        url: given,
        workerUrl: process.env['DATABASE_WORKER_URL'] ?? given,
        migrateUrl: process.env['DATABASE_MIGRATE_URL'] ?? given,
      },
      complete: nothingMore,
    };
  if (parts?.postgres !== undefined) {
    const url = `postgres://127.0.0.1:${ports.postgres}/stand-in`;
    const workerUrl = `postgres://worker@127.0.0.1:${ports.postgres}/stand-in`;
    return {
      facts: { url, workerUrl, migrateUrl: url },
      spec: standIn('postgres', stateDir, parts.postgres),
      complete: nothingMore,
    };
  }
  const { spec, complete, ...facts } = await preparePostgres(stateDir, ports.postgres, progress);
  return { facts, spec, complete };
}

/** The one that the options bring, the server at TEMPORAL_ADDRESS, else one of our own from the program that was found. */
export function temporalServer(
  options: StackOptions,
  ports: Ports,
  source: TemporalSource | undefined,
): Server<TemporalFacts> {
  const { stateDir, parts } = options;
  if (options.temporal !== undefined)
    return options.temporal({ stateDir, port: ports.temporal, postgresPort: ports.postgres });
  if (source?.kind === 'server') {
    const { address, namespace } = source;
    return { facts: { address, namespace }, complete: () => prepareNamespace(address, namespace, false) };
  }
  const address = `127.0.0.1:${ports.temporal}`;
  const facts = { address, namespace: ownNamespace, uiUrl: `http://127.0.0.1:${ports.temporalUi}` };
  if (parts?.temporal !== undefined)
    return { facts, spec: standIn('temporal', stateDir, parts.temporal), complete: nothingMore };
  if (source === undefined) throw new Error('Temporal was not resolved');
  const codecEndpoint = `http://127.0.0.1:${ports.api}/codec`;
  return {
    facts,
    spec: temporalPart({
      program: source.path,
      stateDir,
      port: ports.temporal,
      uiPort: ports.temporalUi,
      codecEndpoint,
    }),
    complete: () => prepareNamespace(address, ownNamespace, true),
  };
}

function nothingMore(): Promise<void> {
  return Promise.resolve();
}
