import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of everything that must stay secret: `<state>/keys`, mode 0700. */
export function keysDirectory(stateDir: string): string {
  return join(stateDir, 'keys');
}

/**
 * Reads a secret file from `<state>/keys`, made once (mode 0600, whole or not at all) when it is missing.
 * Text is trimmed of its closing newline.
 */
export function readOrMake(stateDir: string, name: string, make: () => string): string {
  const folder = keysDirectory(stateDir);
  const path = join(folder, name);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const fresh = writeBeside(path, make());
    try {
      linkSync(fresh, path);
    } catch (error) {
      // Whoever was quicker made the key that counts.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(fresh, { force: true });
    }
  }
  return readFileSync(path, 'utf8').trim();
}

/** Puts another text in the place of a secret file that is there; a reader sees the old one or the whole new one. */
export function replaceKept(stateDir: string, name: string, text: string): void {
  const path = join(keysDirectory(stateDir), name);
  renameSync(writeBeside(path, text), path);
}

/** On the disk before it takes its name. */
function writeBeside(path: string, text: string): string {
  const fresh = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileSync(fresh, `${text}\n`, { mode: 0o600, flush: true });
  return fresh;
}
