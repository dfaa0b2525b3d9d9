import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The compiled program that `npx bida` runs. */
export const program = join(__dirname, '..', '..', '..', 'dist', 'cli', 'bida.js');

/** What one call said and how it ended. */
export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything any call of this test file said, for searches at its end. */
export const everythingSaid: string[] = [];

/** Calls the program as a person or script would; English unless the test says otherwise. */
export function bida(
  args: readonly string[],
  { stdin = '', environment = {} }: { stdin?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<Said> {
  const child = spawn(process.execPath, [program, ...args], { env: plainEnvironment(environment) });
  const said = { stdout: '', stderr: '' };
  listenTo(child, said);
  // Who does not read its input may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return new Promise((resolve) => {
    child.once('close', (status) => {
      everythingSaid.push(said.stdout, said.stderr);
      resolve({ status, ...said });
    });
  });
}

/** Keeps what a child says. */
export function listenTo(child: ChildProcess, said: { stdout: string; stderr: string }): void {
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString('utf8')));
}

/** This process's environment without what steers language and colours. */
export function plainEnvironment(changed: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const steering = ['LC_ALL', 'LC_MESSAGES', 'FORCE_COLOR', 'NO_COLOR'];
  const rest = Object.entries(process.env).filter(([name]) => !steering.includes(name));
  return { ...Object.fromEntries(rest), LANG: 'en_US.UTF-8', ...changed };
}

/** The one JSON line a call printed; fails if it printed anything else. */
export function jsonOf(said: Said): unknown {
  expect(said.stdout).toMatch(/^[^\n]+\n$/);
  return JSON.parse(said.stdout);
}

/** Calls that must be refused: exit status 3 and the catalogue's code in words and in JSON. */
export async function expectRefused(args: readonly string[], code: string, stdin?: string): Promise<Said> {
  const said = await bida([...args, '--json'], stdin === undefined ? {} : { stdin });
  expect({ args, status: said.status, answer: jsonOf(said) }).toMatchObject({
    args,
    status: 3,
    answer: { error: { code } },
  });
  expect(said.stderr).toMatch(new RegExp(`^bida: .+ \\(${code}\\)\n`));
  return said;
}

// eslint-disable-next-line no-control-regex -- that there is none is what is asked
export const escapeCode = /\u001b/;
