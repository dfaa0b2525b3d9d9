import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createTimeSkippingEnvironment as create } from '../../cli/stack/time-skipping/environment.js';

/**
 * A fresh Temporal server that skips time, for one test file; call `teardown()` in `afterAll`.
 * The first use on a machine fetches the server; several jest workers may ask at once.
 */
export function createTimeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  return create((line) => process.stderr.write(`${line}\n`));
}
