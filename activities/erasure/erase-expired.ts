/** Erases the data of applicants whose applications were over long enough ago. */
import type { WorkflowClient } from '@temporalio/client';
import { raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import { lockApplication } from '../../ledger/application/find.js';
import { eraseApplication } from '../../ledger/erasure/erase.js';
import { endedApplications, erasureOf } from '../../ledger/erasure/find.js';
import type { UnerasedPlace } from '../../ledger/erasure/find.js';
import { unendedOf } from '../../ledger/erasure/unended.js';
import type { RetentionFindings, RetentionPorts } from '../../workflows/retention/ports.js';
import { storyState } from '../sweep/story-state.js';
import type { World } from '../world.js';

const page = 200;
/** Inside the activity's time-out; what is left is the next round's. */
const mostMs = 4 * 60_000;
const dayMs = 24 * 3_600_000;
/** The alarm is about the rounds, not about an application: a thousand of them would hide each other. */
const subject = 'retention';

export const createRetentionActivities = (world: World, client: WorkflowClient): RetentionPorts => ({
  eraseExpired: async () => {
    const { ledger, clock, logger } = world;
    const startedMs = performance.now();
    const found = { erased: 0, running: 0, failed: 0 };
    let behind: UnerasedPlace | undefined;
    do {
      const now = clock.now();
      const endedBefore = now - world.configuration.retention.afterDays * dayMs;
      const ended = await endedApplications(ledger, { now, endedBefore, behind, most: page });
      for (const { applicationId } of ended)
        try {
          found[await eraseIfOver(world, client, applicationId)] += 1;
        } catch (failure) {
          // One that cannot be erased keeps no other from it; all of them are one alarm.
          found.failed += 1;
          logger.error({ err: failure, applicationId }, 'an application’s data could not be erased');
        }
      behind = ended.length < page ? undefined : ended.at(-1);
    } while (behind !== undefined && performance.now() - startedMs < mostMs);
    if (found.failed > 0) await raiseAlarm(ledger, 'erasure-failed', subject, clock.now());
    else await resolveAlarm(ledger, 'erasure-failed', subject, clock.now());
    return found;
  },
});

/** Judged once more with the application held: it may have been reported on in between. */
const eraseIfOver = (
  { ledger, clock }: World,
  client: WorkflowClient,
  applicationId: string,
): Promise<Exclude<keyof RetentionFindings, 'failed'>> =>
  ledger.transaction(async (tx) => {
    await lockApplication(tx, applicationId);
    const at = clock.now();
    if ((await erasureOf(tx, applicationId)) !== undefined) return 'erased';
    if ((await unendedOf(tx, applicationId, at)).length > 0) return 'running';
    if ((await storyState(client, applicationId)) !== 'gone') return 'running';
    await eraseApplication(tx, applicationId, { because: 'retention' }, at);
    return 'erased';
  });
