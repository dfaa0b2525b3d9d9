/** Where a Restate server and the program beside it find each other. */

/** {@link RestateReach} as JSON, for both. */
export const restateVariable = 'BENCH_RESTATE';

/** Ports of 127.0.0.1, and the folder of the server's data. */
export interface RestateReach {
  readonly directory: string;
  readonly ingress: number;
  readonly admin: number;
  readonly node: number;
  /** Where the program serves its handlers. */
  readonly handlers: number;
}

export const readReach = (): RestateReach => JSON.parse(process.env[restateVariable] ?? '{}') as RestateReach;
