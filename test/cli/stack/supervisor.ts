// Runs a stack as `npm start` does, for tests that end it in every way. Argument: a JSON of
// SupervisorOrder. Prints its progress, then `up {stack file}`, then `down {reason}`.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStack } from '../../../cli/stack/run.js';
import type { Restarts } from '../../../cli/stack/death-count.js';
import type { PartName } from '../../../cli/stack/options.js';
import type { PartOverride } from '../../../cli/stack/room-parts.js';

/** What the supervisor of a test is to do. */
export interface SupervisorOrder {
  readonly stateDir: string;
  readonly parts: Partial<Record<Exclude<PartName, 'identity'>, PartOverride>>;
  readonly restarts?: Restarts;
}

const order = JSON.parse(process.argv[2] ?? '{}') as SupervisorOrder;
const say = (line: string) => process.stdout.write(`${line}\n`);
runStack(
  {
    ...order,
    calendar: 'open',
    progress: say,
    simulator: { seed: 1, words: { signName: '必达', templates: ['T1'], announcements: ['A1'] } },
    migrate: (url) => {
      appendFileSync(join(order.stateDir, 'migrated'), `${url}\n`);
      return Promise.resolve();
    },
  },
  (stack) => {
    const names: PartName[] = ['postgres', 'temporal', 'simulator', 'api', 'worker'];
    const pids = Object.fromEntries(names.map((name) => [name, stack.pidOf(name)]));
    say(`up ${JSON.stringify({ file: stack.file, pids })}`);
    return Promise.resolve('stay');
  },
).then(
  (reason) => say(`down ${JSON.stringify(reason)}`),
  (error: unknown) => {
    say(`failed ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
