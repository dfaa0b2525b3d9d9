/**
 * The way to the stories, opened with the first of them that is asked or told: most calls need the ledger alone, and
 * loading Temporal's client takes longer than such a call.
 */
import type { WorkflowService } from '@temporalio/client';
import type { Stories } from '../../client/story/stories.js';
import type { StoryLimits } from '../../workflows/loan-application/messages.js';
import type { StackFile } from '../stack/stack-file.js';
import type { OpenedStories } from './temporal-stories.js';

export interface StoriesWhenTold {
  readonly stories: Stories;
  /** Temporal as it is, without the codec. */
  readonly service: () => Promise<WorkflowService>;
  readonly close: () => Promise<void>;
}

/** `limitsNow` are those a story that begins now is given. */
export function openedWhenTold(stack: StackFile, limitsNow: () => StoryLimits): StoriesWhenTold {
  let opening: Promise<OpenedStories> | undefined;
  const open = (): Promise<OpenedStories> =>
    (opening ??= import('./temporal-stories.js').then(({ openStories }) => openStories(stack, limitsNow)));
  const opened = async (): Promise<Stories> => (await open()).stories;
  return {
    stories: {
      tell: async (...given) => (await opened()).tell(...given),
      beginAgain: async (...given) => (await opened()).beginAgain(...given),
      completeTask: async (...given) => (await opened()).completeTask(...given),
      signalCompleted: async (...given) => (await opened()).signalCompleted(...given),
      isRunning: async (...given) => (await opened()).isRunning(...given),
      progress: async (...given) => (await opened()).progress(...given),
    },
    service: async () => (await open()).service,
    close: async () => (await opening)?.close(),
  };
}
