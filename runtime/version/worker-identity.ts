/** By which a worker's process is known in Temporal: its version stands in every history it works on. */
import { hostname } from 'node:os';
import { programVersion } from './version.js';

/** What a worker says of itself. */
export interface WorkerVersion {
  readonly program: string;
  /** As `process.version` has it. */
  readonly node: string;
}

/** `bida/0.1.0 node/v20.19.0 4711@host` */
export const workerIdentity = (): string =>
  `bida/${programVersion} node/${process.version} ${String(process.pid)}@${hostname()}`;

/** What an identity tells; undefined of one that is not a worker's of ours. */
export function workerVersionOf(identity: string): WorkerVersion | undefined {
  const [, program, node] = /^bida\/(\S+) node\/(v\S+) \d+@/.exec(identity) ?? [];
  return program === undefined || node === undefined ? undefined : { program, node };
}
