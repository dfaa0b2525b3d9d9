/** A story's ledger calls go one after the other, so that what follows them is numbered alike in a replay. */
import { Worker } from '@temporalio/worker';
import { workerDataConverterOf } from '../../runtime/codec/data-converter.js';
import { workflowBundle } from './stage/bundle.js';
import { eventually } from './stage/eventually.js';
import { Story } from './stage/story.js';
import { openStoryWorld, plainCodec } from './stage/world.js';
import type { StoryWorld } from './stage/world.js';

let world: StoryWorld;
beforeAll(async () => {
  world = await openStoryWorld(plainCodec);
});
afterAll(() => world.close());

const deadlineMs = 700;

test.each(['takeReport', 'declareSilence'])(
  'a report and a passed deadline in one workflow task replay as they went, `%s` being the slower to write',
  async (slower) => {
    const { clock, watch, current } = world;
    world.reset();
    world.withoutLingering();
    const { routes } = current.configuration;
    current.configuration = {
      ...current.configuration,
      routes: routes.map((route) => ({ ...route, receiptDeadlineMs: deadlineMs })),
    };
    await clock.refresh();
    await clock.passTo(clock.next('Tue 10:00'));
    const story = new Story(world, `in-turn-${slower}`);
    await story.apply();
    story.provider({ receipt: 'none' });
    await story.stage('preliminary-approval');
    await story.stands('preliminary-approval', 'awaiting-receipt');

    const calls: string[] = [];
    let holding = true;
    watch.before = async (name) => {
      calls.push(name);
      // While its first call is under way the workflow task is, and both come with the next one.
      if (name === 'recordIgnoredSignal' && holding) {
        holding = false;
        const passedMs = (await clock.refresh()) + deadlineMs;
        await eventually('the deadline is past', async () => (await clock.refresh()) > passedMs || undefined);
        story.provider({});
        await story.stage('final-decision');
      }
      if (name === slower) await new Promise((resolve) => setTimeout(resolve, 150));
    };
    await story.handle.signal('receipt', 7);
    await story.stands('final-decision', 'delivered');
    expect(calls).toEqual(expect.arrayContaining(['takeReport', 'declareSilence']));
    await Worker.runReplayHistory(
      {
        workflowBundle: { codePath: workflowBundle() },
        dataConverter: workerDataConverterOf(plainCodec),
        replayName: 'in-turn',
      },
      await story.history(),
    );
    await story.leave();
  },
);
