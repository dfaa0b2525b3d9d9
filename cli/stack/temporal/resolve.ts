import { cacheDirectory } from '../cache.js';
import { isProgram, programsOnPath } from '../program.js';
import type { Progress } from '../progress.js';
import { fetchByGo, fetchBySdk } from './fetch.js';
import type { Fetch } from './fetch.js';
import { cachedProgram, intoCache, temporalProgram } from './program-in-cache.js';
import { cliVersion, isOurVersion, versionOf } from './version.js';

/** Where Temporal comes from: a server that runs already, or a program we start one with. */
export type TemporalSource =
  | { readonly kind: 'server'; readonly address: string; readonly namespace: string }
  | {
      readonly kind: 'program';
      readonly path: string;
      readonly way: 'BIDA_TEMPORAL_CLI' | 'PATH' | 'cache' | 'download' | 'go install';
    };

/** What resolving works with; the ways of getting a program may be replaced by a test. */
export interface Resolving {
  readonly progress: Progress;
  readonly environment?: NodeJS.ProcessEnv;
  readonly abort?: AbortSignal | undefined;
  readonly ways?: readonly { readonly way: 'download' | 'go install'; readonly fetch: Fetch }[];
}

/** Temporal can be had in no way here; the message says what to install. */
export class NoTemporal extends Error {
  constructor(reasons: readonly string[]) {
    super(
      `Temporal ${cliVersion} was not found and could not be fetched (${reasons.join('; ')}). ` +
        `Do one of these: put the \`temporal\` program ${cliVersion} on the PATH ` +
        `(https://github.com/temporalio/cli/releases/tag/v${cliVersion}) or name it in BIDA_TEMPORAL_CLI; ` +
        'install Go 1.23 or later, and it is built from source; or set TEMPORAL_ADDRESS to a server that runs.',
    );
    this.name = 'NoTemporal';
  }
}

/**
 * Finds Temporal: TEMPORAL_ADDRESS; else a program that is here (BIDA_TEMPORAL_CLI, PATH, our cache)
 * in the one version we work with; else the SDK’s download; else `go install`.
 *
 * @throws NoTemporal saying what to install
 */
export async function resolveTemporal(resolving: Resolving): Promise<TemporalSource> {
  const { progress, environment = process.env, abort, ways = usualWays } = resolving;
  const found = await findTemporal(environment, progress);
  if (found !== undefined) return found;
  const reasons: string[] = [];
  for (const { way, fetch } of ways) {
    abort?.throwIfAborted();
    const cacheDir = cacheDirectory(environment);
    const home = await intoCache(cacheDir, temporalProgram, progress, async (folder) => {
      const { why } = await fetch(folder, { progress, environment, abort });
      if (why === undefined) return;
      reasons.push(why);
      progress(why);
    });
    if (home !== undefined) return { kind: 'program', path: cachedProgram(cacheDir), way };
  }
  abort?.throwIfAborted();
  throw new NoTemporal(reasons);
}

/** The part of resolving that fetches and builds nothing; `undefined` when something would have to be. */
export async function findTemporal(
  environment: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<TemporalSource | undefined> {
  const address = environment['TEMPORAL_ADDRESS'];
  if (address !== undefined && address !== '')
    return { kind: 'server', address, namespace: environment['TEMPORAL_NAMESPACE'] ?? 'default' };
  const named = environment['BIDA_TEMPORAL_CLI'];
  if (named !== undefined && named !== '') {
    if (await fits(named, progress)) return { kind: 'program', path: named, way: 'BIDA_TEMPORAL_CLI' };
  }
  for (const path of programsOnPath('temporal', environment))
    if (await fits(path, progress)) return { kind: 'program', path, way: 'PATH' };
  const cached = cachedProgram(cacheDirectory(environment));
  return isProgram(cached) ? { kind: 'program', path: cached, way: 'cache' } : undefined;
}

async function fits(path: string, progress: Progress): Promise<boolean> {
  const words = await versionOf(path);
  if (words !== undefined && isOurVersion(words)) return true;
  const what = words === undefined ? 'does not run' : `is another version (${words})`;
  progress(`${path} ${what}: skipped, ${cliVersion} is needed`);
  return false;
}

const usualWays = [
  { way: 'download', fetch: fetchBySdk },
  { way: 'go install', fetch: fetchByGo },
] as const;
