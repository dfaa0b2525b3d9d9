/** The embedded identity provider as a part of the stack. */
import { join } from 'node:path';
import type { PartSpec } from '../part.js';
import type { Ports } from '../ports.js';
import { builtRooms, logFile } from '../room-parts.js';
import type { Server } from '../server.js';
import { identityFacts } from './facts.js';
import type { IdentityFacts } from './facts.js';
import { notInProduction } from './not-in-production.js';

/** Refuses at once where it must not run. */
export function identityServer(stateDir: string, ports: Ports, apiUrl: string): Server<IdentityFacts> {
  const fault = notInProduction(process.env);
  if (fault !== undefined) throw new Error(fault);
  const facts = identityFacts(stateDir, ports.identity, apiUrl);
  return { facts, spec: identityPart(stateDir, ports.identity, facts), complete: () => Promise.resolve() };
}

const identityPart = (stateDir: string, port: number, { redirectBase }: IdentityFacts): PartSpec => ({
  name: 'identity',
  logFile: logFile(stateDir, 'identity'),
  command: () => ({
    program: process.execPath,
    args: ['--enable-source-maps', join(builtRooms, 'cli', 'stack', 'identity', 'main.js')],
    environment: {
      ...process.env,
      BIDA_IDENTITY_PORT: String(port),
      BIDA_IDENTITY_STATE_DIR: stateDir,
      BIDA_IDENTITY_REDIRECT_BASE: redirectBase,
    },
  }),
  ready: { kind: 'ipc' },
  readyWithinMs: 60_000,
  signal: 'SIGTERM',
  graceMs: 3_000,
});
