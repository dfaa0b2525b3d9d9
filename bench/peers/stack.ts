/** The stack of one contender: the same PostgreSQL, simulator and disk, with the peer's programs in place of ours. */
import { execPath } from 'node:process';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../cli/stack/free-port.js';
import type { StackOptions } from '../../cli/stack/options.js';
import type { PartOverride } from '../../cli/stack/room-parts.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { noCommits } from '../ladder/bare/shapes.js';
import { typescript } from '../ladder/feeder.js';
import { stackOf } from '../ladder/stack.js';
import { isPeer } from './peer.js';
import type { Contender } from './peer.js';
import { peerLedger } from './program/ledger.js';
import { restateVariable } from './restate-server/reach.js';
import type { RestateReach } from './restate-server/reach.js';

/** A receipt that nobody took, since whoever takes them was killed, comes again after a second, not after a minute. */
const retryScale = 1 / 60;

interface ContenderStack {
  readonly options: Omit<StackOptions, 'stateDir'>;
  /** Where the loan system reports, where that is not the door. */
  readonly reportsTo?: string;
}

export async function contenderStack(
  contender: Contender,
  seed: number,
  directory: string,
): Promise<ContenderStack> {
  const simulator = { seed, words: embeddedWords, retryScale };
  if (!isPeer(contender))
    return {
      options: {
        ...stackOf({ rung: contender, seed, commits: noCommits, toldPort: 0, temporal: undefined }),
        simulator,
      },
    };
  const common = {
    calendar: 'open',
    routes: ['sms/aliyun'],
    progress: () => undefined,
    migrate: preparePeerLedger,
    simulator,
  } as const;
  const idle = script('../ladder/bare/idle.ts');
  if (contender === 'DBOS')
    return { options: { ...common, parts: { temporal: idle, api: idle, worker: script('dbos/main.ts') } } };
  const reach: RestateReach = {
    directory,
    ingress: await freePort(),
    admin: await freePort(),
    node: await freePort(),
    handlers: await freePort(),
  };
  const environment = { [restateVariable]: JSON.stringify(reach) };
  return {
    reportsTo: `http://127.0.0.1:${reach.ingress}`,
    options: {
      ...common,
      parts: {
        temporal: script('restate-server/main.ts', environment),
        api: idle,
        worker: script('restate/main.ts', environment),
      },
    },
  };
}

const script = (file: string, environment: NodeJS.ProcessEnv = {}): PartOverride => ({
  program: execPath,
  args: ['--require', typescript, join(__dirname, file)],
  environment,
});

/** The ledger, and leave for a program to make a schema of its own beside it, as DBOS does at its start. */
async function preparePeerLedger(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(peerLedger);
  await client.query(
    `DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO PUBLIC', current_database()); END $$`,
  );
  await client.end();
}
