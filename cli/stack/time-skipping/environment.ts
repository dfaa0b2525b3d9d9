import { TestWorkflowEnvironment } from '@temporalio/testing';
import { cacheDirectory } from '../cache.js';
import type { Progress } from '../progress.js';
import { fetchServerByMaven } from './maven.js';
import { timeSkippingExecutable } from './server.js';

/**
 * Starts Temporal's time-skipping test server and connects to it; end it with `teardown()`.
 *
 * @throws Error in words for a person when the server can be had in no way
 */
export async function createTimeSkippingEnvironment(
  progress: Progress = () => undefined,
): Promise<TestWorkflowEnvironment> {
  const executable = await timeSkippingExecutable(progress);
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  } catch (error) {
    if (executable.type !== 'cached-download') throw error;
    // The site answered but the download did not come: Maven is the other way.
    const path = await fetchServerByMaven(cacheDirectory(), progress);
    return TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
  }
}
