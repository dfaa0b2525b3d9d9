/** The Restate server's program, as its npm package brings it for this machine. */
import { execFileSync } from 'node:child_process';

export const restateProgram = (): string =>
  require.resolve(`@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`);

/** What it waits for before it acknowledges a write, from its own configuration as it stands without ours. */
export function restateDurability(): string {
  const configuration = execFileSync(restateProgram(), ['--dump-config'], { encoding: 'utf8' });
  const section = /\n\[log-server\]\n([^[]*)/.exec(configuration)?.[1] ?? '';
  const [, off = 'unknown'] = /^rocksdb-disable-wal-fsync = (\w+)$/m.exec(section) ?? [];
  return `Restate log-server rocksdb-disable-wal-fsync=${off}`;
}
