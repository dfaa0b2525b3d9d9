import type { StoryLimits } from '../../../workflows/loan-application/messages.js';
import type { WeekTime } from './server-clock.js';
import { Story } from './story.js';
import { openStoryWorld } from './world.js';
import type { StoryWorld } from './world.js';

/**
 * One world for a test file, opened before its tests and closed after them; each test begins at a
 * time of the week it names, and leaves no story running behind it.
 */
export function stories() {
  let opened: StoryWorld | undefined;
  let told: Story[] = [];
  let number = 0;
  const world = (): StoryWorld => {
    if (opened === undefined) throw new Error('the world is open during tests only');
    return opened;
  };
  beforeAll(async () => {
    opened = await openStoryWorld();
  });
  afterEach(async () => {
    for (const story of told) await story.leave();
    told = [];
    opened?.reset();
  });
  afterAll(() => opened?.close());
  return {
    world,
    /** A reported application, at the next such time. */
    begin: async (
      when: WeekTime,
      more: { limits?: StoryLimits; contacts?: (story: Story) => object; application?: object } = {},
    ): Promise<Story> => {
      await world().clock.refresh();
      await world().clock.passTo(world().clock.next(when));
      number += 1;
      const story = new Story(world(), `loan-${number}`, more.limits);
      await story.apply(more.contacts?.(story), more.application);
      told.push(story);
      return story;
    },
  };
}
