import { judgeDay, listsToJudge, markJudged } from '../../ledger/reconciliation/alarm.js';
import { lockDay } from '../../ledger/reconciliation/list.js';
import type { World } from '../world.js';

/**
 * Looks once more at each of the bank's lists when its grace is over: what was not reported by then becomes the day's
 * alarm. When the last of it is reported the alarm ends (`resolve-alarms.ts`, or with the report itself).
 */
export async function judgeLists({ ledger, clock, configuration }: World): Promise<void> {
  const { graceMs } = configuration.reconciliation;
  for (const { reconciliationId, day } of await listsToJudge(ledger, clock.now() - graceMs))
    await ledger.transaction(async (tx) => {
      await lockDay(tx, day);
      const at = clock.now();
      await judgeDay(tx, day, { at, graceMs });
      await markJudged(tx, reconciliationId, at);
    });
}
