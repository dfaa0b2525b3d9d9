/** The demo's own feed, setting, providers' behaviour and staff, for journeys to play it in parts. */
import { join } from 'node:path';
import { demoCalendar, demoTiming } from '../../cli/demo/setting.js';
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

/** The demo's feed, every line of which can be read. */
export async function demoFeed(): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for await (const read of readJsonl(join(examples, 'applications.jsonl')))
    if (!isFeedFault(read)) events.push(read);
  return events;
}

/** The demo's stack, its calendar beginning at `feedStartsAt` (epoch ms), its providers told how to behave. */
export async function startDemoStack(stateDir: string, feedStartsAt: number): Promise<RealStack> {
  const stack = await RealStack.start({
    stateDir,
    calendar: demoCalendar(feedStartsAt),
    timing: demoTiming,
    simulator: { seed: 1, words: embeddedWords, receiptDelayMs: [200, 900], retryScale: 0.01 },
  });
  await setRules(stack.file.simulatorUrl, readJsonInput(join(examples, 'demo-rules.json')));
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
