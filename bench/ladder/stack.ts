/** The stack of one block: the very same servers, flags and disk on every rung, new each time. */
import { execPath } from 'node:process';
import { join } from 'node:path';
import { Client } from 'pg';
import { setRules } from '../../cli/demo/witnesses.js';
import { prepareLedger } from '../../cli/words/prepare-ledger.js';
import type { PartOverride } from '../../cli/stack/room-parts.js';
import type { StackOptions } from '../../cli/stack/options.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { bareLedger, commitsVariable, toldPortVariable } from './bare/shapes.js';
import type { Commits } from './bare/shapes.js';
import { typescript } from './feeder.js';
import { isOurs } from './rung.js';
import type { Rung } from './rung.js';

/** How long the provider takes to answer, and how long its receipt takes; half are quicker than the median. */
export const providerLatency = {
  answer: { medianMs: 30, p99Ms: 120 },
  receipt: { medianMs: 150, p99Ms: 600 },
} as const;

/** From now on the provider takes that long. */
export const setProviderLatency = (simulatorUrl: string): Promise<void> =>
  setRules(simulatorUrl, [
    {
      match: {},
      action: { slowMs: providerLatency.answer, receipt: { delayMs: providerLatency.receipt } },
    },
  ]);

const script = (file: string, environment: NodeJS.ProcessEnv = {}): PartOverride => ({
  program: execPath,
  args: ['--require', typescript, join(__dirname, 'bare', file)],
  environment,
});

interface BlockStack {
  readonly rung: Rung;
  readonly seed: number;
  readonly commits: Commits;
  readonly toldPort: number;
  /** The embedded one when not given. */
  readonly temporal: StackOptions['temporal'];
}

export function stackOf({
  rung,
  seed,
  commits,
  toldPort,
  temporal,
}: BlockStack): Omit<StackOptions, 'stateDir'> {
  const idle = script('idle.ts');
  const bareWorker = script('worker.ts', {
    [toldPortVariable]: String(toldPort),
    [commitsVariable]: JSON.stringify(commits),
  });
  const parts = {
    S0: { worker: bareWorker, api: idle, simulator: idle },
    F0: { worker: bareWorker, api: idle, simulator: idle },
    F1: { worker: bareWorker, api: idle, simulator: idle },
    O1: { api: idle },
    O2: {},
  }[rung];
  return {
    calendar: 'open',
    routes: ['sms/aliyun'],
    progress: () => undefined,
    migrate: isOurs(rung) ? prepareLedger : prepareBareLedger,
    simulator: { seed, words: embeddedWords },
    parts,
    ...(temporal === undefined ? {} : { temporal }),
    // Whoever reports by HTTP has a token.
    ...(rung === 'O2' ? { identity: true } : {}),
  };
}

async function prepareBareLedger(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(bareLedger);
  await client.query('GRANT INSERT ON bare_commit TO PUBLIC');
  await client.end();
}
