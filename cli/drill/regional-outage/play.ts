/** Plays one drill from the first part's start to the score. */
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { incidentReport } from '../../client/incident/report.js';
import { compensationCounts } from '../../ledger/compensation/row.js';
import { openTasks } from '../../ledger/human-task/row.js';
import { incidentsBefore } from '../../ledger/incident/row.js';
import { surveyAll } from '../../ledger/notice/survey.js';
import { openBank } from '../bank/open-bank.js';
import type { Bank } from '../bank/open-bank.js';
import { feed, pauseUntil } from '../demo/feeder.js';
import type { Reported } from '../demo/feeder.js';
import { atRest, setRules } from '../demo/witnesses.js';
import { runStack } from '../stack/run.js';
import type { RunningStack } from '../stack/start.js';
import { resolveTemporal } from '../stack/temporal/resolve.js';
import { embeddedWords } from '../stack/words.js';
import type { Language } from '../terminal.js';
import { prepareLedger } from '../words/prepare-ledger.js';
import { hearFacts } from './facts.js';
import { approvedIn, drillFeed } from './feed.js';
import { playLoanSystem } from './loan-system.js';
import { drillPace } from './pace.js';
import { playCaller, playSupervisors } from './people.js';
import { playProvider } from './provider.js';
import { lostProvince, segmentTable } from './provinces.js';
import { scoreOf } from './score.js';
import type { DrillScore } from './score.js';
import { drillRoutes, drillRules, drillSettings, drillTiming } from './setting.js';
import { openWatch } from './watch.js';
import { teller } from './words.js';

export interface DrillOptions {
  readonly stateDir: string;
  readonly seed: string;
  readonly applications: number;
  readonly lang: Language;
  readonly progress: (line: string) => void;
  /** Leaves everything running when it is over, until it is asked to stop. */
  readonly stay: boolean;
  /** Told of the score as soon as there is one. */
  readonly scored: (drilled: Drilled) => void;
}

export interface Drilled {
  readonly score: DrillScore;
  /** The incident's report, as files. */
  readonly reports: readonly string[];
}

/** The longest it may take once everything is fed: then it is judged as it stands. */
const mostAfterFeedMs = 150_000;
const looksEveryMs = 250;
/** The first reports come a little after everything is ready for them. */
const soonMs = 1_500;

/** False if it was interrupted before there was a score. */
export async function playDrill(options: DrillOptions): Promise<boolean> {
  const { stateDir, progress } = options;
  rmSync(stateDir, { recursive: true, force: true });
  mkdirSync(stateDir, { recursive: true });
  await resolveTemporal({ progress });
  const began = performance.now();
  const segments = join(stateDir, 'number-segments.csv');
  writeFileSync(segments, segmentTable());
  let isScored = false;
  const reason = await runStack(
    {
      stateDir,
      calendar: 'open',
      routes: drillRoutes,
      // So that people can watch it in the console.
      identity: true,
      timing: drillTiming,
      bank: drillSettings(segments),
      progress,
      migrate: prepareLedger,
      simulator: { seed: options.seed, words: embeddedWords, receiptDelayMs: [200, 900], retryScale: 0.01 },
    },
    async (stack) => {
      const drilled = await play(options, stack, began);
      if (drilled === undefined) return 'stop';
      isScored = true;
      options.scored(drilled);
      return options.stay ? 'stay' : 'stop';
    },
  );
  if (reason.kind === 'part-failed') throw new Error(reason.message);
  return isScored;
}

async function play(
  { seed, applications, stateDir, lang }: DrillOptions,
  stack: RunningStack,
  began: number,
): Promise<Drilled | undefined> {
  const { simulatorUrl } = stack.file;
  const bank = openBank(stack.file);
  const over = new AbortController();
  void stack.stopped.then(() => over.abort());
  const tell = teller(lang);
  const fed: Reported[] = [];
  try {
    // Connected before the clock runs: the first reports would wait for it, and come all at once.
    await bank.temporal.service();
    if (stack.file.consoleUrl !== undefined) tell('watch', new URL('/incidents', stack.file.consoleUrl).href);
    const province = lostProvince(seed);
    const pace = drillPace(applications, Date.now() + soonMs);
    const events = drillFeed({ seed, applications, lastsMs: pace.lastsMs });
    await setRules(simulatorUrl, drillRules());
    const pauseS = Math.round((pace.startsAt - Date.now()) / 1_000);
    if (pauseS > 3) tell('waits', pauseS);
    const watch = openWatch(bank, tell);
    const restored = playProvider(simulatorUrl, { applications, province, pace }, tell, over.signal);
    const playing = Promise.all([
      restored,
      feed(bank, events, pace.startsAt, over.signal, (reported) => fed.push(reported)),
      playCaller(bank, over.signal),
      playSupervisors(bank, restored, tell, over.signal),
      playLoanSystem(bank, seed, tell, over.signal),
      tellBegin(),
    ]);
    // Whoever fails ends it for all.
    playing.catch(() => over.abort());
    const isOver = await watchUntilOver();
    over.abort();
    await playing;
    if (!isOver) return undefined;
    const facts = await hearFacts(bank, simulatorUrl, fed, watch.shares());
    const elapsedMs = Math.round(performance.now() - began);
    const approved = approvedIn(events);
    const score = scoreOf(facts, { seed, applications, province: province.name, approved, elapsedMs });
    const incidentId = facts.incidents[0]?.incident.incidentId;
    const reports = incidentId === undefined ? [] : await writeReports(bank, incidentId, { stateDir, lang });
    return { score, reports };

    async function tellBegin(): Promise<void> {
      await pauseUntil(pace.startsAt, over.signal);
      if (!over.signal.aborted) tell('begins', `${applications} / ${Math.round(pace.lastsMs / 1_000)} s`);
    }

    /** False if it was interrupted. */
    async function watchUntilOver(): Promise<boolean> {
      const lastAt = pace.startsAt + pace.lastsMs + mostAfterFeedMs;
      let saidAt = 0;
      for (;;) {
        if (over.signal.aborted) return false;
        await watch.look();
        const now = Date.now();
        if (fed.length > 0 && fed.length < events.length && now - saidAt >= 5_000) {
          tell('fed', `${fed.length}/${events.length}`);
          saidAt = now;
        }
        if (fed.length === events.length && (now >= lastAt || (await isDone(bank)))) return true;
        await pauseUntil(now + looksEveryMs, over.signal);
      }
    }
  } finally {
    over.abort();
    await bank.close();
  }
}

/** Nothing moves any more, nobody has anything to do, and what was opened is closed. */
async function isDone(bank: Bank): Promise<boolean> {
  const { ledger } = bank;
  if ((await openTasks(ledger, 1)).length > 0) return false;
  const incidents = await incidentsBefore(ledger, { state: 'all', most: 100 });
  if (incidents.length === 0 || incidents.some(({ closedAt }) => closedAt === null)) return false;
  for (const { incidentId } of incidents) {
    const { proposed = 0, approved = 0 } = await compensationCounts(ledger, incidentId);
    if (proposed + approved > 0) return false;
  }
  const survey = await surveyAll(ledger);
  return atRest(survey, Date.now()) && survey.notices.every(({ finishedAt }) => finishedAt !== null);
}

/** As a page and as a table; answers their paths. */
async function writeReports(
  bank: Bank,
  incidentId: number,
  { stateDir, lang }: { readonly stateDir: string; readonly lang: Language },
): Promise<string[]> {
  const setting = { language: lang, timeZone: bank.configuration.calendar.timeZone };
  const written: string[] = [];
  for (const format of ['html', 'csv'] as const) {
    const file = join(stateDir, `incident-${incidentId}.${format}`);
    await pipeline(await incidentReport(bank, incidentId, format, setting), createWriteStream(file));
    written.push(file);
  }
  return written;
}
