/** Installs the peers' packages where only the benchmark finds them, and only when it is run. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Says of which lockfile the packages are. */
const mark = join(__dirname, 'node_modules', '.installed');

/** From the lockfile beside this; no package runs a script as it is installed (one of them would report it). */
export async function installPeers(progress: (line: string) => void): Promise<void> {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(__dirname, 'package-lock.json')))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lockfile) return;
  progress('installing the peers’ packages (some 80 MB to fetch, 240 MB on disk)');
  const beganAt = Date.now();
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: __dirname });
  writeFileSync(mark, lockfile);
  progress(`installed after ${((Date.now() - beganAt) / 1_000).toFixed(1)} s`);
}
