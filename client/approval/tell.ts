import { tellWithin } from '../relay/relay.js';
import type { IntakeWorld } from '../intake/intake.js';
import type { ActToTell } from './world.js';

/** A story is told by itself: whoever decided need not wait for a Temporal that does not answer. */
const toldWithinMs = 1_500;

/** Tells the story of a committed act; the relay goes on where that does not come off at once. */
export async function tellAct(world: IntakeWorld, tell: ActToTell | undefined): Promise<void> {
  if (tell !== undefined)
    await tellWithin(world, tell.applicationId, tell.outboxId, tell.message, toldWithinMs);
}
