import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeJson } from './atomic-file.js';
import type { StackTokens } from './identity/tokens.js';
import { isRunning } from './process/identity.js';

/** How to reach a running stack: `<state>/stack.json`, mode 0600 (it holds the database’s password, and tokens). */
export interface StackFile {
  readonly apiUrl: string;
  /** Where Prometheus reads, from this machine alone. */
  readonly metricsUrls: { readonly api: string; readonly worker: string };
  /** The staff's pages; missing in a stack without an identity provider, where nobody could sign in. */
  readonly consoleUrl?: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  /** Missing when Temporal is not of this stack’s making. */
  readonly temporalUiUrl?: string;
  /** As the API’s role, which is the command line’s too; the worker has another. */
  readonly databaseUrl: string;
  readonly simulatorUrl: string;
  /** Where the simulator takes e-mail: `smtp://127.0.0.1:PORT`. */
  readonly smtpUrl: string;
  /** Where people sign in, for development; missing in a stack without an identity provider. */
  readonly identityUrl?: string;
  /** An access token of each role for the API, good for 12 hours; missing likewise. */
  readonly tokens?: StackTokens;
  readonly stateDir: string;
  readonly configurationFile: string;
  /** Paths of the key files. */
  readonly keys: { readonly master: string; readonly codec: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly pid: number;
  /** Tells this process from a later one with its pid. */
  readonly processStartTime: string;
}

/** Another stack runs on the same state folder. */
export class StackRunsAlready extends Error {
  constructor(stateDir: string, pid: number) {
    super(`a stack runs on ${stateDir} already: process ${pid}; stop it first, or use another state folder`);
    this.name = 'StackRunsAlready';
  }
}

/** No stack runs on that state folder; the message says so to a person. */
export class NoStackRuns extends Error {
  constructor(stateDir: string, why: string) {
    super(`no stack runs in ${stateDir} (${why}); start one with \`npm start\``);
    this.name = 'NoStackRuns';
  }
}

/**
 * Reads how to reach the stack that runs on a state folder.
 *
 * @throws NoStackRuns when there is no file, or its process is gone
 */
export function readStackFile(stateDir: string): StackFile {
  const path = stackFilePath(stateDir);
  if (!existsSync(path)) throw new NoStackRuns(stateDir, 'there is no stack.json');
  let file: StackFile;
  try {
    file = JSON.parse(readFileSync(path, 'utf8')) as StackFile;
  } catch {
    throw new NoStackRuns(stateDir, 'stack.json cannot be read');
  }
  if (!isRunning({ pid: file.pid, startTime: file.processStartTime }))
    throw new NoStackRuns(stateDir, `process ${file.pid} of stack.json is gone`);
  return file;
}

/** Makes a running stack known; answers what was written. */
export function writeStackFile(file: StackFile): StackFile {
  writeJson(stackFilePath(file.stateDir), file);
  return file;
}

/** Takes it back when the stack stops. */
export function removeStackFile(stateDir: string): void {
  rmSync(stackFilePath(stateDir), { force: true });
}

function stackFilePath(stateDir: string): string {
  return join(stateDir, 'stack.json');
}
