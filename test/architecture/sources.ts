/** The project's own sources, as the rules of the house look at them. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(__dirname, '../..');

const rooms = [
  ...['domain', 'workflows', 'activities', 'ledger', 'worker', 'client', 'api', 'console', 'cli'],
  ...['simulator', 'runtime', 'test', 'bench', 'deploy', 'examples'],
];

export interface Found {
  /** Relative to the project, with slashes. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** Every folder and file of the rooms that exist. */
export function everything(): Found[] {
  const look = (folder: string): Found[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (entry.name === 'node_modules') return [];
      const full = join(folder, entry.name);
      const found = { path: relative(root, full).replaceAll('\\', '/'), isFolder: entry.isDirectory() };
      return found.isFolder ? [found, ...look(full)] : [found];
    });
  return rooms
    .filter((room) => existsSync(join(root, room)))
    .flatMap((room) => [{ path: room, isFolder: true }, ...look(join(root, room))]);
}

/** Written by a program, from what is itself checked. */
const generated: readonly string[] = ['console/door/api-types.ts'];

/** Paths of every TypeScript source of the rooms that somebody wrote. */
export const sources = (): string[] =>
  everything().flatMap(({ path, isFolder }) =>
    !isFolder && /\.tsx?$/.test(path) && !generated.includes(path) ? [path] : [],
  );

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
