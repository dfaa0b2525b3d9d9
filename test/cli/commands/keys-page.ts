/** The shell commands of docs/keys.md, run one after the other as they stand there. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment, program } from './command-line.js';

const page = readFileSync(join(__dirname, '../../../docs/keys.md'), 'utf8');

/** What each of the page's commands prints on a running stack, as JSON; rejects with what went wrong. */
export async function runKeysPage(stateDir: string): Promise<unknown[]> {
  const commands = [...page.matchAll(/```sh\n\s*npx bida ([^]*?)\n\s*```/g)].map(([, words = '']) =>
    words.trim().split(' '),
  );
  const printed: unknown[] = [];
  for (const words of commands) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, ...words, '--state', stateDir, '--json'],
      { env: plainEnvironment() },
    );
    printed.push(JSON.parse(stdout));
  }
  return printed;
}
