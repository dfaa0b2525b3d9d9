/** The table of number segments a configuration names: the shipped sample, a bank's own file, or none. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { carriers, numberSegments, provinces } from '../../domain/contact/number-segment.js';
import type { NumberSegments, Segment } from '../../domain/contact/number-segment.js';
import { ConfigurationFault, faultLine } from './configuration-fault.js';
import type { Fault } from './configuration-fault.js';
import type { Configuration } from './configuration-schema.js';

/** Beside the sources, and copied beside the compiled ones. */
const sample = join(__dirname, '..', '..', 'examples', 'number-segments.csv');
const header = ['prefix', 'province', 'carrier'];
/** A file of another kind has a fault in every line: so many are told. */
const mostFaults = 20;

/** Whether `numberSegments` names a file. */
export const namesSegmentFile = (numberSegments: string): boolean =>
  numberSegments !== 'sample' && numberSegments !== 'none';

/** A table, and what changes with its content. */
interface ReadSegments {
  readonly segments: NumberSegments;
  readonly version: string;
}

/** A bank's half a million rows take a second to read: the table read last is known again by its content. */
let readLast: ReadSegments | undefined;

interface Line {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/**
 * Reads the table: UTF-8, comma-separated, a header `prefix,province,carrier`, lines that begin with `#` passed
 * over. Province and carrier may be empty, not both.
 */
export function readNumberSegments(
  configuration: Pick<Configuration, 'numberSegments'>,
): ReadSegments | { readonly faults: readonly Fault[] } {
  const named = configuration.numberSegments;
  if (named === 'none') return { segments: numberSegments([]), version: 'none' };
  let lines: readonly Line[];
  let version: string;
  try {
    const text = readFileSync(named === 'sample' ? sample : named, 'utf8');
    version = createHash('sha256').update(text).digest('hex');
    if (readLast?.version === version) return readLast;
    lines = parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Line[];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { faults: [{ path: '', expected: `a file that can be read (${code ?? 'unknown trouble'})` }] };
  }
  const [first, ...rest] = lines;
  if (first === undefined || first.record.join() !== header.join())
    return { faults: [{ path: '', expected: `the first line ${header.join(',')}` }] };
  const faults: Fault[] = [];
  const rows: Segment[] = [];
  for (const { record, info } of rest) {
    const read = segmentOf(record);
    if (typeof read === 'string') faults.push({ path: `line ${info.lines}`, expected: read });
    else rows.push(read);
  }
  if (faults.length === 0) return (readLast = { segments: numberSegments(rows), version });
  const more = faults.length - mostFaults;
  return {
    faults: [
      ...faults.slice(0, mostFaults),
      ...(more > 0 ? [{ path: '', expected: `good lines; ${more} more are not` }] : []),
    ],
  };
}

/** A row, or what was expected in its place. */
function segmentOf(record: readonly string[]): Segment | string {
  const [prefix = '', province = '', carrier = ''] = record;
  if (record.length !== header.length) return `three cells: ${header.join(', ')}`;
  if (!/^1\d{2,6}$/.test(prefix)) return 'a prefix of 3 to 7 digits that begins with 1';
  const knownProvince = provinces.find((one) => one === province);
  const knownCarrier = carriers.find((one) => one === carrier);
  if (province !== '' && knownProvince === undefined) return `a province such as ${provinces[0]}, or none`;
  if (carrier !== '' && knownCarrier === undefined) return `one of ${carriers.join(', ')}, or no carrier`;
  if (knownProvince === undefined && knownCarrier === undefined) return 'a province or a carrier';
  return {
    prefix,
    ...(knownProvince === undefined ? {} : { province: knownProvince }),
    ...(knownCarrier === undefined ? {} : { carrier: knownCarrier }),
  };
}

/**
 * The table of a configuration that was checked.
 * @throws ConfigurationFault where its file has changed since, or never was right
 */
export function openNumberSegments(configuration: Pick<Configuration, 'numberSegments'>): ReadSegments {
  const read = readNumberSegments(configuration);
  if ('segments' in read) return read;
  throw new ConfigurationFault(read.faults.map((fault) => faultLine(configuration.numberSegments, fault)));
}
