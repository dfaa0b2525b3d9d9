import { NoStackRuns, readStackFile } from '../stack/stack-file.js';
import { UsageFault } from '../terminal.js';

/** What begins with an empty folder must not take a running stack's from under it. */
export function refuseRunning(stateDir: string): void {
  try {
    const { pid } = readStackFile(stateDir);
    throw new UsageFault(`a stack runs in ${stateDir} (process ${pid}); stop it first, or give --state`);
  } catch (failure) {
    if (!(failure instanceof NoStackRuns)) throw failure;
  }
}
