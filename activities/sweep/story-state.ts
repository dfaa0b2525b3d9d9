import type { WorkflowClient, WorkflowExecutionDescription } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { applicationIdOf, workflowIdOf } from '../../domain/ids/ids.js';

/** A workflow task tried this often is failing, not merely slow. */
const stuckAfterTries = 3;

/** `gone`: closed, or unknown to Temporal; `stuck`: its tasks fail again and again. */
export type StoryState = 'running' | 'stuck' | 'gone';

/** How the story of an application stands in Temporal now. */
export async function storyState(client: WorkflowClient, applicationId: string): Promise<StoryState> {
  let story: WorkflowExecutionDescription;
  try {
    story = await client.getHandle(workflowIdOf(applicationIdOf(applicationId))).describe();
  } catch (failure) {
    if (failure instanceof WorkflowNotFoundError) return 'gone';
    throw failure;
  }
  if (story.status.name !== 'RUNNING') return 'gone';
  const tries = story.raw.pendingWorkflowTask?.attempt ?? 0;
  return tries >= stuckAfterTries ? 'stuck' : 'running';
}
