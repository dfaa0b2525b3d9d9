// jest loads this file without its module mapping: the hook lets it read its TypeScript neighbours.
import './typescript.cjs';
import { execFileSync } from 'node:child_process';

/** Builds what the stack's processes run, and starts the one PostgreSQL that all test files of this run share. */
export default async function globalSetup(): Promise<void> {
  execFileSync(process.execPath, ['build.mjs', '--quiet'], { stdio: 'inherit' });
  // Made once on a machine that has none, which takes minutes: no test's time-out should pay for it.
  const { resolveTemporal } = await import('../../cli/stack/temporal/resolve.js');
  await resolveTemporal({ progress: (line) => process.stderr.write(`${line}\n`) });
  const { hostServer, sharedServerVariable } = await import('./postgres-facts.js');
  const server = await hostServer();
  process.env[sharedServerVariable] = JSON.stringify(server.facts);
  Object.assign(globalThis, { stopBidaTestPostgres: server.stop });
}
