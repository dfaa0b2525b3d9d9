/** A stack whose ledger is full of attempts that no story stands behind: for what is asked of millions of rows. */
import { Client } from 'pg';
import type { Bank } from '../cli/bank/open-bank.js';
import type { StackFile } from '../cli/stack/stack-file.js';
import { embeddedWords } from '../cli/stack/words.js';
import { prepareLedger } from '../cli/words/prepare-ledger.js';
import { superUrlOf } from './back-end/databases.js';
import { onStack } from './on-stack.js';

export interface Filling {
  readonly attempts: number;
  /** Of PostgreSQL's own chances. */
  readonly seed: number;
  /** Puts attempts `from` to `last`, both included, on record. */
  readonly fill: (client: Client, from: number, last: number, bank: Bank) => Promise<unknown>;
}

export interface FilledStack {
  readonly file: StackFile;
  readonly bank: Bank;
  /** Of a role that may do anything in the ledger. */
  readonly superUrl: string;
}

const atOnce = 50_000;
const hourMs = 3_600_000;

/** What the rows refer to is not looked at; nothing else looks at them meanwhile. */
export const onFilledStack = <Measured>(
  filling: Filling,
  measure: (stack: FilledStack) => Promise<Measured>,
  progress: (line: string) => void,
): Promise<Measured> =>
  onStack(
    {
      calendar: 'open',
      timing: { monitor: { everyMs: hourMs }, sweep: { everyMs: 24 * hourMs, graceMs: 24 * hourMs } },
      progress: () => undefined,
      migrate: prepareLedger,
      simulator: { seed: filling.seed, words: embeddedWords },
    },
    async ({ file }, bank) => {
      const { port, pathname } = new URL(file.databaseUrl);
      const url = new URL(superUrlOf({ stateDir: file.stateDir, postgresPort: Number(port) }));
      url.pathname = pathname;
      const stack = { file, bank, superUrl: url.href };
      await fillAll(stack, filling, progress);
      return measure(stack);
    },
  );

async function fillAll(
  { superUrl, bank }: FilledStack,
  { attempts, seed, fill }: Filling,
  progress: (line: string) => void,
): Promise<void> {
  const client = new Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query('SELECT setseed($1)', [(seed % 1_000) / 1_000]);
    for (let from = 0; from < attempts; from += atOnce) {
      const until = Math.min(from + atOnce, attempts);
      await fill(client, from, until - 1, bank);
      progress(`${until} of ${attempts} attempts are in the ledger`);
    }
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
