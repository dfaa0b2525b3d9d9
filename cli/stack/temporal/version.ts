import { run } from '../program.js';

/** The release of the `temporal` program that every way of getting it leads to, since defaults differ between versions. */
export const cliVersion = '1.5.1';
/** The server inside it. */
export const serverVersion = '1.29.1';

/** What a `temporal` program says it is, in its own words; `undefined` when it does not run. */
export async function versionOf(program: string): Promise<string | undefined> {
  const { status, output } = await run(program, ['--version'], { timeoutMs: 20_000 });
  return status === 0 ? output.trim().split('\n')[0] : undefined;
}

/** Whether these words name our version. One built by `go install` calls itself 0.0.0-DEV, but knows its server. */
export function isOurVersion(words: string): boolean {
  return new RegExp(`\\bversion ${escaped(cliVersion)}\\b|\\bServer ${escaped(serverVersion)}\\b`).test(
    words,
  );
}

function escaped(version: string): string {
  return version.replaceAll('.', '\\.');
}
