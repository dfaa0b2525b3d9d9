import { Ledger } from '../../ledger/ledger.js';
import { migrate } from '../../ledger/migrate.js';
import { wordedRoutes } from '../stack/routes/stack-routes.js';
import { embeddedCode } from '../stack/words.js';
import { loadShippedWords } from './shipped.js';

/**
 * Brings the embedded stack's ledger up to date: its schema, and the shipped words where a slot has none.
 * @param url of the migrating role
 */
export async function prepareLedger(url: string): Promise<void> {
  await migrate(url);
  const ledger = new Ledger({ url, connections: 1 });
  try {
    await loadShippedWords(ledger, { routes: wordedRoutes, codeOf: embeddedCode }, Date.now());
  } finally {
    await ledger.close();
  }
}
