/** Compares the ledger with the stories: what nobody attends to becomes an alarm and a task. */
import type { WorkflowClient } from '@temporalio/client';
import { forgetLines } from '../../ledger/opening/take-place.js';
import type { SweepPorts } from '../../workflows/sweep/ports.js';
import type { World } from '../world.js';
import { startMissing } from '../incident/start.js';
import { judgeCompensations } from './compensations.js';
import { rememberStorylessTasks } from './storyless-tasks.js';
import { sweepApprovals } from './approvals.js';
import { judgeInvariants } from './broken-invariants.js';
import { judgeCalendar } from './calendar-running-out.js';
import { judgeHeld } from './held-too-long.js';
import { createLook } from './neglected.js';
import { resolveAlarms } from './resolve-alarms.js';
import { judgeLists } from './unreported-decisions.js';

/** No window is open so long. */
const linesKeptMs = 48 * 3_600_000;

export function createSweepActivities(world: World, client: WorkflowClient): SweepPorts {
  const look = createLook(world, client);
  /** When this process last looked for broken invariants. */
  let lookedAt = -Infinity;
  const sweepNotices: SweepPorts['sweepNotices'] = async () => {
    const found = await look();
    await rememberStorylessTasks(world);
    await sweepApprovals(world);
    await startMissing(world, client);
    await judgeCompensations(world);
    await judgeLists(world);
    await resolveAlarms(world, client);
    await judgeHeld(world);
    await forgetLines(world.ledger, world.clock.now() - linesKeptMs);
    await judgeCalendar(world);
    lookedAt = await judgeInvariants(world, lookedAt);
    return found;
  };
  return { sweepNotices };
}
