import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { GuardianOrder } from './guardian.js';
import type { Ending } from './process/ending.js';

/** The supervisor's end of the guardian's pipe; a guardian that dies is replaced and told everything again. */
export class GuardianLink {
  readonly #watched = new Map<number, Ending>();
  #guardian: ChildProcessByStdio<Writable, null, null> | undefined;
  #closed = false;
  #gone: Promise<void> = Promise.resolve();

  constructor() {
    this.#start();
  }

  /** Has this process ended when the supervisor is gone. */
  watch(ending: Ending): void {
    this.#watched.set(ending.pid, ending);
    this.#tell({ kind: 'watch', ending });
  }

  /** Takes a process that is gone off the list. */
  forget(pid: number): void {
    this.#watched.delete(pid);
    this.#tell({ kind: 'forget', pid });
  }

  /** Lets the guardian end what is still on the list and go; resolves when it has. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#guardian?.stdin.end();
    await this.#gone;
  }

  #start(): void {
    const inherited = process.execArgv.filter((argument) => !argument.startsWith('--inspect'));
    const guardian = spawn(process.execPath, [...inherited, require.resolve('./guardian.js')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#guardian = guardian;
    // A broken pipe is told by its exit.
    guardian.stdin.on('error', () => undefined);
    this.#gone = new Promise((resolve) => {
      const over = () => {
        resolve();
        if (this.#closed) return;
        setTimeout(() => !this.#closed && this.#start(), 200);
      };
      guardian.once('exit', over);
      guardian.once('error', over);
    });
    for (const ending of this.#watched.values()) this.#tell({ kind: 'watch', ending });
  }

  #tell(order: GuardianOrder): void {
    this.#guardian?.stdin.write(`${JSON.stringify(order)}\n`);
  }
}
