/**
 * The way to the stories, opened with the first of them that is asked or told: most calls need the ledger alone, and
 * loading Temporal's client takes longer than such a call.
 */
import type { WorkflowService } from '@temporalio/client';
import type { Incidents } from '../../client/incident/incidents.js';
import type { Stories } from '../../client/story/stories.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { StoryLimits } from '../../workflows/loan-application/messages.js';
import type { StackFile } from '../stack/stack-file.js';
import type { OpenedStories } from './temporal-stories.js';

export interface StoriesWhenTold {
  readonly stories: Stories;
  readonly incidents: Incidents;
  /** Temporal as it is, without the codec. */
  readonly service: () => Promise<WorkflowService>;
  readonly close: () => Promise<void>;
}

/** `limitsNow` are those a story that begins now is given. */
export function openedWhenTold(
  stack: StackFile,
  limitsNow: () => StoryLimits,
  logger: Pick<Logger, 'warn'>,
): StoriesWhenTold {
  let opening: Promise<OpenedStories> | undefined;
  const open = (): Promise<OpenedStories> =>
    (opening ??= import('./temporal-stories.js').then(({ openStories }) =>
      openStories(stack, limitsNow, logger),
    ));
  const underWay = new Set<Promise<unknown>>();
  const opened = async <Answer>(ask: (stories: OpenedStories) => Promise<Answer>): Promise<Answer> => {
    const asked = open().then(ask);
    underWay.add(asked);
    try {
      return await asked;
    } finally {
      underWay.delete(asked);
    }
  };
  const through = <Answer>(ask: (stories: Stories) => Promise<Answer>): Promise<Answer> =>
    opened(({ stories }) => ask(stories));
  return {
    incidents: { tell: (incidentId) => opened(({ incidents }) => incidents.tell(incidentId)) },
    stories: {
      tell: (...given) => through((stories) => stories.tell(...given)),
      beginAgain: (...given) => through((stories) => stories.beginAgain(...given)),
      completeTask: (...given) => through((stories) => stories.completeTask(...given)),
      signalCompleted: (...given) => through((stories) => stories.signalCompleted(...given)),
      isRunning: (...given) => through((stories) => stories.isRunning(...given)),
      workers: () => through((stories) => stories.workers()),
      progress: (...given) => through((stories) => stories.progress(...given)),
    },
    service: async () => (await open()).service,
    close: async () => {
      const temporal = await opening;
      if (temporal === undefined) return;
      if (underWay.size === 0) return temporal.close();
      // Nobody waits for these any more, but a channel closed under a call that is tried again throws where nobody
      // catches it.
      void Promise.allSettled([...underWay]).then(() => temporal.close());
    },
  };
}
