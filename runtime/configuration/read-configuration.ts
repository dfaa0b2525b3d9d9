import { dirname, resolve } from 'node:path';
import { ConfigurationFault, faultLine } from './configuration-fault.js';
import type { Fault } from './configuration-fault.js';
import { configurationSchema } from './configuration-schema.js';
import type { Configuration } from './configuration-schema.js';
import { crossChecks } from './cross-checks.js';
import { readJsonFile } from './json-file.js';
import { filesOf, withFiles } from './named-files.js';
import { schemaFaults } from './schema-faults.js';

/** The file alone, as yet without a look at the files it names. */
interface Parsed {
  /** Defaults filled in, paths made absolute. */
  readonly configuration: Configuration;
  /** What stands in it. */
  readonly written: unknown;
}

/** Reads the file by itself; paths in it are relative to it, so that a configuration can be moved as a folder. */
function parse(file: string): Parsed | { readonly faults: readonly Fault[] } {
  const read = readJsonFile(file);
  if ('faults' in read) return read;
  const parsed = configurationSchema.safeParse(read.json);
  if (!parsed.success) return { faults: schemaFaults(parsed.error.issues) };
  const folder = dirname(resolve(file));
  const configuration = withFiles(parsed.data, (name) => resolve(folder, name));
  return { configuration, written: read.json };
}

/**
 * The files a configuration file names (holidays, segments, secrets), whether they are right or not; undefined
 * where it cannot be told, since the file itself is not right.
 */
export function filesNamedIn(file: string): readonly string[] | undefined {
  const parsed = parse(file);
  return 'faults' in parsed ? undefined : filesOf(parsed.configuration);
}

/** A configuration with all it says checked, and the very text it was read from. */
export function readWritten(file: string): Parsed {
  const refuse = (faults: readonly Fault[]): never => {
    throw new ConfigurationFault(faults.map((fault) => faultLine(file, fault)));
  };
  const parsed = parse(file);
  if ('faults' in parsed) return refuse(parsed.faults);
  const faults = crossChecks(parsed.configuration);
  return faults.length === 0 ? parsed : refuse(faults);
}

/**
 * Reads and checks the configuration file; defaults are filled in and paths made absolute.
 * @throws ConfigurationFault with all faults, a line `<file>: <path>: expected …` each
 */
export const readConfiguration = (file: string): Configuration => readWritten(file).configuration;
