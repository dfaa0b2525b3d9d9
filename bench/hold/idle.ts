/** How much memory a stack takes that was started by hand and left alone. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtRooms } from '../../cli/stack/room-parts.js';
import { proportionalBytes, residentBytes } from '../figures/memory.js';

export interface Taken {
  readonly residentBytes: number;
  /** What several processes have counts with each for its part: these add up. */
  readonly proportionalBytes: number;
}

/** By process. */
export type Idle = Readonly<Record<string, Taken>>;

/** Temporal and PostgreSQL are not ours, and the simulator stands outside the bank. */
export const ownProcesses = ['worker', 'api', 'identity', 'supervisor', 'guardian'] as const;

const upWithinMs = 120_000;

/** Starts `bida start`, leaves it alone for a while, and ends it. */
export async function idleStack(idleMs: number): Promise<Idle> {
  const stateDir = mkdtempSync(join(tmpdir(), 'bida-idle-'));
  const supervisor = spawn(
    process.execPath,
    [join(builtRooms, 'cli/bida.js'), 'start', '--calendar', 'open', '--state', stateDir],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  supervisor.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-2_000)));
  const ended = new Promise<void>((resolve) => supervisor.once('exit', () => resolve()));
  try {
    const endsAt = Date.now() + upWithinMs;
    while (!existsSync(join(stateDir, 'stack.json'))) {
      if (supervisor.exitCode !== null || Date.now() > endsAt)
        throw new Error(`the stack that was to stand idle did not start: ${said}`);
      await pause(100);
    }
    await pause(idleMs);
    return takenBy(pidsOf(stateDir, supervisor.pid ?? 0));
  } finally {
    supervisor.kill('SIGTERM');
    await ended;
    rmSync(stateDir, { recursive: true, force: true });
  }
}

export const takenBy = (pids: Readonly<Record<string, number>>): Idle =>
  Object.fromEntries(
    Object.entries(pids).map(([name, pid]) => [
      name,
      { residentBytes: residentBytes(pid), proportionalBytes: proportionalBytes(pid) },
    ]),
  );

function pidsOf(stateDir: string, supervisor: number): Record<string, number> {
  const parts = JSON.parse(readFileSync(join(stateDir, 'parts.json'), 'utf8')) as readonly {
    readonly name: string;
    readonly pid: number;
  }[];
  return {
    ...Object.fromEntries(parts.map(({ name, pid }) => [name, pid])),
    supervisor,
    guardian: guardianOf(supervisor),
  };
}

/** It is no part: it ends them if the supervisor cannot. */
function guardianOf(supervisor: number): number {
  const children = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8');
  const found = children
    .trim()
    .split(' ')
    .find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('guardian'));
  if (found === undefined) throw new Error('the stack that stands idle has no guardian');
  return Number(found);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
