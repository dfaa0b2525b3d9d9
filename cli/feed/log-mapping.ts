/** How a loan system's event log is to be read: which column holds what, and what its activities mean. */
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { stageBodySchemas } from '../../domain/report/schemas.js';
import { stages } from '../../domain/stage/stage.js';
import type { Stage } from '../../domain/stage/stage.js';
import { calendarSchema } from '../../runtime/configuration/calendar-schema.js';
import type { Fault } from '../../runtime/configuration/configuration-fault.js';
import { namesFile } from '../../runtime/configuration/holidays.js';
import { readJsonFile } from '../../runtime/configuration/json-file.js';
import { schemaFaults } from '../../runtime/configuration/schema-faults.js';
import type { FeedFault } from './feed-event.js';
import { standInApplicants } from './stand-in-applicants.js';

/** What an activity of the log means; `data` is what the mapping says of the stage, not yet complete. */
export type MappedActivity =
  | { readonly event: 'withdrawal' }
  | { readonly event: Stage; readonly data: Readonly<Record<string, unknown>> };

/** A mapping whose every part was checked. */
export interface LogMapping {
  /** The header's names. */
  readonly columns: {
    readonly applicationId: string;
    readonly event: string;
    readonly time: string;
    readonly amount?: string | undefined;
  };
  /** By the log's name of the activity; others are ignored. */
  readonly events: ReadonlyMap<string, MappedActivity>;
  readonly calendar: {
    /** IANA name; times of the log without an offset are local to it. */
    readonly timeZone: string;
    /** `cn`, `none` or the path of a file (see calendarSchema). */
    readonly holidays: string;
    readonly policy: 'strict' | 'preferred';
  };
}

const columnExpected = "expected the name of a column, as in the log's header";
const column = z.string(columnExpected).trim().min(1, columnExpected).max(200, columnExpected);
const eventExpected =
  'expected "withdrawal", a stage, or {"stage": …} with its data; stages are ' + stages.join(', ');

const mappingSchema = z.strictObject({
  columns: z
    .strictObject({ applicationId: column, event: column, time: column, amount: column.optional() })
    .refine(
      ({ applicationId, event, time }) => new Set([applicationId, event, time]).size === 3,
      'expected three different columns for applicationId, event and time',
    ),
  events: z
    .record(
      z.string().min(1),
      z.union(
        [z.literal('withdrawal'), z.enum(stages), z.looseObject({ stage: z.enum(stages) })],
        eventExpected,
      ),
    )
    .refine((events) => Object.keys(events).length > 0, 'expected at least one activity'),
  calendar: z
    .strictObject({
      timeZone: calendarSchema.shape.timeZone,
      holidays: calendarSchema.shape.holidays,
      policy: z.enum(['strict', 'preferred']).default('preferred'),
    })
    .prefault({}),
});

type EventValue = z.output<typeof mappingSchema>['events'][string];

function activityOf(value: EventValue): MappedActivity {
  if (value === 'withdrawal') return { event: 'withdrawal' };
  if (typeof value === 'string') return { event: value, data: {} };
  const { stage, ...data } = value;
  return { event: stage, data };
}

/** A stage's data as the mapping has it, judged together with what will be made up for it. */
function dataFaults(activity: string, mapped: MappedActivity): Fault[] {
  if (mapped.event === 'withdrawal') return [];
  const madeUp = standInApplicants('').stageDataFor('', mapped.event, '2026-01-05');
  const read = stageBodySchemas[mapped.event].safeParse({ ...madeUp, ...mapped.data });
  if (read.success) return [];
  return schemaFaults(read.error.issues).map(({ path, expected }) => ({
    path: `events.${activity}.${path}`,
    expected,
  }));
}

/** Reads a parsed JSON value as a mapping, strictly; all faults at once, none holding a value. */
export function logMappingOf(json: unknown): { mapping: LogMapping } | { faults: Fault[] } {
  const read = mappingSchema.safeParse(json);
  if (!read.success) return { faults: schemaFaults(read.error.issues) };
  const { columns, calendar } = read.data;
  const events = new Map(
    Object.entries(read.data.events).map(([activity, value]) => [activity.trim(), activityOf(value)]),
  );
  const faults = [...events].flatMap(([activity, mapped]) => dataFaults(activity, mapped));
  return faults.length > 0 ? { faults } : { mapping: { columns, events, calendar } };
}

/** Reads a mapping file. A file of holidays it names is looked for beside it. */
export function readLogMapping(file: string): { mapping: LogMapping } | { faults: FeedFault[] } {
  const json = readJsonFile(file);
  const read = 'faults' in json ? json : logMappingOf(json.json);
  if ('faults' in read)
    return { faults: read.faults.map(({ path, expected }) => ({ file, line: 0, field: path, expected })) };
  const { holidays } = read.mapping.calendar;
  if (!namesFile(holidays)) return read;
  const calendar = { ...read.mapping.calendar, holidays: resolve(dirname(file), holidays) };
  return { mapping: { ...read.mapping, calendar } };
}
