/** What a benchmark ran on: figures say nothing without it. */
import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { Connection } from '@temporalio/client';
import sdk from '@temporalio/client/package.json';
import type { Bank } from '../cli/bank/open-bank.js';
import type { StackFile } from '../cli/stack/stack-file.js';
import { durabilityInWords } from './back-end/back-end.js';
import type { BackEnd } from './back-end/back-end.js';

export interface Computer {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly node: string;
  /** The commit that was measured; `+` where files differed from it. */
  readonly commit: string;
}

/** A computer with the servers that were measured on it. */
export interface Machine extends Computer {
  readonly temporal: string;
  readonly temporalSdk: string;
  readonly postgres: string;
  /** What both servers wait for before they acknowledge a write. */
  readonly durability: string;
}

export const computerHere = (): Computer => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  node: process.version,
  commit: commitHere(),
});

export async function machineOf(
  { ledger }: Bank,
  file: StackFile,
  backEnd: BackEnd = 'embedded',
): Promise<Machine> {
  const connection = await Connection.connect({ address: file.temporalAddress });
  try {
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    const [row] = await ledger.query<{ version: string; durability: string }>(
      `SELECT current_setting('server_version') AS version,
              format('PostgreSQL fsync=%s synchronous_commit=%s', current_setting('fsync'),
                     current_setting('synchronous_commit')) AS durability`,
    );
    return {
      ...computerHere(),
      temporal: serverVersion,
      temporalSdk: sdk.version,
      postgres: row?.version ?? 'unknown',
      durability: `${row?.durability ?? ''}; ${durabilityInWords[backEnd]}`,
    };
  } finally {
    await connection.close();
  }
}

/** On one line, without the commit. */
export const computerInWords = ({ cores, processor, memoryGb, kernel, node }: Computer): string =>
  `${cores} cores of ${processor}, ${memoryGb} GB, Linux ${kernel}, Node ${node}`;

/** On one line, without the commit. */
export const machineInWords = (machine: Machine): string =>
  `${computerInWords(machine)}, Temporal ${machine.temporal}, SDK ${machine.temporalSdk}, PostgreSQL ${machine.postgres}; ${machine.durability}`;

function commitHere(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: __dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '-uno') === '' ? '' : '+'}`;
  } catch {
    return 'not a checkout';
  }
}
