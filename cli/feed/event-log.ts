/** Reads a loan system's event log (CSV, plain or `.gz`) as a feed. */
import { createHash } from 'node:crypto';
import type { FeedEvent, FeedEventName, FeedFault } from './feed-event.js';
import { feedEventNames } from './feed-event.js';
import { reportsOfCase } from './log-case.js';
import type { LoggedReport, Oddities } from './log-case.js';
import type { LogMapping } from './log-mapping.js';
import { logRowsOf } from './log-rows.js';
import type { KeptRow } from './log-rows.js';
import { standInApplicants } from './stand-in-applicants.js';

export interface EventLogOptions {
  /** So many applications at most, by their first appearance; all unless told. */
  readonly limit?: number;
  /** The whole feed is pressed into this, in milliseconds; never stretched. As logged unless told. */
  readonly withinMs?: number;
  /** What the log lacks is made up from it. */
  readonly seed?: string;
}

/** An event of a log keeps the time the log gave it, epoch milliseconds. */
export interface LoggedEvent extends FeedEvent {
  readonly loggedAt: number;
}

/**
 * Every row is told of once: `rows` = `faultyRows` + `rowsOfOthers` + `duplicateRows` +
 * `ignoredRows` + `sameInstant` + events but the applications themselves.
 */
interface EventLogStats extends Readonly<Oddities> {
  /** Records after the header, readable or not. */
  readonly rows: number;
  readonly faultyRows: number;
  /** Rows of applications beyond the limit. */
  readonly rowsOfOthers: number;
  /** Rows equal to an earlier one of their application in every cell: left out. */
  readonly duplicateRows: number;
  /** Rows of activities that are not mapped. */
  readonly ignoredRows: number;
  readonly applications: number;
  /** Applications with no stage and no withdrawal. */
  readonly withoutNews: number;
  readonly byEvent: Readonly<Record<FeedEventName, number>>;
  /** From the first to the last event by the log. */
  readonly loggedSpanMs: number;
  /** How many milliseconds of the log pass in one of the feed. */
  readonly factor: number;
  /** Activities of the mapping that the chosen applications never had: perhaps misspelt. */
  readonly neverSeen: readonly string[];
}

export interface EventLog {
  /** In the order of their time, equal times in the log's order, an application before its news. */
  readonly events: readonly LoggedEvent[];
  /** The first thousand. */
  readonly faults: readonly FeedFault[];
  readonly stats: EventLogStats;
}

/** Rows of chosen applications are kept in memory up to this many. */
const mostRows = 1_000_000;
const mostFaultsTold = 1_000;

interface Case {
  readonly rows: KeptRow[];
  /** Digests of its rows. */
  readonly seen: Set<number>;
}

/**
 * A row's text in 52 bits. A log may hold a million rows, whose texts would fill the memory; that two
 * different rows of one application share a digest is less likely than one in 10^12.
 */
const digestOf = (whole: string): number =>
  createHash('sha256').update(whole).digest().readUIntBE(0, 6) * 16 + (whole.length % 16);

interface Gathered {
  readonly cases: ReadonlyMap<string, Case>;
  readonly faults: FeedFault[];
  readonly counted: Record<'rows' | 'faultyRows' | 'rowsOfOthers' | 'duplicateRows' | 'ignoredRows', number>;
  /** What happened to the chosen applications, by the log's names. */
  readonly activities: ReadonlySet<string>;
}

/**
 * Reads the log. Rows that cannot be used are faults and harm no other row; a log that cannot be
 * read at all has no events and says why. Never throws, but a RangeError for options that make no sense.
 */
export async function readEventLog(
  file: string,
  mapping: LogMapping,
  { limit = Infinity, withinMs = Infinity, seed = 'bida' }: EventLogOptions = {},
): Promise<EventLog> {
  if (!(limit >= 1)) throw new RangeError('limit must be at least 1');
  if (!(withinMs > 0)) throw new RangeError('withinMs must be greater than 0');
  const { cases, faults, counted, activities } = await gather(file, mapping, limit);
  const standIns = standInApplicants(seed);
  const odd = { sameInstant: 0, conflicting: 0, furtherRounds: 0, goingBack: 0, afterWithdrawal: 0 };
  const { timeZone } = mapping.calendar;
  const reports = [...cases.values()].map(({ rows }) => reportsOfCase(file, rows, timeZone, standIns, odd));
  const { events, loggedSpanMs, factor } = inFeedTime(reports.flat(), withinMs);

  const byEvent = Object.fromEntries(feedEventNames.map((name) => [name, 0])) as Record<
    FeedEventName,
    number
  >;
  for (const { event } of events) byEvent[event] += 1;
  return {
    events,
    faults,
    stats: {
      ...counted,
      ...odd,
      applications: cases.size,
      withoutNews: reports.filter((ofCase) => ofCase.length === 1).length,
      byEvent,
      loggedSpanMs,
      factor,
      neverSeen: [...mapping.events.keys()].filter((activity) => !activities.has(activity)),
    },
  };
}

async function gather(file: string, mapping: LogMapping, limit: number): Promise<Gathered> {
  const cases = new Map<string, Case>();
  const faults: FeedFault[] = [];
  const counted = { rows: 0, faultyRows: 0, rowsOfOthers: 0, duplicateRows: 0, ignoredRows: 0 };
  const activities = new Set<string>();
  let kept = 0;
  const tell = (fault: FeedFault) => {
    if (faults.length < mostFaultsTold) faults.push(fault);
  };
  for await (const row of logRowsOf(file, mapping)) {
    if ('expected' in row) {
      tell(row);
      // What concerns the file or its header is no row.
      if (row.line > 1) {
        counted.rows += 1;
        counted.faultyRows += 1;
      }
      continue;
    }
    counted.rows += 1;
    const { whole, activity, ...rest } = row;
    const known = cases.get(row.applicationId);
    if (known === undefined && cases.size >= limit) {
      counted.rowsOfOthers += 1;
      continue;
    }
    const digest = digestOf(whole);
    if (known?.seen.has(digest) === true) counted.duplicateRows += 1;
    else if (kept >= mostRows) {
      counted.faultyRows += 1;
      tell({ file, line: row.line, field: '', expected: `at most ${mostRows} rows of chosen applications` });
      break;
    } else {
      kept += 1;
      activities.add(activity);
      if (row.mapped === undefined) counted.ignoredRows += 1;
      const ofCase = known ?? { rows: [], seen: new Set<number>() };
      // One text for all its rows: each row's own is a slice of its line, and would keep that.
      const applicationId = ofCase.rows[0]?.applicationId ?? Buffer.from(row.applicationId).toString();
      ofCase.rows.push({ ...rest, applicationId });
      ofCase.seen.add(digest);
      if (known === undefined) cases.set(applicationId, ofCase);
    }
  }
  return { cases, faults, counted, activities };
}

/** Orders the reports and places them after the feed's start, pressed evenly where they take longer. */
function inFeedTime(
  reports: readonly LoggedReport[],
  withinMs: number,
): { events: LoggedEvent[]; loggedSpanMs: number; factor: number } {
  const ordered = reports.toSorted((a, b) => a.loggedAt - b.loggedAt || a.source.line - b.source.line);
  const from = ordered[0]?.loggedAt ?? 0;
  const loggedSpanMs = (ordered.at(-1)?.loggedAt ?? from) - from;
  const factor = Math.max(1, loggedSpanMs / withinMs);
  const events = ordered.map((report) => ({
    ...report,
    atMs: Math.round((report.loggedAt - from) / factor),
  }));
  return { events, loggedSpanMs, factor };
}
