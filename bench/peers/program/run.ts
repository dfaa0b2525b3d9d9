/** A peer's program as a part of the stack: says that it is ready, and ends when it is told to. */

/** What the stack tells a part through its environment. */
export interface ProgramEnvironment {
  readonly databaseUrl: string;
  readonly configurationFile: string;
  /** Of the door. */
  readonly port: number;
}

/** Starts a program; what it answers closes it. A start that fails ends the process with it. */
export function runProgram(start: (environment: ProgramEnvironment) => Promise<() => Promise<void>>): void {
  const { DATABASE_URL, BIDA_CONFIGURATION, BIDA_API_PORT } = process.env;
  const fail = (failure: unknown): void => {
    process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : 'failed'}\n`);
    process.exit(1);
  };
  start({
    databaseUrl: DATABASE_URL ?? '',
    configurationFile: BIDA_CONFIGURATION ?? '',
    port: Number(BIDA_API_PORT),
  }).then((close) => {
    let closing = false;
    const stop = (): void => {
      if (closing) return;
      closing = true;
      close().then(() => process.exit(0), fail);
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
    process.send?.({ kind: 'ready' });
  }, fail);
}
