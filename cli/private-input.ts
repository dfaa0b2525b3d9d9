/** What must not stand on a command line: asked of the person at the terminal, or read from standard input. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { UsageFault } from './terminal.js';

/** Asks on the terminal (by standard error, so that results stay apart); one line without spaces around it. */
export async function askPerson(question: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new UsageFault('there is no terminal to ask at: give - to read from standard input');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await reader.question(question)).trim();
  } finally {
    reader.close();
  }
}

/** All of standard input as one text, without spaces around it. */
export function readWhole(): string {
  try {
    return readFileSync(0, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim();
  } catch {
    throw new UsageFault('standard input: expected something that can be read');
  }
}
