/** How much is written for each contender, counted from the files themselves. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Lines that are neither blank nor comment alone. */
export function codeLines(source: string): number {
  let inComment = false;
  let lines = 0;
  for (const line of source.split('\n').map((text) => text.trim())) {
    if (line.startsWith('/*')) inComment = true;
    if (!inComment && line !== '' && !line.startsWith('//')) lines += 1;
    if (inComment && line.includes('*/')) inComment = false;
  }
  return lines;
}

/** Of every TypeScript file in a folder and below. */
function linesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + linesIn(path);
    return entry.name.endsWith('.ts') ? sum + codeLines(readFileSync(path, 'utf8')) : sum;
  }, 0);
}

export interface Lines {
  /** The story of an application, the file a reader would open first. */
  readonly story: number;
  /** Everything that runs in its processes: for ours the rooms, which do far more than is measured here. */
  readonly all: number;
}

const root = resolve(__dirname, '../..');
const rooms = ['domain', 'workflows', 'activities', 'ledger', 'worker', 'client', 'api', 'runtime'];

export function countLines(): { readonly O2: Lines; readonly DBOS: Lines; readonly Restate: Lines } {
  const story = (path: string): number => codeLines(readFileSync(join(root, path), 'utf8'));
  const shared = linesIn(join(__dirname, 'program'));
  return {
    O2: {
      story: linesIn(join(root, 'workflows')),
      all: rooms.reduce((sum, room) => sum + linesIn(join(root, room)), 0),
    },
    DBOS: { story: story('bench/peers/dbos/story.ts'), all: shared + linesIn(join(__dirname, 'dbos')) },
    Restate: {
      story: story('bench/peers/restate/story.ts'),
      // How its server is started is no part of the program.
      all: shared + linesIn(join(__dirname, 'restate')),
    },
  };
}
