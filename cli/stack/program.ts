import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a program that ran to its end left behind; `output` is both its streams, last 64 kB. */
export interface Ran {
  readonly status: number | undefined;
  readonly output: string;
}

/** How a program is run: its whole environment, when it is given up, and where. */
export interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  readonly abort?: AbortSignal | undefined;
  readonly directory?: string;
}

/** Whether this path is a file that may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Every program of that name on the environment's PATH, in its order. */
export function programsOnPath(name: string, environment: NodeJS.ProcessEnv = process.env): string[] {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...new Set(folders)].map((folder) => join(folder, name)).filter(isProgram);
}

/** Runs a program to its end with its whole group; never rejects: what cannot be run has no status. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      env: options.environment ?? process.env,
      cwd: options.directory,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-65_536);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const end = () => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It had ended by itself.
      }
    };
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(end, options.timeoutMs);
    options.abort?.addEventListener('abort', end, { once: true });
    process.once('exit', end);
    let finished = false;
    const finish = (status: number | undefined) => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      options.abort?.removeEventListener('abort', end);
      process.removeListener('exit', end);
      resolve({ status, output });
    };
    child.once('error', () => finish(undefined));
    child.once('close', (code) => finish(code ?? undefined));
    if (options.abort?.aborted === true) end();
  });
}
