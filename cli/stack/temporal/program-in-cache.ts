import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitForLock } from '../lock.js';
import { isProgram } from '../program.js';
import type { Progress } from '../progress.js';
import { cliVersion } from './version.js';

/** Programs that are fetched or built together, and kept in a folder of the cache that is whole or not there. */
export interface ProgramSet {
  /** Its name says which version it is. */
  readonly folder: string;
  readonly programs: readonly string[];
}

/** The `temporal` program, which the embedded server is. */
export const temporalProgram: ProgramSet = { folder: `temporal-${cliVersion}`, programs: ['temporal'] };

/** Where the `temporal` program lies in the cache once it has been fetched or built. */
export function cachedProgram(cacheDir: string): string {
  return join(cacheDir, temporalProgram.folder, 'temporal');
}

/**
 * Has `make` put the programs of a set into an empty folder and moves that into the cache as a whole.
 * Two starts at once make it once: the second waits for the first.
 *
 * @returns the folder they lie in; `undefined` when `make` left any of them out
 */
export async function intoCache(
  cacheDir: string,
  { folder, programs }: ProgramSet,
  progress: Progress,
  make: (folder: string) => Promise<void>,
): Promise<string | undefined> {
  const home = join(cacheDir, folder);
  const isWholeIn = (place: string) => programs.every((program) => isProgram(join(place, program)));
  const lock = await waitForLock(`${home}.lock`, (pid) =>
    progress(`waiting for process ${pid}, which is getting ${folder}`),
  );
  const partial = `${home}.${process.pid}.partial`;
  try {
    if (isWholeIn(home)) return home;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    await make(partial);
    if (!isWholeIn(partial)) return undefined;
    rmSync(home, { recursive: true, force: true });
    renameSync(partial, home);
    return home;
  } finally {
    rmSync(partial, { recursive: true, force: true });
    lock.release();
  }
}
