/** Nothing is out of the ordinary: plays such a day, a member of staff included, until there is a score. */
import { alarmsBefore } from '../../../ledger/alarm/page.js';
import { incidentsBefore } from '../../../ledger/incident/row.js';
import { feed } from '../../demo/feeder.js';
import type { Reported } from '../../demo/feeder.js';
import { hearWitnesses, setRules } from '../../demo/witnesses.js';
import { drillFeed } from '../feed.js';
import { onStage, soonMs } from '../on-stage.js';
import type { DrillOptions, Stage } from '../on-stage.js';
import { playCaller } from '../people.js';
import { isAllDone, untilOver } from '../until-over.js';
import { openWatch } from '../watch.js';
import { ordinaryScore } from './score.js';
import type { OrdinaryScore } from './score.js';
import { ordinaryRules, ordinaryTiming } from './setting.js';

/** Ten applications a second, which two cores keep up with. */
const perApplicationMs = 100;
const mostRead = 1_000;

/** False if it was interrupted before there was a score. */
export const playOrdinaryDay = (options: DrillOptions<OrdinaryScore>): Promise<boolean> =>
  onStage(options, ordinaryTiming, '/live', (stage) => play(options, stage));

async function play(
  { seed, applications }: DrillOptions<OrdinaryScore>,
  stage: Stage,
): Promise<OrdinaryScore | undefined> {
  const { bank, tell, over, elapsedMs } = stage;
  const { simulatorUrl } = stage.file;
  const fed: Reported[] = [];
  const [startsAt, lastsMs] = [Date.now() + soonMs, applications * perApplicationMs];
  const events = drillFeed({ seed, applications, lastsMs });
  await setRules(simulatorUrl, ordinaryRules());
  const watch = openWatch(bank, tell);
  tell('begins', `${applications} / ${Math.round(lastsMs / 1_000)} s`);
  const playing = Promise.all([
    feed(bank, events, startsAt, over.signal, (reported) => fed.push(reported)),
    playCaller(bank, over.signal),
  ]);
  // Whoever fails ends it for all.
  playing.catch(() => over.abort());
  const isOver = await untilOver(stage, {
    ...{ watch, fed, reports: events.length, lastReportAt: startsAt + lastsMs },
    isDone: () => isAllDone(bank),
  });
  over.abort();
  await playing;
  if (!isOver) return undefined;
  const facts = {
    witnesses: await hearWitnesses(bank, simulatorUrl, fed),
    alarms: await alarmsBefore(bank.ledger, { state: 'all' }, { most: mostRead }),
    shares: watch.shares(),
    incidents: (await incidentsBefore(bank.ledger, { state: 'all', most: mostRead })).length,
  };
  return ordinaryScore(facts, { seed, applications, elapsedMs: elapsedMs() });
}
