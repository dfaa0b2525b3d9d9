import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { usualRestarts } from '../../../cli/stack/death-count.js';
import { startTimeOf } from '../../../cli/stack/process/identity.js';
import type { PartName } from '../../../cli/stack/options.js';
import type { PartOverride } from '../../../cli/stack/room-parts.js';
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { typescriptArguments } from '../../stack/run-typescript.js';

/** Waits until a condition holds; fails by name when it does not within `withinMs`. */
export async function eventually(what: string, holds: () => boolean, withinMs = 15_000): Promise<void> {
  const deadlineMs = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadlineMs) throw new Error(`did not happen: ${what}`);
    await pause(20);
  }
}

/** Whether no process has this pid. */
export function isGone(pid: number): boolean {
  return startTimeOf(pid) === undefined;
}

/** A folder for one test’s state, and what its stand-ins recorded there. */
export class StateFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'bida-test-stack-'));

  constructor() {
    // Stand-ins listen on nothing, so a real stack beside this test could take the usual ports in between.
    const from = 10_000 + Math.floor(Math.random() * 1_900) * 5;
    const names = ['api', 'temporal', 'temporalUi', 'postgres', 'simulator'];
    const ports = Object.fromEntries(names.map((name, nth) => [name, from + nth]));
    writeFileSync(join(this.path, 'ports.json'), JSON.stringify(ports));
  }

  events(): { name: string; event: string; pid: number }[] {
    const file = join(this.path, 'events.jsonl');
    if (!existsSync(file)) return [];
    // A line that is still being written is not one yet.
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as { name: string; event: string; pid: number });
  }

  /** Something small in place of a part. */
  standIn(name: PartName, environment: NodeJS.ProcessEnv = {}): PartOverride {
    return {
      program: process.execPath,
      args: [join(__dirname, '..', '..', 'stack', 'parts', 'stand-in.cjs')],
      environment: { STAND_IN_FOLDER: this.path, STAND_IN_NAME: name, ...environment },
    };
  }

  /** Something small in place of all the parts. */
  standIns(): Record<Exclude<PartName, 'identity'>, PartOverride> {
    return {
      postgres: this.standIn('postgres'),
      temporal: this.standIn('temporal'),
      ...this.rooms(),
    };
  }

  /** Something small in place of our own rooms. */
  rooms(): Record<'simulator' | 'api' | 'worker', PartOverride> {
    return {
      simulator: this.standIn('simulator'),
      api: this.standIn('api'),
      worker: this.standIn('worker'),
    };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** What a supervisor says once its stack is up. */
export interface Up {
  readonly file: StackFile;
  readonly pids: Record<PartName, number>;
}

/** A stack in a process of its own, as `npm start` runs it. */
export class Supervised {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  said = '';

  constructor(
    stateDir: string,
    parts: Partial<Record<Exclude<PartName, 'identity'>, PartOverride>>,
    environment: NodeJS.ProcessEnv = {},
  ) {
    this.child = spawn(
      process.execPath,
      [
        ...typescriptArguments('test/cli/stack/supervisor.ts'),
        JSON.stringify({ stateDir, parts, restarts: { ...usualRestarts, pausesMs: [50, 200] } }),
      ],
      { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.child.stdout?.on('data', (chunk: Buffer) => (this.said += chunk.toString('utf8')));
    this.exited = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  /** The line that begins with this word, without it. */
  line(word: string): string | undefined {
    const line = this.said.split('\n').find((candidate) => candidate.startsWith(`${word} `));
    return line?.slice(word.length + 1);
  }

  /** Waits until the stack is up. */
  async up(withinMs = 20_000): Promise<Up> {
    let over = false;
    void this.exited.then(() => (over = true));
    await eventually('the stack is up', () => over || this.line('up') !== undefined, withinMs);
    const line = this.line('up');
    if (line === undefined) throw new Error(`the stack did not start:\n${this.said}`);
    return JSON.parse(line) as Up;
  }

  /** Ends it as a test’s last act, whatever state it is in. */
  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    await this.exited;
  }
}
