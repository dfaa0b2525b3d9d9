import { basename, join, resolve } from 'node:path';
import type { PartCommand, PartSpec } from './part.js';

/** The rooms that run as processes of their own, each from `dist/<room>/main.js`. */
export type Room = 'simulator' | 'api' | 'worker';

/** Something else to run in place of a part; it must say `{kind: 'ready'}` by IPC and end on `disconnect`. */
export interface PartOverride {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** Processes run what was built, also when a test starts them from the sources. */
const above = resolve(__dirname, '..', '..');
export const builtRooms = basename(above) === 'dist' ? above : join(above, 'dist');

/** How others than a room itself log in to a database of one's own: nothing it should know. */
const othersLogins = { DATABASE_MIGRATE_URL: undefined, DATABASE_WORKER_URL: undefined };

const graceMs: Record<Room, number> = { worker: 15_000, api: 5_000, simulator: 3_000 };

/** How to run a room: its own entry by this same Node, or what stands in for it. */
export function roomPart(
  room: Room,
  stateDir: string,
  environment: NodeJS.ProcessEnv,
  override: PartOverride | undefined,
): PartSpec {
  const entry = join(builtRooms, room, 'main.js');
  const command: PartCommand = {
    program: override?.program ?? process.execPath,
    args: override?.args ?? ['--enable-source-maps', entry],
    environment: { ...process.env, ...othersLogins, ...environment, ...override?.environment },
  };
  return {
    name: room,
    logFile: logFile(stateDir, room),
    command: () => command,
    ready: { kind: 'ipc' },
    readyWithinMs: 60_000,
    signal: 'SIGTERM',
    graceMs: graceMs[room],
  };
}

/** What stands in for a server, in tests. */
export function standIn(name: string, stateDir: string, override: PartOverride): PartSpec {
  return {
    name,
    logFile: logFile(stateDir, name),
    command: () => ({ ...override, environment: { ...process.env, ...override.environment } }),
    ready: { kind: 'ipc' },
    readyWithinMs: 10_000,
    signal: 'SIGTERM',
    graceMs: 5_000,
  };
}

/** Where a part’s output goes. */
export function logFile(stateDir: string, name: string): string {
  return join(stateDir, 'logs', `${name}.log`);
}
