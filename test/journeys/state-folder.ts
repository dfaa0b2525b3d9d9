import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A state folder of one test’s own. */
export function newStateFolder(): string {
  return mkdtempSync(join(tmpdir(), 'bida-journey-'));
}

/** Where PostgreSQL keeps its files when its account cannot reach the state folder (see `reachableHome`). */
export function databaseElsewhere(stateDir: string): string | undefined {
  const record = join(stateDir, 'postgres.location');
  return existsSync(record) ? readFileSync(record, 'utf8').trim() : undefined;
}

/** Removes it, and what of it is kept elsewhere. */
export function removeStateFolder(stateDir: string): void {
  const elsewhere = databaseElsewhere(stateDir);
  for (const folder of [elsewhere, stateDir])
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
