import { join } from 'node:path';
import { LockHeld, takeLock } from './lock.js';
import type { Lock } from './lock.js';

/**
 * Ports that this process means to use, kept as lock files: two stacks that start at the same moment
 * would otherwise both find the same port free before either listens on it.
 */
export class PortClaims {
  readonly #locks = new Map<number, Lock | undefined>();

  /** @param folder shared by all stacks of this user */
  constructor(private readonly folder: string) {}

  /** Claims a port; `false` when another living process, or this claim itself, has it. */
  claim(port: number): boolean {
    if (this.#locks.has(port)) return false;
    try {
      this.#locks.set(port, takeLock(join(this.folder, `${port}.lock`)));
    } catch (error) {
      if (error instanceof LockHeld) return false;
      // A folder that cannot be written must not stop the start: then the port is ours by luck.
      this.#locks.set(port, undefined);
    }
    return true;
  }

  /** Gives up one port. */
  release(port: number): void {
    this.#locks.get(port)?.release();
    this.#locks.delete(port);
  }

  /** Gives up all of them. */
  releaseAll(): void {
    for (const port of [...this.#locks.keys()]) this.release(port);
  }
}
