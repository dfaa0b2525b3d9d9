import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    const fresh = `${path}.${randomBytes(4).toString('hex')}`;
    writeFileSync(fresh, `${make()}\n`, { mode: 0o600, flush: true });
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
