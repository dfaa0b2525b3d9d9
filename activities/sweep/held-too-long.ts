/** Notices that are held though their send policy would have let them go: one alarm a stage, however many they are. */
import { permittedFrom } from '../../domain/policy/permitted-from.js';
import { sendPolicyOf } from '../../domain/policy/policies.js';
import { isStage, stages } from '../../domain/stage/stage.js';
import { openAlarmsOf, raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import { heldSinceBefore } from '../../ledger/notice/held.js';
import type { HeldNotice } from '../../ledger/notice/held.js';
import type { World } from '../world.js';

type SweptWorld = Pick<World, 'ledger' | 'clock' | 'configuration' | 'rules'>;

/** So many of the oldest are looked at. */
const most = 500;
const kind = 'held-too-long';

/** Raises, renews or resolves the alarm of each stage. */
export async function judgeHeld(world: SweptWorld): Promise<void> {
  const { ledger, clock, configuration } = world;
  const now = clock.now();
  const graceMs = configuration.sweep.heldGraceMs;
  const held = await heldSinceBefore(ledger, now - graceMs, most);
  const tooLong = held.filter((notice) => {
    const from = latestOf(world, notice);
    return from !== undefined && from + graceMs < now;
  });
  for (const stage of stages) {
    const extent = tooLong.filter((notice) => notice.stage === stage).length;
    if (extent > 0) await raiseAlarm(ledger, kind, stage, now, { extent, counts: false });
  }
  for (const { subject } of await openAlarmsOf(ledger, kind))
    if (!isStage(subject) || tooLong.every(({ stage }) => stage !== subject))
      await resolveAlarm(ledger, kind, subject, now);
}

/**
 * By when its policy lets a notice go, whichever of its stage's channels it waits for. Neither urgency nor its own date is
 * asked for: both only make it sooner. Undefined where the calendar does not know, which has an alarm of its own.
 */
function latestOf({ configuration, rules }: SweptWorld, { stage, owedAt }: HeldNotice): number | undefined {
  const instants = configuration.channelOrder[stage].map((channel) =>
    permittedFrom(rules, {
      ...{ applicationId: '', stage, channel, reportedAt: owedAt, urgent: false },
      policy: sendPolicyOf(configuration.policies, stage, channel),
    }),
  );
  return instants.reduce<number | undefined>(
    (latest, one) => (latest === undefined || one === undefined ? undefined : Math.max(latest, one)),
    -Infinity,
  );
}
