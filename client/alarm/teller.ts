/** Tells responders of alarms for as long as it is not stopped; one in each process of the API. */
import { untilStopped } from '../../runtime/process/until-stopped.js';
import { decideWhatToTell } from './decide.js';
import type { TellingWorld } from './decide.js';
import { deliverDue, knowAddresses } from './deliver.js';
import type { OnTheirWay } from './deliver.js';
import type { AlarmTelling } from './responder.js';

export interface TellerTimes {
  /** How often it looks for what is to be told; 2 s unless told. */
  readonly everyMs?: number;
  /** What is on its way when it is stopped has so long to be answered, 2 s unless told. */
  readonly partingMs?: number;
}

/** Decides and sends whatever is due now. */
export async function tellOnce(world: TellingWorld): Promise<void> {
  const onTheirWay: OnTheirWay = new Map();
  await decideWhatToTell(world);
  await deliverDue(world, onTheirWay, new AbortController().signal);
  await Promise.all(onTheirWay.values());
}

/** Looks again and again. */
export function startTeller(
  world: TellingWorld,
  { everyMs = 2_000, partingMs = 2_000 }: TellerTimes = {},
): { stop(): Promise<void> } {
  const breakingOff = new AbortController();
  const onTheirWay: OnTheirWay = new Map();
  const stopping = new AbortController();
  let known: AlarmTelling | undefined;
  let isAway = false;
  const look = async (): Promise<void> => {
    const telling = world.telling();
    if (telling !== undefined && telling !== known) await knowAddresses(world, telling);
    known = telling;
    await decideWhatToTell(world);
    if (!stopping.signal.aborted) await deliverDue(world, onTheirWay, breakingOff.signal);
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await look();
        isAway = false;
      } catch (err) {
        if (!isAway) world.logger.warn({ err }, 'alarms wait for the ledger to be told');
        isAway = true;
      }
      await untilStopped(everyMs, stopping.signal);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      const parting = setTimeout(() => breakingOff.abort(), partingMs);
      await running;
      await Promise.all(onTheirWay.values());
      clearTimeout(parting);
    },
  };
}
