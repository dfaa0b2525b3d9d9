import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const bundle = join(root, 'dist/workflow-bundle.js');
/** What the bundle is made of. */
const sources = ['workflows', 'domain', 'runtime/codec'];

const newestMs = (path: string): number =>
  statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))))
    : statSync(path).mtimeMs;

/** The path of the built workflow bundle, built first where it is older than what it is made of. */
export function workflowBundle(): string {
  const madeOf = Math.max(...sources.map((source) => newestMs(join(root, source))));
  if (existsSync(bundle) && statSync(bundle).mtimeMs > madeOf) return bundle;
  const built = spawnSync(process.execPath, ['build.mjs', '--quiet'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the workflow bundle could not be built:\n${built.stdout}`);
  return bundle;
}
