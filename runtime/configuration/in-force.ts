/** What one reading of the configuration file brings into force, and the version it is known by. */
import { createHash } from 'node:crypto';
import type { NumberSegments } from '../../domain/contact/number-segment.js';
import type { SendRules } from '../../domain/policy/send-rules.js';
import { canonicalJson } from '../canonical/canonical-json.js';
import type { Configuration } from './configuration-schema.js';
import { openNumberSegments } from './number-segments.js';
import { readWritten } from './read-configuration.js';
import { readSendRules } from './send-rules.js';

export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** Calendar and windows. */
  readonly rules: SendRules;
  /** What is guessed of mobile numbers. */
  readonly segments: NumberSegments;
  /**
   * Eight hexadecimal digits (too few for anybody's number) that change with what the file says, not with its
   * layout nor the folder it lies in, with the calendar, and with the table of segments. No secret is in it.
   */
  readonly version: string;
}

/**
 * Reads the file and what it names, as a whole.
 * @throws ConfigurationFault with all faults, never a value
 */
export function readInForce(file: string): ReadConfiguration {
  const { configuration, written } = readWritten(file);
  const rules = readSendRules(configuration);
  const { segments, version: segmentsVersion } = openNumberSegments(configuration);
  const said = canonicalJson({ written, calendar: rules.days.version, segments: segmentsVersion });
  const version = createHash('sha256').update(said).digest('hex').slice(0, 8);
  return { configuration, rules, segments, version };
}
