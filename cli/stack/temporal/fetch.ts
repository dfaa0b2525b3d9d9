import { chmodSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { goingOn } from '../progress.js';
import type { Progress } from '../progress.js';
import { programsOnPath, run } from '../program.js';
import { answersWithin } from '../reachable.js';
import { cliVersion } from './version.js';

/** A way to get the program into a folder; it answers why it could not in a few words. */
export type Fetch = (folder: string, context: FetchContext) => Promise<{ readonly why?: string }>;

/** What a way of getting the program works with. */
export interface FetchContext {
  readonly progress: Progress;
  readonly environment: NodeJS.ProcessEnv;
  readonly abort?: AbortSignal | undefined;
}

/** The SDK’s own download; without a network it says so within three seconds. */
export const fetchBySdk: Fetch = async (folder, { progress, environment, abort }) => {
  if (!(await answersWithin('https://temporal.download/', 3_000)))
    return { why: 'temporal.download does not answer' };
  const inherited = process.execArgv.filter((argument) => !argument.startsWith('--inspect'));
  const downloaded = await goingOn(
    progress,
    `downloading temporal ${cliVersion}`,
    run(process.execPath, [...inherited, require.resolve('./sdk-download.js'), folder], {
      environment,
      abort,
      timeoutMs: 300_000,
    }),
  );
  const [program] = readdirSync(folder).filter((name) => name.startsWith('temporal'));
  if (downloaded.status !== 0 || program === undefined) return { why: 'the SDK’s download did not succeed' };
  renameSync(join(folder, program), join(folder, 'temporal'));
  chmodSync(join(folder, 'temporal'), 0o755);
  return {};
};

/** `go install` from source: about two and a half minutes on two cores. */
export const fetchByGo: Fetch = goInstall(
  `temporal ${cliVersion} with go (about 2.5 minutes on two cores, once)`,
  [`github.com/temporalio/cli/cmd/temporal@v${cliVersion}`],
);

/**
 * Builds programs with `go install`.
 *
 * @param what the programs in a few words, and how long it takes
 * @param packages each with the version it is built in
 */
export function goInstall(what: string, packages: readonly string[]): Fetch {
  return async (folder, { progress, environment, abort }) => {
    const [go] = programsOnPath('go', environment);
    if (go === undefined) return { why: 'there is no `go` on the PATH' };
    const built = await goingOn(
      progress,
      `building ${what}`,
      run(go, ['install', ...packages], {
        // Its SQLite is written in Go: no C compiler is needed.
        environment: { ...environment, GOBIN: folder, CGO_ENABLED: '0' },
        abort,
      }),
    );
    const said = built.output.trim().split('\n').at(-1) ?? '';
    return built.status === 0 ? {} : { why: `go install failed: ${said}` };
  };
}
