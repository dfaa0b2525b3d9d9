/** Keeps what a benchmark found where people look for it: in words, as JSON and as pictures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Published {
  /** What its files are called by. */
  readonly name: string;
  readonly title: string;
  /** What wrote it. */
  readonly command: string;
  readonly inWords: string;
  readonly measured: unknown;
  /** SVGs by the names of their files. */
  readonly charts: Readonly<Record<string, string>>;
}

export function publish(
  { name, title, command, inWords, measured, charts }: Published,
  directory: string,
): void {
  mkdirSync(directory, { recursive: true });
  const pictures = Object.keys(charts).map((file) => `![](${file})`);
  const files = {
    ...charts,
    [`${name}.json`]: `${JSON.stringify(measured, null, 1)}\n`,
    [`${name}.md`]: `<!-- Written by \`${command}\`; what it says stands in README.md beside it. -->\n\n# ${title}\n\n${[inWords, ...pictures].join('\n\n')}\n`,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
}
