/** The demo's own feed, setting, providers' behaviour and staff, for journeys to play it in parts. */
import { join } from 'node:path';
import { demoCalendar, demoDayMs, demoTiming } from '../../cli/demo/setting.js';
import { staffScriptSchema } from '../../cli/demo/staff.js';
import { atRest, setRules } from '../../cli/demo/witnesses.js';
import { isFeedFault } from '../../cli/feed/feed-event.js';
import type { FeedEvent } from '../../cli/feed/feed-event.js';
import { readJsonl } from '../../cli/feed/jsonl.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { readJsonInput } from '../../cli/terminal.js';
import { surveyAll } from '../../ledger/notice/survey.js';
import type { Survey } from '../../ledger/notice/survey.js';
import { RealStack } from './real-stack.js';
import { until } from './until.js';

/** The folder of the demo's feed, rules and staff. */
export const examples = join(__dirname, '../../examples');

/** What the demo's member of staff does. */
export const demoStaff = staffScriptSchema.parse(readJsonInput(join(examples, 'demo-staff.json')));

/** The demo's feed, every line of which can be read, `slower` times as slow. */
export async function demoFeed(slower = 1): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for await (const read of readJsonl(join(examples, 'applications.jsonl')))
    if (!isFeedFault(read)) events.push({ ...read, atMs: read.atMs * slower });
  return events;
}

/** The same with every number of milliseconds in it that many times as large. */
const slowed = <Given>(given: Given, slower: number): Given =>
  JSON.parse(JSON.stringify(given), (name, value: unknown) =>
    name.endsWith('Ms') && typeof value === 'number' ? value * slower : value,
  ) as Given;

/**
 * The demo's stack, its calendar beginning at `feedStartsAt` (epoch ms), its providers told how to behave. Where
 * `slower` is given, everything takes that many times as long, so that a busy machine hardly shows.
 */
export async function startDemoStack(stateDir: string, feedStartsAt: number, slower = 1): Promise<RealStack> {
  const stack = await RealStack.start({
    stateDir,
    calendar: demoCalendar(feedStartsAt, { pressedDayMs: demoDayMs * slower }),
    timing: slowed(demoTiming, slower),
    correctsAtOnce: true,
    simulator: {
      seed: 1,
      words: embeddedWords,
      receiptDelayMs: [200 * slower, 900 * slower],
      retryScale: 0.01,
    },
  });
  await setRules(stack.file.simulatorUrl, slowed(readJsonInput(join(examples, 'demo-rules.json')), slower));
  return stack;
}

/** Waits until nothing moves any more but what is held past `lastAt` (epoch ms). */
export const demoRests = ({ bank }: RealStack, lastAt: number): Promise<Survey> =>
  until(
    async () => {
      const seen = await surveyAll(bank.ledger);
      return atRest(seen, lastAt) && seen;
    },
    100_000,
    'the demo is at rest',
  );
