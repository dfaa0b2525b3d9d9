/** Runs a program of npm's and hears what it says, line by line. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Heard, Speaker } from './landmarks.js';

export interface Listening {
  readonly speaker: Speaker;
  readonly args: readonly string[];
  readonly directory: string;
  /** It is asked to end once it has said this. */
  readonly until?: (line: string) => boolean;
  readonly hears: (heard: Heard) => void;
}

/** Resolves when it is over, as it was asked or by itself with status 0; Ctrl-C ends it too. */
export async function listen({ speaker, args, directory, until, hears }: Listening): Promise<void> {
  const child = spawn('npm', args, {
    cwd: directory,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: withoutNpm(),
  });
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  const asked = new AbortController();
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (line) => {
      hears({ at: Date.now(), speaker, line });
      if (asked.signal.aborted || until?.(line) !== true) return;
      asked.abort();
      end();
    });
  try {
    const status = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    // Asked to end, it says so by its status.
    if (status !== 0 && !asked.signal.aborted)
      throw new Error(`${speaker} ended with ${status ?? 'a signal'}`);
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

/** What the npm that runs this benchmark tells its scripts is of this checkout, and would steer another. */
const withoutNpm = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD)/i.test(name)));
