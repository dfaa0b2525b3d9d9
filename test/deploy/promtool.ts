/** Prometheus' own tool, as Debian's `prometheus` brings it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const program = process.env['BIDA_PROMTOOL'] ?? '/usr/bin/promtool';

/** Runs it; throws in words where there is none. */
export function promtool(args: readonly string[], input = ''): { status: number | null; said: string } {
  if (!existsSync(program))
    throw new Error(
      `expected promtool at ${program}: apt-get install --no-install-recommends prometheus, or name it by BIDA_PROMTOOL`,
    );
  const { status, stdout, stderr } = spawnSync(program, [...args], { input, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}
