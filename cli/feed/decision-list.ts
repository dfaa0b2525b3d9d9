/** The bank's list of a day from a file: JSON as over HTTP, or CSV with a header. */
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { inputName, readInput, UsageFault } from '../terminal.js';
import { csvRecordsOf } from './csv-records.js';

/** A list as `reconcile` takes it, and where in the file each of its decisions stands. */
export interface ReadList {
  readonly body: unknown;
  /** Line of the decision at a position; absent for JSON. */
  readonly lineOf?: (position: number) => number | undefined;
}

const columns = ['applicationId', 'stage', 'round', 'decidedAt', 'decision'] as const;
type Column = (typeof columns)[number];
const isColumn = (name: string): name is Column => (columns as readonly string[]).includes(name);

/** Reads a file, or standard input for `-`; plain or gzip. Its content tells JSON from CSV. */
export async function readDecisionList(file: string): Promise<ReadList> {
  const bytes = bytesOf(file);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!/^\s*[[{]/.test(text)) return readCsv(file, bytes);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new UsageFault(`${inputName(file)}: expected JSON, or CSV with a header`);
  }
  // What HTTP wraps may come bare in a file.
  return { body: Array.isArray(body) ? { decisions: body as unknown[] } : body };
}

function bytesOf(file: string): Buffer {
  const bytes = readInput(file);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    throw new UsageFault(`${inputName(file)}: expected a gzip file that is whole`);
  }
}

async function readCsv(file: string, bytes: Buffer): Promise<ReadList> {
  const wrong = (line: number, expected: string) =>
    new UsageFault(`${inputName(file)}${line === 0 ? '' : `, line ${line}`}: expected ${expected}`);
  let header: readonly string[] | undefined;
  const decisions: Partial<Record<Column, string | number>>[] = [];
  const lines: number[] = [];
  for await (const record of csvRecordsOf(Readable.from([bytes]))) {
    if ('expected' in record) throw wrong(record.line, record.expected);
    const { line, cells } = record;
    if (header === undefined) {
      header = cells.map((name) => name.trim());
      const isGood = header.every(isColumn) && new Set(header).size === header.length;
      if (!isGood || !header.includes('applicationId') || !header.includes('stage'))
        throw wrong(line, `a header with applicationId and stage, and none but ${columns.join(', ')}`);
      continue;
    }
    if (cells.length !== header.length) throw wrong(line, `${header.length} cells`);
    decisions.push(decisionOf(header, cells));
    lines.push(line);
  }
  if (header === undefined) throw wrong(0, 'JSON, or CSV with a header');
  return { body: { decisions }, lineOf: (position) => lines[position] };
}

/** An empty cell says nothing; a round that is no number is left to be refused. */
function decisionOf(
  header: readonly string[],
  cells: readonly string[],
): Partial<Record<Column, string | number>> {
  return Object.fromEntries(
    header.flatMap((name, nth) => {
      const cell = cells[nth]?.trim() ?? '';
      if (cell === '') return [];
      return [[name, name === 'round' && /^\d{1,3}$/.test(cell) ? Number(cell) : cell]];
    }),
  );
}

/** A fault of a list, by the line of the file where there are lines. */
export const faultInFile = (fault: string, { lineOf }: ReadList): string =>
  fault.replace(/\bdecisions\.(\d+)(\.?)/g, (position, nth: string, point: string) => {
    const line = lineOf?.(Number(nth));
    return line === undefined ? position : `line ${line}${point === '' ? '' : ', '}`;
  });
