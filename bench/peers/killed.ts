/**
 * What becomes of the notices under way when the process that calls the provider is killed: a contender is fed, killed
 * once without warning, started again by the stack, and fed on. The provider's log says what it took.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bank } from '../../cli/bank/open-bank.js';
import { readLog, setRules } from '../../cli/demo/witnesses.js';
import { providerLatency } from '../ladder/stack.js';
import type { Running } from './contender.js';
import { callsUnderWay, judge } from './judge.js';
import type { Judged } from './judge.js';

export interface Killed extends Judged {
  /** Calls that the provider had begun to hear of and not taken yet, as the process was killed. */
  readonly callsUnderWay: number;
  /** Applications that were not heard of to their end, however long was waited. */
  readonly unfinished: number;
  /** From the killing until everything that was under way then, or was begun since, was delivered; milliseconds. */
  readonly settledMs: number;
}

/** The provider thinks for long, so that several calls are under way whenever the process is killed. */
const slowAnswer = { medianMs: 400, p99Ms: 800 };
const patienceMs = 150_000;
const lookMs = 200;
/** A small part of what the provider takes to answer. */
const callingLookMs = 20;

/** To be called when nothing is under way. */
export async function killOnce({ stack, bank, feeder, begin }: Running, lanes: number): Promise<Killed> {
  const { simulatorUrl } = stack.file;
  await setRules(simulatorUrl, [
    { match: {}, action: { slowMs: slowAnswer, receipt: { delayMs: providerLatency.receipt } } },
  ]);
  const beganAt = Date.now();
  begin(lanes);
  const finished = async (): Promise<number> => (await feeder.mark()).finished;
  while ((await finished()) < lanes) await sleep(lookMs);
  await untilCalling(bank, Math.ceil(lanes / 3));
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
  const log = await readLog(simulatorUrl);
  return {
    ...judge(log, reported, beganAt),
    callsUnderWay: callsUnderWay(log, killedAt),
    unfinished: underWay,
    settledMs: settledAt - killedAt,
  };
}

/** By every ledger here an attempt is intended until the provider has answered; so many are at once. */
async function untilCalling({ ledger }: Bank, atOnce: number): Promise<void> {
  const calling = async (): Promise<number> => {
    const [row] = await ledger.query<{ calling: number }>(
      `SELECT count(*)::int AS calling FROM attempt WHERE outcome = 'intended'`,
    );
    return row?.calling ?? 0;
  };
  while ((await calling()) < atOnce) await sleep(callingLookMs);
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
