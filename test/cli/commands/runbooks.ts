/** The commands of docs/runbooks, as they stand there, with what a reader fills in. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../../docs/runbooks');

/** What a placeholder stands for on the stack they are run on, in either language. */
export type Filled = Readonly<Record<string, string>>;

/** Each command once, by the page it stands on first, as words to call the program with. */
export function runbookCommands(filled: Filled): { readonly page: string; readonly words: string[] }[] {
  const seen = new Map<string, { page: string; words: string[] }>();
  for (const page of readdirSync(folder).sort())
    for (const [, command = ''] of readFileSync(join(folder, page), 'utf8').matchAll(/`npx bida ([^`]+)`/g)) {
      const words = command.split(' ').map((word) => filled[word] ?? word);
      // The same in both languages is one command.
      const key = words.join(' ');
      if (!seen.has(key)) seen.set(key, { page, words });
    }
  return [...seen.values()];
}
