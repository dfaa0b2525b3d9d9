import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../stack/supervised.js';
import { everythingSaid, listenTo, plainEnvironment, program } from './command-line.js';

/** A stack that `bida start` runs in a process of its own, as a person would start it. */
export interface OwnStack {
  readonly stateDir: string;
  readonly pid: number;
  readonly said: { readonly stdout: string; readonly stderr: string };
  /** Its parts' processes. */
  readonly partPids: () => number[];
  /** Ctrl-C; answers the exit status. */
  readonly interrupt: () => Promise<number | null>;
  readonly remove: () => void;
}

/** Starts one with a calendar that never holds; resolves when it says that it is up. */
export async function ownStack(): Promise<OwnStack> {
  const stateDir = mkdtempSync(join(tmpdir(), 'bida-test-cli-stack-'));
  const child = spawn(process.execPath, [program, 'start', '--calendar', 'open', '--state', stateDir], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  listenTo(child, said);
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const partPids = (): number[] => {
    const file = join(stateDir, 'parts.json');
    if (!existsSync(file)) return [];
    return (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }[]).map(({ pid }) => pid);
  };
  const interrupt = async () => {
    child.kill('SIGINT');
    const status = await exited;
    everythingSaid.push(said.stdout, said.stderr);
    return status;
  };
  const remove = () => rmSync(stateDir, { recursive: true, force: true });
  try {
    await eventually(
      'Bida is up',
      () => {
        if (child.exitCode !== null) throw new Error(`the stack ended at once: ${said.stderr}`);
        return said.stdout.includes('Bida is up.') && said.stdout.includes('Ctrl-C stops it');
      },
      // Beside everything else that the suite has under way then.
      150_000,
    );
  } catch (failure) {
    await interrupt();
    remove();
    throw failure;
  }
  return { stateDir, pid: child.pid ?? 0, said, partPids, interrupt, remove };
}

/** The command lines of every process on this machine, as `ps` would show them to anybody. */
export const commandLines = (pids: readonly number[]): string =>
  pids
    .map((pid) => `/proc/${pid}/cmdline`)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8').replaceAll('\u0000', ' '))
    .join('\n');
