/** A provider loses one province: plays it, people included, until there is a score. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { incidentReport } from '../../../client/incident/report.js';
import { compensationCounts } from '../../../ledger/compensation/row.js';
import { incidentsBefore } from '../../../ledger/incident/row.js';
import type { Bank } from '../../bank/open-bank.js';
import { feed, pauseUntil } from '../../demo/feeder.js';
import type { Reported } from '../../demo/feeder.js';
import { setRules } from '../../demo/witnesses.js';
import type { Language } from '../../terminal.js';
import { hearFacts } from './facts.js';
import { approvedIn, drillFeed } from '../feed.js';
import { onStage, soonMs } from '../on-stage.js';
import type { DrillOptions, Stage } from '../on-stage.js';
import { playLoanSystem } from './loan-system.js';
import { drillPace } from './pace.js';
import { playCaller, playSupervisors } from '../people.js';
import { playProvider } from './provider.js';
import { lostProvince } from '../provinces.js';
import { scoreOf } from './score.js';
import type { DrillScore } from './score.js';
import { drillRules, drillTiming } from '../setting.js';
import { isAllDone, untilOver } from '../until-over.js';
import { openWatch } from '../watch.js';

export interface Drilled {
  readonly score: DrillScore;
  /** The incident's report, as files. */
  readonly reports: readonly string[];
}

/** False if it was interrupted before there was a score. */
export const playRegionalOutage = (options: DrillOptions<Drilled>): Promise<boolean> =>
  onStage(options, drillTiming, '/incidents', (stage) => play(options, stage));

async function play(
  { seed, applications, stateDir, lang }: DrillOptions<Drilled>,
  stage: Stage,
): Promise<Drilled | undefined> {
  const { bank, tell, over, elapsedMs } = stage;
  const { simulatorUrl } = stage.file;
  const fed: Reported[] = [];
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
  const isOver = await untilOver(stage, {
    ...{ watch, fed, reports: events.length, lastReportAt: pace.startsAt + pace.lastsMs },
    isDone: () => isDone(bank),
  });
  over.abort();
  await playing;
  if (!isOver) return undefined;
  const facts = await hearFacts(bank, simulatorUrl, fed, watch.shares());
  const approved = approvedIn(events);
  const score = scoreOf(facts, {
    seed,
    applications,
    province: province.name,
    approved,
    elapsedMs: elapsedMs(),
  });
  const incidentId = facts.incidents[0]?.incident.incidentId;
  const reports = incidentId === undefined ? [] : await writeReports(bank, incidentId, { stateDir, lang });
  return { score, reports };

  async function tellBegin(): Promise<void> {
    await pauseUntil(pace.startsAt, over.signal);
    if (!over.signal.aborted) tell('begins', `${applications} / ${Math.round(pace.lastsMs / 1_000)} s`);
  }
}

/** What was opened is closed, what was offered is decided, and all is done. */
async function isDone(bank: Bank): Promise<boolean> {
  const { ledger } = bank;
  const incidents = await incidentsBefore(ledger, { state: 'all', most: 100 });
  if (incidents.length === 0 || incidents.some(({ closedAt }) => closedAt === null)) return false;
  for (const { incidentId } of incidents) {
    const { proposed = 0, approved = 0 } = await compensationCounts(ledger, incidentId);
    if (proposed + approved > 0) return false;
  }
  return isAllDone(bank);
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
