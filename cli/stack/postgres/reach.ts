import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Progress } from '../progress.js';
import type { ServerAccount } from './account.js';
import { binariesIn } from './binaries.js';
import type { PostgresBinaries } from './binaries.js';

/** Whether an account may pass through every folder above `path` and `path` itself; folders yet to be made count as passable. */
export function canReach(path: string, account: ServerAccount): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The folder for PostgreSQL's files: `<state>/postgres`, unless the server's account cannot get there
 * (root's own home is closed to others). Then it is a folder elsewhere, remembered in
 * `<state>/postgres.location`.
 */
export function reachableHome(
  stateDir: string,
  account: ServerAccount | undefined,
  progress: Progress,
): string {
  const home = join(stateDir, 'postgres');
  const record = join(stateDir, 'postgres.location');
  if (account === undefined) return home;
  if (existsSync(record)) return readFileSync(record, 'utf8').trim();
  chmodSync(stateDir, statSync(stateDir).mode | 0o011);
  if (canReach(stateDir, account)) return home;
  const elsewhere = join(openFolder(), `state-${randomBytes(6).toString('hex')}`);
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  writeFileSync(record, `${elsewhere}\n`);
  progress(`the user postgres cannot reach ${stateDir}: PostgreSQL keeps its files in ${elsewhere}`);
  return elsewhere;
}

/** The programs themselves where the server's account can run them: copied once when it cannot reach the checkout. */
export function reachableBinaries(
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): PostgresBinaries {
  if (account === undefined || canReach(binaries.home, account)) return binaries;
  const { mtimeMs, size } = statSync(binaries.postgres);
  const mark = createHash('sha256').update(`${binaries.home} ${size} ${mtimeMs}`).digest('hex').slice(0, 12);
  const copy = join(openFolder(), `programs-${mark}`);
  if (existsSync(copy)) return binariesIn(copy);
  const partial = `${copy}.${process.pid}.partial`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(binaries.home, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, copy);
  } catch {
    // Another start was quicker with the same copy.
    rmSync(partial, { recursive: true, force: true });
  }
  return binariesIn(copy);
}

/** A folder every account may pass through; one that outlives a reboot where there is one. */
function openFolder(): string {
  for (const folder of ['/var/lib/bida', join(tmpdir(), 'bida')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o711 });
      return folder;
    } catch {
      // Not ours to write: the next one.
    }
  }
  throw new Error(
    'There is no folder that the user postgres can reach: put the state elsewhere, or set DATABASE_URL.',
  );
}
