/**
 * The records of a CSV file. Lines are split here and cells by csv-parse, record by record: read
 * as one stream, a single stray quote or an over-long line takes the rows behind it along.
 */
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { longestLineBytes, textLinesOf } from './text-lines.js';
import type { TextLine } from './text-lines.js';

/** One record, or what should have stood there; `line` is the record's first. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly expected: string };

/** A quoted cell may go over so many lines. */
const mostLinesOfRecord = 100;

/** Yields the records of a file or stream, the header among them, without empty lines; never throws. */
export async function* csvRecordsOf(source: string | Readable): AsyncGenerator<CsvRecord, void, undefined> {
  const lines = textLinesOf(source);
  const ahead: TextLine[] = [];
  const more = async (): Promise<TextLine | undefined> => {
    const next = await lines.next();
    return next.done === true ? undefined : next.value;
  };
  try {
    for (;;) {
      const first = ahead.shift() ?? (await more());
      if (first === undefined) return;
      if ('expected' in first) yield first;
      else if (!first.text.includes('"')) {
        if (first.text.trim() !== '') yield { line: first.line, cells: first.text.split(',') };
      } else yield await quotedRecord(first, ahead, more);
    }
  } finally {
    await lines.return();
  }
}

/** A record with quotes. Where its lines make no sense together, only its first is at fault. */
async function quotedRecord(
  { line, text }: Extract<TextLine, { text: string }>,
  ahead: TextLine[],
  more: () => Promise<TextLine | undefined>,
): Promise<CsvRecord> {
  const alone = cellsOf(text);
  if (alone !== undefined) return { line, cells: alone };
  const fault = { line, expected: 'cells whose quotes are closed, and doubled inside a cell' };
  if (hasBalancedQuotes(text)) return fault;
  let whole = text;
  for (let taken = 0; taken < mostLinesOfRecord && whole.length < longestLineBytes; taken += 1) {
    const next = ahead[taken] ?? (await more());
    if (next === undefined) return fault;
    if (ahead[taken] === undefined) ahead.push(next);
    if ('expected' in next) return fault;
    whole += `\n${next.text}`;
    if (hasBalancedQuotes(next.text)) continue;
    const cells = cellsOf(whole);
    if (cells === undefined) return fault;
    ahead.splice(0, taken + 1);
    return { line, cells };
  }
  return fault;
}

const hasBalancedQuotes = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 0;

function cellsOf(record: string): string[] | undefined {
  try {
    const records = parse(record, { relax_column_count: true, record_delimiter: '\r\n\u0000' });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}
