/**
 * What becomes of the notices under way when the process that calls the provider is killed: a contender is fed, killed
 * once without warning, started again by the stack, and fed on. The provider's log says what it took.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { setRules } from '../../cli/demo/witnesses.js';
import { providerLatency } from '../ladder/stack.js';
import type { Running } from './contender.js';
import { judge } from './judge.js';
import type { Judged } from './judge.js';

export interface Killed extends Judged {
  /** Applications that were not heard of to their end, however long was waited. */
  readonly unfinished: number;
  /** From the killing until everything that was under way then, or was begun since, was delivered; milliseconds. */
  readonly settledMs: number;
}

/** The provider thinks for long, so that several calls are under way whenever the process is killed. */
const slowAnswer = { medianMs: 400, p99Ms: 800 };
const patienceMs = 150_000;
const lookMs = 200;

/** To be called when nothing is under way. */
export async function killOnce({ stack, feeder, begin }: Running, lanes: number): Promise<Killed> {
  const { simulatorUrl } = stack.file;
  await setRules(simulatorUrl, [
    { match: {}, action: { slowMs: slowAnswer, receipt: { delayMs: providerLatency.receipt } } },
  ]);
  const beganAt = Date.now();
  begin(lanes);
  const finished = async (): Promise<number> => (await feeder.mark()).finished;
  while ((await finished()) < lanes) await sleep(lookMs);
  const victim = stack.pidOf('worker');
  if (victim === undefined) throw new Error('there is nothing to kill');
  process.kill(victim, 'SIGKILL');
  const killedAt = Date.now();
  const giveUpAt = killedAt + patienceMs;
  const finishedThen = await finished();
  // Each lane has gone on to a new application by then, or is stuck.
  while ((await finished()) < finishedThen + lanes && Date.now() < giveUpAt) await sleep(lookMs);
  const settledAt = await before(giveUpAt, feeder.end());
  const { reported, underWay } = await feeder.mark();
  return {
    ...(await judge(simulatorUrl, reported, beganAt)),
    unfinished: underWay,
    settledMs: settledAt - killedAt,
  };
}

/** When something was done, or when it was waited for no longer. */
async function before(giveUpAt: number, work: Promise<unknown>): Promise<number> {
  const done = new AbortController();
  const { signal } = done;
  const late = sleep(Math.max(0, giveUpAt - Date.now()), undefined, { signal });
  // Given up once the work is done.
  late.catch(() => undefined);
  await Promise.race([work, late]);
  done.abort();
  return Date.now();
}
