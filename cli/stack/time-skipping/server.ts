import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TimeSkippingServerConfig } from '@temporalio/testing';
import { cacheDirectory } from '../cache.js';
import { isProgram } from '../program.js';
import type { Progress } from '../progress.js';
import { answersWithin } from '../reachable.js';
import { fetchServerByMaven, mavenServerPath } from './maven.js';

/** What `TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })` takes. */
export type TimeSkippingExecutable = NonNullable<TimeSkippingServerConfig['executable']>;

/**
 * Finds Temporal's time-skipping test server: what Maven fetched before, else the SDK's own
 * download where its site answers, else Maven. All three are version 1.38.0.
 *
 * @throws Error in words for a person, saying what to install
 */
export async function timeSkippingExecutable(progress: Progress): Promise<TimeSkippingExecutable> {
  const cacheDir = cacheDirectory();
  const fetched = mavenServerPath(cacheDir);
  if (isProgram(fetched)) return { type: 'existing-path', path: fetched };
  if (await answersWithin('https://temporal.download/', 3_000)) {
    const downloadDir = join(cacheDir, 'temporal-test-server-sdk');
    mkdirSync(downloadDir, { recursive: true });
    return { type: 'cached-download', version: 'v1.38.0', downloadDir };
  }
  return { type: 'existing-path', path: await fetchServerByMaven(cacheDir, progress) };
}
