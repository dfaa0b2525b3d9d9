/** The second policy a backtest is compared with: a mapping of its own, or what differs from the first. */
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { namesFile } from '../../runtime/configuration/holidays.js';
import { schemaFaults } from '../../runtime/configuration/schema-faults.js';
import { feedFaultLine } from '../feed/feed-event.js';
import { logMappingOf, readLogMapping } from '../feed/log-mapping.js';
import type { LogMapping } from '../feed/log-mapping.js';
import { inputName, readJsonInput, UsageFault } from '../terminal.js';

/** Only what differs; the values are judged where they stand in the whole mapping. */
const overlaySchema = z.strictObject({ calendar: z.record(z.string(), z.unknown(), 'expected an object') });

/** Reads a mapping file. @throws UsageFault naming each fault by file and field */
export function readMapping(file: string): LogMapping {
  const read = readLogMapping(file);
  if ('faults' in read) throw new UsageFault(read.faults.map(feedFaultLine).join('\n'));
  return read.mapping;
}

/**
 * Reads what is compared with the mapping in `baseFile`: a whole mapping (it has `columns`), or
 * `{"calendar": {…}}` with the fields that differ. A file of holidays is looked for beside the file that names it.
 * @throws UsageFault naming each fault by file and field
 */
export function readCompared(file: string, baseFile: string, base: LogMapping): LogMapping {
  const given = readJsonInput(file);
  if (typeof given === 'object' && given !== null && 'columns' in given) return readMapping(file);
  const overlay = overlaySchema.safeParse(given);
  if (!overlay.success) throw faultsOf(file, schemaFaults(overlay.error.issues));
  const { calendar } = overlay.data;
  const read = logMappingOf({
    ...(readJsonInput(baseFile) as object),
    calendar: { ...base.calendar, ...calendar },
  });
  if ('faults' in read) throw faultsOf(file, read.faults);
  const { holidays } = read.mapping.calendar;
  return 'holidays' in calendar && namesFile(holidays)
    ? {
        ...read.mapping,
        calendar: { ...read.mapping.calendar, holidays: resolve(dirname(file), holidays) },
      }
    : read.mapping;
}

const faultsOf = (
  file: string,
  faults: readonly { readonly path: string; readonly expected: string }[],
): UsageFault =>
  new UsageFault(
    faults
      .map(({ path, expected }) => feedFaultLine({ file: inputName(file), line: 0, field: path, expected }))
      .join('\n'),
  );
