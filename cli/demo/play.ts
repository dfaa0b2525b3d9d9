/** Plays one demo from the first part's start to the verdict. */
import { mkdirSync, rmSync } from 'node:fs';
import { surveyAll } from '../../ledger/notice/survey.js';
import type { Survey } from '../../ledger/notice/survey.js';
import { readSendRules } from '../../runtime/configuration/send-rules.js';
import { openBank } from '../bank/open-bank.js';
import type { FeedEvent } from '../feed/feed-event.js';
import { runStack } from '../stack/run.js';
import type { RunningStack } from '../stack/start.js';
import { resolveTemporal } from '../stack/temporal/resolve.js';
import { embeddedWords } from '../stack/words.js';
import { prepareLedger } from '../words/prepare-ledger.js';
import { openBoard } from './board.js';
import { feed, pauseUntil } from './feeder.js';
import type { Reported } from './feeder.js';
import { judge } from './judge.js';
import type { Verdict } from './judge.js';
import { demoCalendar, demoTiming, mostAfterLastLineMs } from './setting.js';
import { playStaff } from './staff.js';
import type { StaffScript } from './staff.js';
import { summarise } from './summary.js';
import type { Summary } from './summary.js';
import { atRest, hearWitnesses, setRules } from './witnesses.js';

export interface DemoOptions {
  readonly stateDir: string;
  readonly events: readonly FeedEvent[];
  /** Monday 10:00 with which the demo's calendar begins, epoch milliseconds; a fixed one unless given. */
  readonly monday?: number;
  /** What the simulated providers do, in the simulator's own form. */
  readonly simulatorRules?: unknown;
  /** How a scripted member of staff finishes tasks; without it nobody does. */
  readonly staff?: StaffScript;
  /** Whether the stack stays up afterwards, until Ctrl-C. */
  readonly keep: boolean;
  readonly progress: (line: string) => void;
  /** Called with the result while the stack still runs. */
  readonly tell: (summary: Summary, verdict: Verdict) => void;
}

/** The rooms are usually up so long after the servers, or as long as these took; the feed waits for them in any case. */
const startUpMs = 3_000;

/** Answers the summary, or undefined if it was interrupted before there was one. */
export async function playDemo(options: DemoOptions): Promise<Summary | undefined> {
  const { stateDir, progress } = options;
  rmSync(stateDir, { recursive: true, force: true });
  mkdirSync(stateDir, { recursive: true });
  // The program may have to be made once, which takes minutes: not on the demo's clock.
  await resolveTemporal({ progress });
  const began = Date.now();
  let startsAt = began;
  const calendar = () => {
    const now = Date.now();
    startsAt = now + Math.max(startUpMs, now - began);
    return demoCalendar(startsAt, options);
  };
  let summary: Summary | undefined;
  const reason = await runStack(
    {
      stateDir,
      calendar,
      timing: demoTiming,
      progress,
      // Its corrected decisions show that the newest round is told; nobody stands by to approve them.
      correctsAtOnce: true,
      migrate: prepareLedger,
      simulator: { seed: 1, words: embeddedWords, receiptDelayMs: [200, 900], retryScale: 0.01 },
    },
    async (stack) => {
      summary = await play(options, stack, startsAt);
      return options.keep && summary !== undefined ? 'stay' : 'stop';
    },
  );
  if (reason.kind === 'part-failed') throw new Error(reason.message);
  return summary;
}

async function play(
  options: DemoOptions,
  stack: RunningStack,
  startsAt: number,
): Promise<Summary | undefined> {
  const { events } = options;
  if (options.simulatorRules !== undefined) await setRules(stack.file.simulatorUrl, options.simulatorRules);
  const bank = openBank(stack.file);
  const rules = readSendRules(bank.configuration);
  const over = new AbortController();
  void stack.stopped.then(() => over.abort());
  const board = openBoard(rules);
  const fed: Reported[] = [];
  const began = performance.now();
  try {
    // Connected before the clock runs: the first reports would wait for it, and come all at once.
    await bank.temporal.service();
    const feeding = feed(bank, events, startsAt, over.signal, (reported) => fed.push(reported));
    const staff =
      options.staff === undefined ? Promise.resolve() : playStaff(bank, options.staff, over.signal);
    const survey = await watch();
    over.abort();
    await Promise.all([feeding, staff]);
    if (survey === undefined) return undefined;
    const verdict = judge(await hearWitnesses(bank, stack.file.simulatorUrl, fed, survey));
    const summary = summarise(survey, verdict, Math.round(performance.now() - began));
    board.done();
    options.tell(summary, verdict);
    return summary;
  } finally {
    over.abort();
    await bank.close();
  }

  /** Looks until nothing moves any more; undefined if interrupted. */
  async function watch(): Promise<Survey | undefined> {
    const lastAt = startsAt + (events.at(-1)?.atMs ?? 0) + mostAfterLastLineMs;
    for (;;) {
      if (over.signal.aborted) return undefined;
      const survey = await surveyAll(bank.ledger);
      const now = Date.now();
      board.show({ survey, fed, events: events.length, now });
      if (fed.length === events.length && (now >= lastAt || atRest(survey, lastAt))) return survey;
      await pauseUntil(now + 250, over.signal);
    }
  }
}
