/** The drill's provider that loses a province: from about a quarter of the messages until about seven tenths of them. */
import { setRules } from '../../demo/witnesses.js';
import { pauseUntil } from '../../demo/feeder.js';
import type { LogEntry } from '../../../simulator/log-entry.js';
import type { DrillPace } from './pace.js';
import { lostFromPart, lostUntilPart } from './pace.js';
import type { DrillProvince } from '../provinces.js';
import { drillRules, losingRoute } from '../setting.js';
import type { Tell } from '../words.js';

const looksEveryMs = 250;

/**
 * Loses it, and has it back again; answers when it was well again (epoch milliseconds), or undefined when stopped before.
 * By the pace, and not before the messages are that far: where the machine is busy they come later than they were reported.
 */
export async function playProvider(
  simulatorUrl: string,
  {
    applications,
    province,
    pace,
  }: {
    readonly applications: number;
    readonly province: DrillProvince;
    readonly pace: DrillPace;
  },
  tell: Tell,
  stopping: AbortSignal,
): Promise<number | undefined> {
  const count = countAccepted(simulatorUrl);
  /** False when stopped before. */
  const reached = async (part: number, at: number): Promise<boolean> => {
    await pauseUntil(at, stopping);
    while (!stopping.aborted) {
      if ((await count()) >= applications * part) return true;
      await pauseUntil(Date.now() + looksEveryMs, stopping);
    }
    return false;
  };
  const where = `${losingRoute}@${province.name}`;
  // Of what was reported by then a little is still on its way.
  if (!(await reached(lostFromPart * onItsWay, pace.lostFrom))) return undefined;
  await setRules(simulatorUrl, drillRules(province));
  tell('lost', where);
  if (!(await reached(lostUntilPart * onItsWay, pace.lostUntil))) return undefined;
  await setRules(simulatorUrl, drillRules());
  const wellAt = Date.now();
  tell('well', where);
  return wellAt;
}

const onItsWay = 0.95;

/** How many messages the providers have taken, asked anew each time for what came since. */
function countAccepted(simulatorUrl: string): () => Promise<number> {
  let [accepted, after] = [0, 0];
  return async () => {
    for (;;) {
      const answer = await fetch(`${simulatorUrl}/control/log?after=${String(after)}`);
      const { entries } = (await answer.json()) as { entries: LogEntry[] };
      const last = entries.at(-1);
      if (last === undefined) return accepted;
      after = last.n;
      accepted += entries.filter(({ kind }) => kind === 'acceptance').length;
    }
  };
}
