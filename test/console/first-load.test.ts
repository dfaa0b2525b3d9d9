/** How much a browser must fetch before the front page stands; a size, so it may be held to a bound. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { builtConsole } from '../../api/console/built.js';

/** Gzipped, all scripts of the first page together. */
const mostBytes = 400_000;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

test('the scripts of the first load stay within their bound', () => {
  const manifest = JSON.parse(readFileSync(join(builtConsole, 'manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const files = new Set<string>();
  const follow = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the build has no ${name}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) follow(next);
  };
  for (const name of ['index.html', 'application/search-page.tsx']) follow(name);
  const bytes = [...files].reduce((sum, file) => sum + statSync(join(builtConsole, `${file}.gz`)).size, 0);
  process.stdout.write(`first load: ${files.size} scripts, ${bytes} bytes gzipped\n`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
});
