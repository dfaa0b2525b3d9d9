import { join } from 'node:path';
import { feed } from '../../cli/demo/feeder.js';
import type { Reported } from '../../cli/demo/feeder.js';
import { judge } from '../../cli/demo/judge.js';
import { demoCalendar, demoTiming } from '../../cli/demo/setting.js';
import { playStaff } from '../../cli/demo/staff.js';
import { atRest, hearWitnesses, setRules } from '../../cli/demo/witnesses.js';
import { isFeedFault } from '../../cli/feed/feed-event.js';
import type { FeedEvent } from '../../cli/feed/feed-event.js';
import { readJsonl } from '../../cli/feed/jsonl.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { surveyAll } from '../../ledger/notice/survey.js';
import { readJsonInput } from '../../cli/terminal.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const examples = join(__dirname, '../../examples');

async function demoFeed(): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for await (const read of readJsonl(join(examples, 'applications.jsonl')))
    if (!isFeedFault(read)) events.push(read);
  return events;
}

describe('the demo, stopped once in order and killed once', () => {
  const stateDir = newStateFolder();
  let stack: RealStack | undefined;
  afterAll(async () => {
    await stack?.end();
    removeStateFolder(stateDir);
  }, 30_000);

  test('keeps its three promises all the same', async () => {
    const startsAt = Date.now() + 5_000;
    const calendar = demoCalendar(startsAt);
    const fed: Reported[] = [];
    const never = new AbortController().signal;
    const events = await demoFeed();
    // What was not reported while the stack was away is reported after it, as a loan system would.
    const part = (fromMs: number, toMs: number) => events.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    const start = async (): Promise<RealStack> => {
      stack = await RealStack.start({
        stateDir,
        calendar,
        timing: demoTiming,
        simulator: { seed: 1, words: embeddedWords, receiptDelayMs: [200, 900], retryScale: 0.01 },
      });
      await setRules(stack.file.simulatorUrl, readJsonInput(join(examples, 'demo-rules.json')));
      return stack;
    };
    const feedPart = (bank: RealStack['bank'], fromMs: number, toMs: number) =>
      feed(bank, part(fromMs, toMs), startsAt, never, (reported) => fed.push(reported));

    const first = await start();
    await feedPart(first.bank, 0, 3_000);
    await first.stop();

    const second = await start();
    await feedPart(second.bank, 3_000, 19_000);
    await second.kill();

    const third = await start();
    const over = new AbortController();
    const staff = playStaff(third.bank, {}, over.signal);
    await feedPart(third.bank, 19_000, Infinity);
    const lastAt = Date.now() + 60_000;
    const survey = await until(
      async () => {
        const seen = await surveyAll(third.bank.ledger);
        return atRest(seen, lastAt) ? seen : undefined;
      },
      100_000,
      'the demo is at rest',
    );
    over.abort();
    await staff;
    expect(fed).toHaveLength(events.length);
    const verdict = judge(await hearWitnesses(third.bank, third.file.simulatorUrl, fed, survey));
    expect(verdict).toMatchObject({ againstPolicy: 0, duplicateAccepts: 0, lost: 0, breaches: [] });
    expect(survey).toMatchObject({ applications: new Set(events.map((one) => one.applicationId)).size });
    expect(survey.notices.filter(({ state }) => state === 'delivered').length).toBeGreaterThan(8);
    await third.stop();
  }, 240_000);
});
