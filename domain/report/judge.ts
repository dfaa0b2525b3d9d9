/** Judges a reported stage against what is already known of the application. Pure. */
import type { Stage } from '../stage/stage.js';
import { stageOrder, supersededBy } from '../stage/stage.js';
import type { FailureCode } from '../failure/catalogue.js';

/** A stage reported earlier, as far as order matters. */
export interface KnownStage {
  readonly stage: Stage;
  readonly round: number;
}

/** Whether the stage may be reported now; a report equal to a known one is judged before this. */
export function stageFault(
  known: readonly KnownStage[],
  withdrawn: boolean,
  stage: Stage,
  round: number,
): FailureCode | undefined {
  if (withdrawn) return 'application-withdrawn';
  if (known.some((earlier) => stageOrder(earlier.stage) > stageOrder(stage))) return 'stage-goes-back';
  if (round > 1 && !known.some((earlier) => earlier.stage === stage && earlier.round === round - 1))
    return 'round-skipped';
  return undefined;
}

/** A report as it stands on record, as far as order matters. */
export interface TakenReport {
  readonly kind: string;
  readonly stage: Stage | null;
  readonly round: number | null;
}

/** The report of a stage among those taken. */
export const takenReport = <Report extends TakenReport>(
  reports: readonly Report[],
  { stage, round }: KnownStage,
): Report | undefined =>
  reports.find((report) => report.kind === 'stage' && report.stage === stage && report.round === round);

/** Why a stage that is not taken yet may not be reported now. */
export function takingFault(
  reports: readonly TakenReport[],
  { stage, round }: KnownStage,
): FailureCode | undefined {
  const known = reports.flatMap((report) =>
    report.kind !== 'stage' || report.stage === null || report.round === null
      ? []
      : [{ stage: report.stage, round: report.round }],
  );
  const withdrawn = reports.some((report) => report.kind === 'withdrawal');
  return stageFault(known, withdrawn, stage, round);
}

/** Nothing is told of it any more as it waits: it was taken meanwhile, or may not be reported now. */
export const isOvertaken = (reports: readonly TakenReport[], stage: KnownStage): boolean =>
  takenReport(reports, stage) !== undefined || takingFault(reports, stage) !== undefined;

/** Whether a report of `newer` ends an unfinished notice of `older` (also an earlier round of its own stage). */
export function supersedes(newer: KnownStage, older: KnownStage): boolean {
  if (newer.stage === older.stage) return newer.round > older.round;
  return supersededBy[newer.stage].includes(older.stage);
}
