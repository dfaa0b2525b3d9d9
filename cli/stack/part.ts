import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess } from './process/ending.js';
import type { Ending } from './process/ending.js';
import { giveWay } from './process/give-way.js';
import { identify, isRunning } from './process/identity.js';
import type { Progress } from './progress.js';
import { DeathCount } from './death-count.js';
import type { Restarts } from './death-count.js';

/** What to run; asked for again before every start. */
export interface PartCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly directory?: string;
  /** The account to run under, when it is not ours. */
  readonly account?: { readonly uid: number; readonly gid: number } | undefined;
}

/** When a part counts as ready: it says so itself (`{kind: 'ready'}` by IPC), or it answers when asked. */
export type Readiness =
  { readonly kind: 'ipc' } | { readonly kind: 'probe'; readonly answers: () => Promise<boolean> };

/** One process the stack keeps running. */
export interface PartSpec {
  readonly name: string;
  /** Both its streams are appended here. */
  readonly logFile: string;
  readonly command: () => PartCommand | Promise<PartCommand>;
  readonly ready: Readiness;
  readonly readyWithinMs: number;
  readonly signal: Ending['signal'];
  /** How long an orderly end may take. */
  readonly graceMs: number;
  /** Others go first where the processor does not do for all: nobody outside waits for this one by the moment. */
  readonly givesWay?: boolean;
  /** How it is ended when there is no time; `SIGKILL` follows. */
  readonly hardSignal?: Ending['signal'];
}

/** Told of every process that begins and ends, so that none is forgotten. */
export interface PartWatcher {
  readonly began: (name: string, ending: Ending) => void;
  readonly ended: (pid: number) => void;
}

/** A part that could not be kept running; the message is for a person and names the log. */
export class PartFailed extends Error {
  constructor(part: PartSpec, what: string) {
    super(`${part.name} ${what}; its log: ${part.logFile}`);
    this.name = 'PartFailed';
  }
}

interface Life {
  readonly ending: Ending;
  readonly child: ChildProcess;
  /** Resolves with how it ended, in words. */
  readonly exited: Promise<string>;
}

/** One child process, started again with growing pauses when it dies, until it is stopped. */
export class Part {
  readonly name: string;
  /** Resolves when the part is given up after it had once been ready. */
  readonly gaveUp: Promise<PartFailed>;
  readonly #stopping = new AbortController();
  readonly #deaths: DeathCount;
  #life: Life | undefined;
  #loop: Promise<void> = Promise.resolve();
  #giveUp: (failure: PartFailed) => void = () => undefined;

  constructor(
    private readonly spec: PartSpec,
    private readonly watcher: PartWatcher,
    private readonly progress: Progress,
    restarts?: Restarts,
  ) {
    this.#deaths = new DeathCount(restarts);
    this.name = spec.name;
    this.gaveUp = new Promise((resolve) => (this.#giveUp = resolve));
  }

  /** The running process; `undefined` between a death and the next start. */
  get pid(): number | undefined {
    return this.#life?.ending.pid;
  }

  /**
   * Starts it and keeps it running; resolves once it is ready for the first time.
   *
   * @throws PartFailed when it dies three times before that
   */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#loop = this.#keepRunning(resolve).catch((error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        if (error instanceof PartFailed) this.#giveUp(error);
      });
    });
  }

  /** Ends it for good; resolves when it is gone. `hard` leaves it no time to tidy up. */
  async stop(hard = false): Promise<void> {
    this.#stopping.abort();
    const life = this.#life;
    if (life !== undefined) {
      const { signal, graceMs } = life.ending;
      await endProcess(
        hard
          ? { ...life.ending, signal: this.spec.hardSignal ?? signal, graceMs: Math.min(graceMs, 500) }
          : life.ending,
      );
    }
    await this.#loop;
  }

  async #keepRunning(onReady: () => void): Promise<void> {
    const { spec } = this;
    let wasReady = false;
    while (!this.#isStopping()) {
      const life = await this.#begin();
      const beganMs = Date.now();
      const ready = await this.#becomesReady(life);
      if (ready) {
        wasReady = true;
        onReady();
      } else if (isRunning(life.ending)) await endProcess(life.ending);
      const how = await life.exited;
      this.#life = undefined;
      this.watcher.ended(life.ending.pid);
      if (this.#isStopping()) break;
      const what = ready || Date.now() - beganMs < spec.readyWithinMs ? how : 'did not become ready';
      const verdict = this.#deaths.add({ wasReady, livedMs: Date.now() - beganMs });
      if (verdict.kind === 'give-up') throw new PartFailed(spec, `${what} ${verdict.times} times`);
      this.progress(`${spec.name} ${what}; starting it again`);
      await pause(verdict.pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
    // Only of interest to a start that is still waiting.
    throw new Error(`${spec.name} was stopped`);
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #begin(): Promise<Life> {
    const { spec } = this;
    const command = await spec.command();
    mkdirSync(dirname(spec.logFile), { recursive: true });
    const log = openSync(spec.logFile, 'a', 0o600);
    writeSync(log, `--- ${spec.name} starts, ${new Date().toISOString()}\n`);
    // A session of its own: Ctrl-C in the terminal must reach the supervisor alone, which ends the parts in order.
    const child = spawn(command.program, command.args, {
      ...command.account,
      cwd: command.directory,
      env: command.environment,
      detached: true,
      stdio: spec.ready.kind === 'ipc' ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    });
    closeSync(log);
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`could not be started (${error.message})`));
      child.once('exit', (code, signal) =>
        resolve(signal === null ? `ended with status ${code ?? '?'}` : `was ended by ${signal}`),
      );
    });
    const pid = child.pid ?? -1;
    if (spec.givesWay === true && pid > 0 && !giveWay(pid))
      this.progress(`${spec.name} could not be put behind the others`);
    const startTime = identify(pid)?.startTime ?? 'gone';
    const life = { child, exited, ending: { pid, startTime, signal: spec.signal, graceMs: spec.graceMs } };
    this.#life = life;
    if (pid > 0) this.watcher.began(spec.name, life.ending);
    // Asked to stop while it was being born: whoever asked saw no process to end.
    if (this.#isStopping()) await endProcess(life.ending);
    return life;
  }

  async #becomesReady({ child, exited }: Life): Promise<boolean> {
    const { ready, readyWithinMs } = this.spec;
    const over = new AbortController();
    const gone = exited.then(() => false);
    const late = pause(readyWithinMs, false, { signal: over.signal }).catch(() => false);
    const says = ready.kind === 'ipc' ? readyMessage(child) : answersOnce(ready.answers, over.signal);
    try {
      return await Promise.race([says, gone, late]);
    } finally {
      over.abort();
    }
  }
}

function readyMessage(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if ((message as { kind?: unknown } | null)?.kind === 'ready') resolve(true);
    });
  });
}

async function answersOnce(answers: () => Promise<boolean>, over: AbortSignal): Promise<boolean> {
  while (!over.aborted) {
    if (await answers()) return true;
    await pause(50, undefined, { signal: over }).catch(() => undefined);
  }
  return false;
}
