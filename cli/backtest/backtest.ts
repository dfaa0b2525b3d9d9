/** One backtest: a log replayed under one calendar and policy, judged, and summed up. */
import { Runtime } from '@temporalio/worker';
import { everyOpenedTask } from '../../ledger/human-task/opened.js';
import { heldSpans } from '../../ledger/notice/held-spans.js';
import { surveyAll } from '../../ledger/notice/survey.js';
import { createLogger } from '../../runtime/logging/logger.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { temporalRuntimeOptions } from '../../runtime/logging/temporal-logs.js';
import type { RuleInput } from '../../simulator/rules.js';
import { judge } from '../demo/judge.js';
import type { Verdict } from '../demo/judge.js';
import type { EventLog } from '../feed/event-log.js';
import type { LogMapping } from '../feed/log-mapping.js';
import type { Progress } from '../stack/progress.js';
import { progressLine } from './estimate.js';
import { openHouse } from './house.js';
import type { House } from './house.js';
import { replay } from './replay.js';
import { resultOf } from './result.js';
import type { BacktestResult } from './result.js';

export interface BacktestOptions {
  readonly mapping: LogMapping;
  readonly log: EventLog;
  readonly providerRules: readonly RuleInput[];
  /** The bundle made by the build. */
  readonly workflowBundlePath: string;
  readonly progress: Progress;
  /** Aborted to end it early; then there is no result. */
  readonly stopping: AbortSignal;
}

export interface Backtested {
  readonly result: BacktestResult;
  readonly verdict: Verdict;
}

const sayEveryMs = 5_000;

let logger: Logger | undefined;

/** The SDK's runtime takes one logger for the process. */
function processLogger(): Logger {
  if (logger !== undefined) return logger;
  logger = createLogger({ name: 'backtest', level: 'error', destination: process.stderr });
  Runtime.install(temporalRuntimeOptions(logger));
  return logger;
}

/** Answers the result, or undefined if it was stopped before there was one. */
export async function backtest(options: BacktestOptions): Promise<Backtested | undefined> {
  const { mapping, log, providerRules, workflowBundlePath, progress, stopping } = options;
  const [first] = log.events;
  if (first === undefined) throw new RangeError('a log without events has nothing to replay');
  const house = await openHouse({
    mapping,
    loggedFrom: first.loggedAt,
    providerRules,
    workflowBundlePath,
    logger: processLogger(),
    progress,
  });
  try {
    return await play(house, options, stopping);
  } catch (failure) {
    // A server that was ended with us fails whatever is under way.
    if (stopping.aborted) return undefined;
    throw failure;
  } finally {
    await house.close();
  }
}

async function play(
  house: House,
  { mapping, log, progress }: BacktestOptions,
  stopping: AbortSignal,
): Promise<Backtested | undefined> {
  const { bank, clock, configuration, rules, simulator, startsAt } = house;
  const from = log.events[0]?.loggedAt ?? 0;
  const began = performance.now();
  let saidAt = began;
  const passed = (reported: number, at: number) => {
    const now = performance.now();
    if (now - saidAt < sayEveryMs) return;
    saidAt = now;
    const loggedAt = from + at - startsAt;
    progress(
      progressLine(
        { reported, reports: log.events.length, loggedAt, elapsedMs: now - began },
        mapping.calendar.timeZone,
      ),
    );
  };
  const broken = house.working.then(() =>
    Promise.reject(new Error('the workers ended before the replay did')),
  );
  const fed = await Promise.race([replay(house, log.events, stopping, passed), broken]);
  if (stopping.aborted) return undefined;
  const elapsedMs = Math.round(performance.now() - began);
  const [survey, held, tasks, at] = await Promise.all([
    surveyAll(bank.ledger),
    heldSpans(bank.ledger),
    everyOpenedTask(bank.ledger),
    clock.refresh(),
  ]);
  const { policies } = configuration;
  const verdict = judge({ fed, survey, providerLog: simulator.log(), rules, policies, at });
  return {
    verdict,
    result: resultOf({ mapping, log, fed, survey, held, tasks, verdict, rules, at, elapsedMs }),
  };
}
