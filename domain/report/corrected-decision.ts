/** A decision reported anew: applicants who have heard the first one would hear another. Pure. */
import type { Stage } from '../stage/stage.js';

/** Stages that say what was decided; a further request for documents contradicts nothing. */
export const decidingStages = ['preliminary-approval', 'final-decision'] as const satisfies readonly Stage[];
export type DecidingStage = (typeof decidingStages)[number];

const isDeciding = (stage: Stage): stage is DecidingStage =>
  (decidingStages as readonly Stage[]).includes(stage);

/** The stage that a report corrects, where it is a further round of one that was decided. */
export const correctedStage = (stage: Stage, round: number): DecidingStage | undefined =>
  round > 1 && isDeciding(stage) ? stage : undefined;
