import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PartSpec } from '../part.js';
import { namespaceAnswers } from './namespace.js';

/** A Temporal server of ours, its database on disk. */
export interface TemporalServer {
  readonly program: string;
  readonly stateDir: string;
  readonly port: number;
  readonly uiPort: number;
  /** Where the UI has payloads decoded. */
  readonly codecEndpoint: string;
}

/** The development server’s own namespace. */
export const ownNamespace = 'default';

/** What the server is told while it runs, whatever it keeps its histories in. */
export const dynamicConfiguration = {
  // Task priorities count only with the new matcher.
  'matching.useNewMatcher': 'true',
  // An attribute registered at start is good for the first search.
  'system.forceSearchAttributesCacheRefreshOnRead': 'true',
};

/** How to run it: a committed write is on disk before it is acknowledged. */
export function temporalPart({ program, stateDir, port, uiPort, codecEndpoint }: TemporalServer): PartSpec {
  const folder = join(stateDir, 'temporal');
  return {
    name: 'temporal',
    logFile: join(stateDir, 'logs', 'temporal.log'),
    command: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return {
        program,
        args: [
          'server',
          'start-dev',
          ...['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
          ...['--db-filename', join(folder, 'temporal.db')],
          ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=full'],
          ...Object.entries(dynamicConfiguration).flatMap(([key, value]) => [
            '--dynamic-config-value',
            `${key}=${value}`,
          ]),
          ...['--ui-codec-endpoint', codecEndpoint, '--log-level', 'warn'],
        ],
        environment: withoutTemporalSettings(),
        directory: folder,
      };
    },
    ready: { kind: 'probe', answers: () => namespaceAnswers(`127.0.0.1:${port}`, ownNamespace) },
    readyWithinMs: 60_000,
    signal: 'SIGTERM',
    graceMs: 10_000,
  };
}

/** The person’s own settings for the `temporal` command would steer our server otherwise. */
export function withoutTemporalSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
