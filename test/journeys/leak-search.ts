/**
 * Searches files byte by byte for what must not stand in them, in the ways a text can be written down.
 * Nothing is read as a whole, so that files may be of any size.
 */
import { open, readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { NeedleSet } from './needle-set.js';
import { databaseElsewhere } from './state-folder.js';
import { writingsOf } from './writings.js';

/** One canary found: which, written how, in which file (below the folder), and where it begins there, in bytes. */
interface Leak {
  readonly canary: string;
  readonly writing: string;
  readonly file: string;
  readonly at: number;
}

const chunkBytes = 4 * 1024 * 1024;

/**
 * Every place below `folder` where a canary stands (a text that would betray an applicant), at most the
 * first of each canary and writing in each file. `exclude` names folders or files that are not looked
 * into, as paths or relative to the folder. Links are not followed.
 *
 * @throws RangeError for a canary so short that chance could write it
 */
export async function searchForLeaks(
  folder: string,
  canaries: readonly string[],
  exclude: readonly string[] = [],
): Promise<Leak[]> {
  const needles = new NeedleSet(
    canaries.flatMap((canary) => writingsOf(canary).map((written) => ({ canary, ...written }))),
  );
  const buffer = Buffer.alloc(chunkBytes + needles.longestBytes);
  const left = exclude.map((path) => relative(folder, resolve(folder, path)));
  const leaks: Leak[] = [];
  for (const file of await filesBelow(folder, left))
    for (const found of await searchFile(join(folder, file), needles, buffer)) leaks.push({ ...found, file });
  return leaks;
}

/**
 * The same for everything a stack keeps: its state folder but for the simulator's own log, which is outside
 * the bank, and PostgreSQL's files where they are kept elsewhere. The stack must be down.
 */
export async function searchStateForLeaks(stateDir: string, canaries: readonly string[]): Promise<Leak[]> {
  const elsewhere = databaseElsewhere(stateDir);
  return [
    ...(await searchForLeaks(stateDir, canaries, ['simulator'])),
    ...(elsewhere === undefined ? [] : await searchForLeaks(elsewhere, canaries)),
  ];
}

/** Files to be looked into, relative to the folder. */
async function filesBelow(folder: string, exclude: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !exclude.some((path) => file === path || file.startsWith(`${path}${sep}`)))
    .toSorted();
}

async function searchFile(path: string, needles: NeedleSet, buffer: Buffer): Promise<Omit<Leak, 'file'>[]> {
  const found = new Map<string, Omit<Leak, 'file'>>();
  const file = await open(path, 'r');
  try {
    // What is kept of a chunk in front of the next one, so that nothing hides on the border.
    let keptBytes = 0;
    for (let readBytes = 0; ;) {
      const { bytesRead: count } = await file.read(buffer, keptBytes, chunkBytes, null);
      if (count === 0) break;
      const from = readBytes - keptBytes;
      const filled = buffer.subarray(0, keptBytes + count);
      for (const { canary, writing, at } of needles.occurrencesIn(filled)) {
        const name = `${canary} ${writing}`;
        if (!found.has(name)) found.set(name, { canary, writing, at: from + at });
      }
      readBytes += count;
      keptBytes = Math.min(needles.longestBytes - 1, filled.length);
      filled.copy(buffer, 0, filled.length - keptBytes);
    }
  } finally {
    await file.close();
  }
  return [...found.values()];
}
