/** A benchmark's short run, as a process of its own: that it works and what it keeps, never how fast. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../..');

/** A short run takes two minutes on a machine that is busy with other tests, and is not judged by how long it takes. */
export const quickTimeoutMs = 300_000;

export interface QuickRun {
  /** What it printed, as JSON. */
  readonly measured: unknown;
  readonly progress: string;
  /** What it wrote, by the names of its files. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs `bench/<name>.ts --quick`; whatever else is tested meanwhile comes first where `patient`. */
export async function quickRun(
  name: string,
  more: readonly string[],
  { patient = false } = {},
): Promise<QuickRun> {
  const output = mkdtempSync(join(tmpdir(), `bida-${name}-`));
  try {
    const running = promisify(execFile)(
      process.execPath,
      [
        ...['--require', join(root, 'test/stack/typescript.cjs'), join(root, `bench/${name}.ts`)],
        ...['--quick', '--seed', '11', '--output', output, '--json', ...more],
      ],
      { maxBuffer: 2 ** 24 },
    );
    if (patient) setPriority(running.child.pid ?? 0, constants.priority.PRIORITY_LOW);
    const { stdout, stderr } = await running;
    const names = readdirSync(output).toSorted();
    const files = Object.fromEntries(names.map((file) => [file, readFileSync(join(output, file), 'utf8')]));
    return { measured: JSON.parse(stdout) as unknown, progress: stderr, files };
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
