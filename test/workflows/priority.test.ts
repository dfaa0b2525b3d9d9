/** Who goes first where many wait for one route. */
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { begin } = stories();

/** The priority each activity of the story was scheduled with, by its type. */
async function prioritiesOf(story: Story, activity: string): Promise<(number | undefined)[]> {
  const { events } = await story.history();
  return events.flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
    scheduled?.activityType?.name === activity ? [scheduled.priority?.priorityKey || undefined] : [],
  );
}

test.each([
  ['a final decision goes before', 'final-decision', {}, 2],
  ['a stage that only leads to one, which has the usual priority', 'preliminary-approval', {}, undefined],
  [
    'an urgent stage, whichever it is, goes before both',
    'preliminary-approval',
    { urgent: { reason: '放款前确认' } },
    1,
  ],
] as const)(
  '%s: the send carries its priority to the route’s queue',
  async (_what, stage, more, priority) => {
    const story = await begin('Tue 10:00');
    await story.stage(stage, more);
    await story.stands(stage, 'delivered');
    expect(await prioritiesOf(story, 'send')).toEqual([priority]);
  },
);
