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

/** Whether a report of `newer` ends an unfinished notice of `older` (also an earlier round of its own stage). */
export function supersedes(newer: KnownStage, older: KnownStage): boolean {
  if (newer.stage === older.stage) return newer.round > older.round;
  return supersededBy[newer.stage].includes(older.stage);
}
