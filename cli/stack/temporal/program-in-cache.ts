import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { waitForLock } from '../lock.js';
import { isProgram } from '../program.js';
import type { Progress } from '../progress.js';
import { cliVersion } from './version.js';

/** Where the program lies in the cache once it has been fetched or built. */
export function cachedProgram(cacheDir: string): string {
  return join(cacheDir, `temporal-${cliVersion}`, 'temporal');
}

/**
 * Has `make` put a program `temporal` into an empty folder and moves that into the cache as a whole.
 * Two starts at once make it once: the second waits for the first.
 *
 * @returns its path; `undefined` when `make` left none
 */
export async function intoCache(
  cacheDir: string,
  progress: Progress,
  make: (folder: string) => Promise<void>,
): Promise<string | undefined> {
  const program = cachedProgram(cacheDir);
  const home = dirname(program);
  const lock = await waitForLock(`${home}.lock`, (pid) =>
    progress(`waiting for process ${pid}, which is getting temporal`),
  );
  const partial = `${home}.${process.pid}.partial`;
  try {
    if (isProgram(program)) return program;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    await make(partial);
    if (!isProgram(join(partial, 'temporal'))) return undefined;
    rmSync(home, { recursive: true, force: true });
    renameSync(partial, home);
    return program;
  } finally {
    rmSync(partial, { recursive: true, force: true });
    lock.release();
  }
}
