/** What one application's rows of the log amount to, as reports. */
import { stageOrder } from '../../domain/stage/stage.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { FeedEvent } from './feed-event.js';
import type { MappedActivity } from './log-mapping.js';
import { localDateOf } from './log-time.js';
import type { KeptRow } from './log-rows.js';
import type { StandInApplicants } from './stand-in-applicants.js';

/** A report of the log, not yet placed in the feed's time. */
export interface LoggedReport extends Omit<FeedEvent, 'atMs'> {
  /** When it happened by the log, epoch milliseconds. */
  readonly loggedAt: number;
}

/** What is unusual in a log. All but `sameInstant` stays in the feed and is judged by the intake. */
export interface Oddities {
  /** The same report of an application again at the same instant: left out. */
  sameInstant: number;
  /** Another report of a stage at the same instant: fed under the same round, so that it is refused. */
  conflicting: number;
  /** A stage again later: fed as a further round. */
  furtherRounds: number;
  /** A stage after a later stage. */
  goingBack: number;
  /** Anything after a withdrawal. */
  afterWithdrawal: number;
}

interface Past {
  readonly round: number;
  readonly at: number;
  readonly sameInstant: readonly string[];
}

/**
 * The reports of one application: itself at its first row, then whatever is mapped. `rows` are all
 * its rows in the log's order; those out of order are put by their time, equal times stay.
 */
export function reportsOfCase(
  file: string,
  rows: readonly KeptRow[],
  timeZone: string,
  standIns: StandInApplicants,
  odd: Oddities,
): LoggedReport[] {
  const byTime = rows.toSorted((a, b) => a.at - b.at);
  const [first] = byTime;
  if (first === undefined) return [];
  const { applicationId } = first;
  const amount = byTime.find((row) => row.amount !== undefined)?.amount;
  const reports: LoggedReport[] = [];
  const report = (row: KeptRow, event: FeedEvent['event'], round: number, data: FeedEvent['data']) =>
    reports.push({ applicationId, event, round, data, source: { file, line: row.line }, loggedAt: row.at });

  report(first, 'application', 1, standIns.applicationFor(applicationId, amount));
  const past = new Map<Stage | 'withdrawal', Past>();
  for (const row of byTime) {
    const { mapped } = row;
    if (mapped === undefined) continue;
    const next = following(past.get(mapped.event), row.at, mapped);
    if (next === undefined) {
      odd.sameInstant += 1;
      continue;
    }
    if (past.has('withdrawal')) odd.afterWithdrawal += 1;
    if (mapped.event === 'withdrawal') report(row, 'withdrawal', 1, {});
    else {
      if (goesBack(past, mapped.event)) odd.goingBack += 1;
      if (next.sameInstant.length > 1) odd.conflicting += 1;
      else if (next.round > 1) odd.furtherRounds += 1;
      const madeUp = standIns.stageDataFor(applicationId, mapped.event, localDateOf(row.at, timeZone));
      report(row, mapped.event, next.round, { ...madeUp, ...mapped.data });
    }
    past.set(mapped.event, next);
  }
  return reports;
}

/** What a stage's past becomes by a further row, or undefined if that says nothing new. */
function following(past: Past | undefined, at: number, mapped: MappedActivity): Past | undefined {
  const said = mapped.event === 'withdrawal' ? '' : JSON.stringify(mapped.data);
  if (past?.at !== at) return { round: (past?.round ?? 0) + 1, at, sameInstant: [said] };
  if (past.sameInstant.includes(said)) return undefined;
  return { ...past, sameInstant: [...past.sameInstant, said] };
}

const goesBack = (past: ReadonlyMap<Stage | 'withdrawal', Past>, stage: Stage): boolean =>
  [...past.keys()].some((known) => known !== 'withdrawal' && stageOrder(known) > stageOrder(stage));
