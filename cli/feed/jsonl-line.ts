/** One line of a `.jsonl` feed, read strictly: a misspelt field must not become a default. */
import { z } from 'zod';
import { schemaFaults } from '../../runtime/configuration/schema-faults.js';
import { feedEventNames } from './feed-event.js';
import type { FeedEvent, FeedFault } from './feed-event.js';
import { momentOf } from './moment.js';
import type { Moment } from './moment.js';

/** A line that can be read, not yet placed in the feed's time. */
export interface ReadLine extends Omit<FeedEvent, 'atMs' | 'source'> {
  readonly moment: Moment;
}

type Fault = Pick<FeedFault, 'field' | 'expected'>;

const idExpected = 'expected a text of 1 to 200 characters';
const dataExpected = 'expected an object';
const roundExpected = 'expected a whole number from 1 to 99';

const lineSchema = z.strictObject({
  at: z.string('expected a time').transform((text, context): Moment => {
    const moment = momentOf(text);
    if (moment !== undefined) return moment;
    context.addIssue('expected a time such as "+2s", "+1500ms" or an ISO time with its offset');
    return z.NEVER;
  }),
  applicationId: z.string(idExpected).min(1, idExpected).max(200, idExpected),
  event: z.enum(feedEventNames),
  round: z.int(roundExpected).min(1, roundExpected).max(99, roundExpected).default(1),
  data: z.record(z.string(), z.unknown(), dataExpected).optional(),
});

/** A field's name is shown only where it looks like one: a stray value may stand in its place. */
const fieldName = (name: string): string => (/^[A-Za-z][A-Za-z_-]{0,39}$/.test(name) ? name : '(a field)');

/** Reads a line's text. All its faults at once, none with anything of what was read. */
export function readJsonLine(text: string): { line: ReadLine } | { faults: Fault[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { faults: [{ field: '', expected: 'one JSON object' }] };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { faults: [{ field: '', expected: 'one JSON object' }] };
  const read = lineSchema.safeParse(json);
  if (!read.success)
    return {
      faults: schemaFaults(read.error.issues).map(({ path, expected }) => ({
        field: fieldName(path),
        expected,
      })),
    };
  const { at: moment, data, ...line } = read.data;
  // Only stages have rounds, and only a withdrawal may say nothing.
  if (line.round !== 1 && ['application', 'contacts', 'withdrawal'].includes(line.event))
    return { faults: [{ field: 'round', expected: 'no round but 1 for what is not a stage' }] };
  if (data === undefined && line.event !== 'withdrawal')
    return { faults: [{ field: 'data', expected: 'an object' }] };
  return { line: { ...line, moment, data: data ?? {} } };
}
