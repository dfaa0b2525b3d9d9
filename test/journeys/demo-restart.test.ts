import { feed } from '../../cli/demo/feeder.js';
import type { Reported } from '../../cli/demo/feeder.js';
import { judge } from '../../cli/demo/judge.js';
import { playStaff } from '../../cli/demo/staff.js';
import { hearWitnesses } from '../../cli/demo/witnesses.js';
import { demoFeed, demoRests, demoStaff, startDemoStack } from './demo-play.js';
import type { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';

describe('the demo, stopped once in order and killed once', () => {
  const stateDir = newStateFolder();
  let stack: RealStack | undefined;
  afterAll(async () => {
    await stack?.end();
    removeStateFolder(stateDir);
  }, 30_000);

  test('keeps its three promises all the same', async () => {
    const startsAt = Date.now() + 5_000;
    const fed: Reported[] = [];
    const never = new AbortController().signal;
    const events = await demoFeed();
    // What was not reported while the stack was away is reported after it, as a loan system would.
    const part = (fromMs: number, toMs: number) => events.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    const start = async () => (stack = await startDemoStack(stateDir, startsAt));
    const feedPart = (bank: RealStack['bank'], fromMs: number, toMs: number) =>
      feed(bank, part(fromMs, toMs), startsAt, never, (reported) => fed.push(reported));

    const first = await start();
    await feedPart(first.bank, 0, 7_500);
    await first.stop();

    const second = await start();
    await feedPart(second.bank, 7_500, 28_500);
    await second.kill();

    const third = await start();
    const over = new AbortController();
    const staff = playStaff(third.bank, demoStaff, over.signal);
    await feedPart(third.bank, 28_500, Infinity);
    const survey = await demoRests(third, Date.now() + 60_000);
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
