/** The console as it was built: `dist/console`. */
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** This file lies in `dist/api/console`, or in `api/console` where a test runs the sources. */
const above = resolve(__dirname, '..', '..');
export const builtConsole = join(basename(above) === 'dist' ? above : join(above, 'dist'), 'console');

/** Reads the page that every address of the console answers. Throws in words for a person where it was not built. */
export function readFirstPage(folder: string): string {
  try {
    return readFileSync(join(folder, 'index.html'), 'utf8');
  } catch {
    throw new Error(`the console was not built: there is no index.html in ${folder}; run \`npm run build\``);
  }
}
