/** The rows of an event log, told from the columns the mapping names. */
import { applicationIdFault } from '../../domain/ids/ids.js';
import type { FeedFault } from './feed-event.js';
import { csvRecordsOf } from './csv-records.js';
import type { CsvRecord } from './csv-records.js';
import type { LogMapping, MappedActivity } from './log-mapping.js';
import { logTimeOf } from './log-time.js';

/** A row that can be used. */
export interface LogRow {
  readonly line: number;
  readonly applicationId: string;
  /** The log's name of what happened. */
  readonly activity: string;
  /** What it means to us; undefined for an activity that is ignored. */
  readonly mapped?: MappedActivity;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly amount?: number;
  /** All its cells in one text: rows with the same one are duplicates. */
  readonly whole: string;
}

/** What is kept of a row until its application's rows are all there. */
export type KeptRow = Omit<LogRow, 'whole' | 'activity'>;

interface Places {
  readonly count: number;
  readonly applicationId: number;
  readonly event: number;
  readonly time: number;
  readonly amount?: number;
}

const mostAmount = 1e12;

/** Yields usable rows and faults in the file's order. A header without the columns is all there is to say. */
export async function* logRowsOf(
  file: string,
  mapping: LogMapping,
): AsyncGenerator<LogRow | FeedFault, void, undefined> {
  let places: Places | undefined;
  for await (const record of csvRecordsOf(file)) {
    if ('expected' in record) {
      yield { file, line: record.line, field: '', expected: record.expected };
      // Without its header nothing in the file can be told.
      if (places === undefined) return;
    } else if (places !== undefined) yield readRow(file, record, mapping, places);
    else {
      const header = record.cells.map((cell) => cell.trim());
      const faults = headerFaults(file, record.line, header, mapping);
      yield* faults;
      if (faults.length > 0) return;
      places = placesOf(header, mapping);
    }
  }
  if (places === undefined)
    yield { file, line: 0, field: '', expected: 'a header with the names of its columns' };
}

function headerFaults(
  file: string,
  line: number,
  header: readonly string[],
  { columns }: LogMapping,
): FeedFault[] {
  return Object.values(columns)
    .filter((name): name is string => typeof name === 'string')
    .filter((name) => header.filter((cell) => cell === name).length !== 1)
    .map((field) => ({ file, line, field, expected: 'one column of this name in the header' }));
}

function placesOf(header: readonly string[], { columns }: LogMapping): Places {
  return {
    count: header.length,
    applicationId: header.indexOf(columns.applicationId),
    event: header.indexOf(columns.event),
    time: header.indexOf(columns.time),
    ...(columns.amount === undefined ? {} : { amount: header.indexOf(columns.amount) }),
  };
}

function readRow(
  file: string,
  { line, cells }: Extract<CsvRecord, { cells: readonly string[] }>,
  { columns, events, calendar }: LogMapping,
  places: Places,
): LogRow | FeedFault {
  const fault = (field: string, expected: string): FeedFault => ({ file, line, field, expected });
  if (cells.length !== places.count) return fault('', `${places.count} cells, as many as the header has`);
  const cell = (place: number): string => cells[place]?.trim() ?? '';

  const applicationId = cell(places.applicationId);
  const idFault = applicationIdFault(applicationId);
  if (idFault === 'shape')
    return fault(columns.applicationId, '1 to 64 letters, digits, dots, underscores or hyphens');
  if (idFault === 'personal-number')
    return fault(columns.applicationId, 'an id that is not shaped like a mobile or identity number');
  const activity = cell(places.event);
  if (activity === '') return fault(columns.event, 'the name of an activity');
  const at = logTimeOf(cell(places.time), calendar.timeZone);
  if (at === undefined) return fault(columns.time, 'a time such as 2026-03-02T10:15:00+08:00');
  const amountText = places.amount === undefined ? '' : cell(places.amount);
  const amount = Number(amountText);
  if (!Number.isFinite(amount)) return fault(columns.amount ?? '', 'a number or nothing');

  const mapped = events.get(activity);
  return {
    line,
    applicationId,
    activity,
    at,
    whole: JSON.stringify(cells),
    ...(mapped === undefined ? {} : { mapped }),
    // Some logs write 0 for an amount they do not know.
    ...(amount > 0 && amount <= mostAmount ? { amount } : {}),
  };
}
