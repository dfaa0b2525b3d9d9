/** Keeps a ladder's figures where people look for them: as a table, as JSON and as pictures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartsOf } from './charts.js';
import { ladderInWords } from './in-words.js';
import type { Ladder } from './measure.js';

export function publishLadder(ladder: Ladder, directory: string): void {
  mkdirSync(directory, { recursive: true });
  const charts = chartsOf(ladder);
  const pictures = Object.keys(charts).map((name) => `![](${name})`);
  const files = {
    ...charts,
    'ladder.json': `${JSON.stringify(ladder, null, 1)}\n`,
    'ladder.md': `<!-- Written by \`npm run bench\`; what it says stands in README.md beside it. -->\n\n# The ladder\n\n${ladderInWords(ladder)}\n\n${pictures.join('\n\n')}\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}
