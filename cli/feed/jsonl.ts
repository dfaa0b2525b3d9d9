/** Reads a feed of one JSON object a line (DESIGN §6), plain or `.gz`. */
import type { FeedEvent, FeedFault } from './feed-event.js';
import { readJsonLine } from './jsonl-line.js';
import type { ReadLine } from './jsonl-line.js';
import { longestFeedMs } from './moment.js';
import { textLinesOf } from './text-lines.js';

/** What is read into memory at most, to be put into its order. */
const mostLines = 200_000;
const mostCharacters = 128 * 1024 * 1024;

interface PlacedLine {
  readonly number: number;
  readonly read: ReadLine;
}

/**
 * First the faults of the whole file, in its order, so that a feed may be refused before anything
 * of it is reported; then the events in the order of their time, equal times in the file's order.
 * Empty lines and lines beginning with `#` are passed over. Never throws.
 *
 * Times are either all offsets from the feed's start or all ISO instants, the smallest of which is
 * then the start; a line that differs from the first in this is a fault. Where a file is too long,
 * what comes after its last line that is taken is one fault.
 */
export async function* readJsonl(file: string): AsyncGenerator<FeedEvent | FeedFault, void, undefined> {
  const { lines, faults } = await readLines(file);
  yield* faults;
  const start = lines.reduce((least, { read: { moment } }) => Math.min(least, moment.ms), Infinity);
  const placed: FeedEvent[] = [];
  for (const { number, read } of lines) {
    const { moment, ...line } = read;
    const atMs = moment.kind === 'offset' ? moment.ms : moment.ms - start;
    if (atMs <= longestFeedMs) placed.push({ ...line, atMs, source: { file, line: number } });
    else
      yield {
        file,
        line: number,
        field: 'at',
        expected: `a time within ${longestFeedMs / 3_600_000} hours of the feed's start`,
      };
  }
  yield* placed.sort((a, b) => a.atMs - b.atMs);
}

async function readLines(file: string): Promise<{ lines: PlacedLine[]; faults: FeedFault[] }> {
  const lines: PlacedLine[] = [];
  const faults: FeedFault[] = [];
  let characters = 0;
  for await (const given of textLinesOf(file)) {
    const number = given.line;
    const fault = (field: string, expected: string) => faults.push({ file, line: number, field, expected });
    if ('expected' in given) {
      fault('', given.expected);
      continue;
    }
    characters += given.text.length;
    if (number > mostLines || characters > mostCharacters) {
      fault('', `at most ${mostLines} lines and 128 MiB; nothing is read from here on`);
      break;
    }
    const text = given.text.trim();
    if (text === '' || text.startsWith('#')) continue;
    const read = readJsonLine(text);
    if ('faults' in read) {
      for (const { field, expected } of read.faults) fault(field, expected);
      continue;
    }
    const first = lines[0]?.read.moment.kind ?? read.line.moment.kind;
    if (read.line.moment.kind === first) lines.push({ number, read: read.line });
    else
      fault(
        'at',
        first === 'offset'
          ? 'an offset such as "+2s", as on the lines before'
          : 'an ISO time, as on the lines before',
      );
  }
  return { lines, faults };
}
