import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeJson } from './atomic-file.js';
import { GuardianLink } from './guardian-link.js';
import type { PartWatcher } from './part.js';
import { endProcess } from './process/ending.js';
import type { Ending } from './process/ending.js';
import { isRunning } from './process/identity.js';
import type { Progress } from './progress.js';

interface Entry extends Ending {
  readonly name: string;
}

/**
 * The list of processes that belong to a stack, kept twice: with the guardian, which ends them with
 * the supervisor, and in `<state>/parts.json`, from which the next start ends what even that left.
 */
export class PartRegister implements PartWatcher {
  readonly #guardian = new GuardianLink();
  readonly #entries = new Map<number, Entry>();

  constructor(private readonly stateDir: string) {}

  readonly began = (name: string, ending: Ending): void => {
    this.#entries.set(ending.pid, { name, ...ending });
    this.#guardian.watch(ending);
    this.#write();
  };

  readonly ended = (pid: number): void => {
    this.#entries.delete(pid);
    this.#guardian.forget(pid);
    this.#write();
  };

  /** Ends what may still be on the list, and the guardian. */
  async close(): Promise<void> {
    await this.#guardian.close();
    rmSync(partsFile(this.stateDir), { force: true });
  }

  #write(): void {
    writeJson(partsFile(this.stateDir), [...this.#entries.values()]);
  }
}

/** Ends processes that an earlier stack of this state folder left running. */
export async function endLeftovers(stateDir: string, progress: Progress): Promise<void> {
  const path = partsFile(stateDir);
  if (!existsSync(path)) return;
  const entries = (JSON.parse(readFileSync(path, 'utf8')) as Entry[]).filter(isRunning);
  if (entries.length > 0)
    progress(`ending what an earlier start left running: ${entries.map(({ name }) => name).join(', ')}`);
  await Promise.all(entries.map((entry) => endProcess(entry)));
  rmSync(path, { force: true });
}

function partsFile(stateDir: string): string {
  return join(stateDir, 'parts.json');
}
