/** Moments around activities at which a test lets something else happen. */
import { eventually } from './eventually.js';
import type { Story } from './story.js';

/** Does something once, the first time an activity of that name comes by. */
export const once = (name: string, act: () => Promise<void> | void) => {
  let done = false;
  return async (called: string): Promise<void> => {
    if (done || called !== name) return;
    done = true;
    await act();
  };
};

/** Waits until the story has taken up the signal told last: its workflow task is completed. */
export async function signalTakenUp(story: Story, signals: number): Promise<void> {
  await eventually('the signal was taken up', async () => {
    const { events, of } = await story.history();
    const told = of('EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED');
    const last = told.at(-1);
    if (told.length < signals || last === undefined) return undefined;
    const after = events.slice(events.indexOf(last));
    return after.some((event) => event.workflowTaskCompletedEventAttributes) ? true : undefined;
  });
}
