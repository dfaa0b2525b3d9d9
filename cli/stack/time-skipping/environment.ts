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
  if (executable.type !== 'cached-download') return start(executable.path);
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  } catch {
    // The site answered but the download did not come: Maven is the other way.
    return start(await fetchServerByMaven(cacheDirectory(), progress));
  }
}

/** The SDK gives the server five seconds to be up, which a Java program on a busy machine may miss. */
async function start(path: string, tries = 3): Promise<TestWorkflowEnvironment> {
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
  } catch (error) {
    if (tries === 1 || !String(error).includes('did not start within')) throw error;
    return start(path, tries - 1);
  }
}
