/** What only the ledger's owner may put there: records that a room would take hours, or millions of rows, to come to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { Ledger } from '../../../ledger/ledger.js';

/** Works as the role that owns the ledger of a stack, on a connection of its own. */
export async function asOwner(
  { stateDir, databaseUrl }: StackFile,
  work: (ledger: Ledger) => Promise<void>,
): Promise<void> {
  const passwords = JSON.parse(readFileSync(join(stateDir, 'keys', 'database.json'), 'utf8')) as {
    migrate: string;
  };
  const url = new URL(databaseUrl);
  url.username = 'bida_migrate';
  url.password = passwords.migrate;
  const ledger = new Ledger({ url: url.href, connections: 1 });
  try {
    await work(ledger);
  } finally {
    await ledger.close();
  }
}
