/** The embedded identity provider as the stack runs it, in a process of its own. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { identityFacts } from '../../../cli/stack/identity/facts.js';
import type { IdentityFacts } from '../../../cli/stack/identity/facts.js';
import { freePort } from '../../../cli/stack/free-port.js';
import { temporaryFolder } from '../../runtime/temporary-folder.js';

const program = join(__dirname, '../../../dist/cli/stack/identity/main.js');

export interface EmbeddedProvider {
  readonly stateDir: string;
  readonly facts: IdentityFacts;
  stop(): Promise<void>;
}

/** A process of it; `environment` is added to its own. */
export function forkProvider(environment: NodeJS.ProcessEnv): ChildProcess {
  return fork(program, [], { env: { ...process.env, ...environment }, silent: true });
}

/** Starts one that sends people back to that origin; resolves once it answers. */
export async function startProvider(redirectBase: string): Promise<EmbeddedProvider> {
  const stateDir = temporaryFolder();
  const port = await freePort();
  const child = forkProvider({
    BIDA_IDENTITY_PORT: String(port),
    BIDA_IDENTITY_STATE_DIR: stateDir,
    BIDA_IDENTITY_REDIRECT_BASE: redirectBase,
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([
    new Promise((resolve) => child.once('message', resolve)),
    exited.then(() => Promise.reject(new Error(`it did not start: ${said}`))),
  ]);
  return {
    stateDir,
    facts: identityFacts(stateDir, port, redirectBase),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
