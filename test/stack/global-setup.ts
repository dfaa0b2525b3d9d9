// jest loads this file without its module mapping: the hook lets it read its TypeScript neighbours.
import './typescript.cjs';

/** Starts the one PostgreSQL that all test files of this run share. */
export default async function globalSetup(): Promise<void> {
  const { hostServer, sharedServerVariable } = await import('./postgres-facts.js');
  const server = await hostServer();
  process.env[sharedServerVariable] = JSON.stringify(server.facts);
  Object.assign(globalThis, { stopBidaTestPostgres: server.stop });
}
