/** Temporal's own server on the PostgreSQL of a stack, as a part of that stack. */
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { PartSpec } from '../../cli/stack/part.js';
import { logFile } from '../../cli/stack/room-parts.js';
import type { Server, TemporalFacts, TemporalPlace } from '../../cli/stack/server.js';
import { prepareNamespace, retention } from '../../cli/stack/temporal/namespace.js';
import { ownNamespace, withoutTemporalSettings } from '../../cli/stack/temporal/server.js';
import { configurationName, writeServerConfiguration } from './configuration.js';
import { prepareDatabases } from './databases.js';
import type { TemporalDatabases } from './databases.js';
import type { ServerPrograms } from './programs.js';

/** For a stack's options. */
export const temporalOnPostgresql =
  (programs: ServerPrograms) =>
  (place: TemporalPlace): Server<TemporalFacts> => {
    const address = `127.0.0.1:${place.port}`;
    return {
      facts: { address, namespace: ownNamespace },
      spec: serverPart(programs, place, address),
      complete: async () => {
        await registerNamespace(address);
        await prepareNamespace(address, ownNamespace, true);
      },
    };
  };

function serverPart({ server, sqlTool }: ServerPrograms, place: TemporalPlace, address: string): PartSpec {
  const folder = join(place.stateDir, 'temporal');
  let databases: Promise<TemporalDatabases> | undefined;
  return {
    name: 'temporal',
    logFile: logFile(place.stateDir, 'temporal'),
    command: async () => {
      databases ??= prepareDatabases(sqlTool, place);
      await writeServerConfiguration(folder, { ...place, databases: await databases });
      return {
        program: server,
        args: ['--root', folder, '--config', '.', '--env', configurationName, '--allow-no-auth', 'start'],
        environment: withoutTemporalSettings(),
        directory: folder,
      };
    },
    ready: { kind: 'probe', answers: () => serves(address) },
    readyWithinMs: 60_000,
    signal: 'SIGTERM',
    graceMs: 10_000,
  };
}

async function serves(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

/** The development server has it from the start. */
async function registerNamespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace: ownNamespace,
      workflowExecutionRetentionPeriod: msToTs(retention),
    });
  } finally {
    await connection.close();
  }
}
