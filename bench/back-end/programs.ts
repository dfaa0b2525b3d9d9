/** Temporal's own server and its schema tool: built once, and kept where the `temporal` program is kept. */
import { join } from 'node:path';
import { cacheDirectory } from '../../cli/stack/cache.js';
import { goInstall } from '../../cli/stack/temporal/fetch.js';
import { intoCache } from '../../cli/stack/temporal/program-in-cache.js';
import { serverVersion } from '../../cli/stack/temporal/version.js';

export interface ServerPrograms {
  readonly server: string;
  readonly sqlTool: string;
}

const source = 'go.temporal.io/server';
const set = { folder: `temporal-server-${serverVersion}`, programs: ['server', 'sql'] };

const build = goInstall(
  `Temporal’s server ${serverVersion} and its schema tool with go (about 5 minutes on two cores, once)`,
  [`${source}/cmd/server@v${serverVersion}`, `${source}/cmd/tools/sql@v${serverVersion}`],
);

/** Rejects in words for a person where they are neither kept nor to be built; Ctrl-C ends the building. */
export async function serverPrograms(progress: (line: string) => void): Promise<ServerPrograms> {
  const asked = new AbortController();
  const stop = (): void => asked.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let reason = 'no program came of it';
  try {
    const home = await intoCache(cacheDirectory(), set, progress, async (folder) => {
      const { why } = await build(folder, { progress, environment: process.env, abort: asked.signal });
      reason = why ?? reason;
    });
    asked.signal.throwIfAborted();
    if (home !== undefined) return { server: join(home, 'server'), sqlTool: join(home, 'sql') };
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  throw new Error(
    `Temporal’s server ${serverVersion} could not be built (${reason}): it needs Go 1.25 or later, and the Go module proxy.`,
  );
}
