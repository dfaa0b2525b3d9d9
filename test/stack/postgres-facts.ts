import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { typescriptArguments } from './run-typescript.js';
import type { DatabasePasswords } from '../../cli/stack/postgres/passwords.js';

/** The environment variable by which a jest run tells its test files of the server they share. */
export const sharedServerVariable = 'BIDA_TEST_POSTGRES';

/** How to reach the throw-away server. */
export interface ServerFacts {
  readonly port: number;
  readonly passwords: DatabasePasswords;
}

/** The role of tests that are about no room: a member of both rooms' roles, so that no right of its own is kept up to date. */
export const roomsRole = 'bida_rooms';

/** Where a database of the throw-away server is for {@link roomsRole}. */
export const roomsUrl = (port: number, database: string, { api }: DatabasePasswords): string =>
  `postgres://${roomsRole}:${api}@127.0.0.1:${port}/${database}`;

/** A throw-away server and the process that holds it; it ends with its standard input. */
export interface HostedServer {
  readonly facts: ServerFacts;
  readonly host: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** Starts a throw-away PostgreSQL in a session of its own, so that Ctrl-C in the terminal ends it only through its pipe. */
export function hostServer(): Promise<HostedServer> {
  const host = spawn(process.execPath, typescriptArguments('test/stack/postgres-host.ts'), {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => host.once('close', () => resolve()));
  const stop = async () => {
    host.stdin.end();
    await exited;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    host.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.endsWith('\n')) resolve({ facts: JSON.parse(said) as ServerFacts, host, stop });
    });
    host.once('error', reject);
    host.once('close', () => reject(new Error('the tests’ PostgreSQL did not start')));
  });
}
