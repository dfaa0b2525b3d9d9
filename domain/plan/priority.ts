import type { Stage } from '../stage/stage.js';

/** Who goes first where many wait for one route: 1 urgent, 2 a final decision, 3 everything else. */
export type Priority = 1 | 2 | 3;
/** As Temporal has it, where nothing is said. */
export const defaultPriority = 3;
/** At a pacer: what can wait while anything is to be sent. */
export const lastPriority = 4;
/**
 * On the stories' own queue: what watches over them, and an incident's clock, go before them; behind a backlog it would be
 * seen last what causes it.
 */
export const watchPriority = 1;

/** The priority of a notice: an urgent one overtakes, and a final decision goes before what only leads to one. */
export const priorityOf = ({ stage }: { readonly stage: Stage }, urgent: boolean): Priority =>
  urgent ? 1 : stage === 'final-decision' ? 2 : defaultPriority;
