import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from '../../../api/server.js';
import { Ledger } from '../../../ledger/ledger.js';
import { refusing, unaskedDoor } from '../unasked-door.js';

/** The committed description of the API. */
export const documentFile = join(__dirname, '../../../docs/openapi.json');

export const committedDocument = (): string => readFileSync(documentFile, 'utf8');

/** The description of the API as the code gives it; nothing is listened on and nobody is asked. */
export async function exportedDocument(): Promise<string> {
  const ledger = new Ledger({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
  const { bank, ...unasked } = unaskedDoor(ledger, 'openapi');
  const server = await createServer({
    ...unasked,
    metrics: { sources: undefined, text: () => Promise.resolve('') },
    bank: { world: bank, authenticate: refusing('unauthenticated') },
  });
  await server.ready();
  const document = server.swagger();
  await server.close();
  await ledger.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
