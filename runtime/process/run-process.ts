import { ConfigurationFault } from '../configuration/configuration-fault.js';
import { createLogger } from '../logging/logger.js';
import type { Logger } from '../logging/logger.js';

/** A part that runs until it is stopped. */
export interface RunningPart {
  /** What whoever started the process wants to know, such as `{port}`; sent with `ready`. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Finishes what is under way and lets go of everything. */
  stop(): Promise<void>;
  /** Resolves when the part's work is done (the process stops, status 0), rejects when it cannot go on (status 1). */
  readonly done?: Promise<void>;
}

export interface ProcessOptions {
  /** Stands in every log line. */
  readonly name: string;
  /** Builds the part; the logger's level may be set from the environment it reads. */
  readonly start: (logger: Logger) => Promise<RunningPart>;
  /** How long `stop` may take before the process goes anyway. */
  readonly stopTimeoutMs?: number;
}

/**
 * The life of one process of ours: starts the part, tells its parent `{kind:'ready', …facts}`, and
 * on SIGTERM, SIGINT or the loss of its parent (IPC `disconnect`) stops it and exits 0. Exit status
 * 1 means a failed start, a failed part, an unhandled error, or a stop that took too long; why is
 * in a masked log line.
 */
export function runProcess({ name, start, stopTimeoutMs = 10_000 }: ProcessOptions): void {
  const logger = createLogger({ name, level: 'info' });
  const started = Promise.resolve().then(() => start(logger));
  let ending = false;

  const end = (status: number): never => {
    process.exit(status);
  };

  const fail = (message: string, error: unknown) => {
    if (error instanceof ConfigurationFault) for (const line of error.lines) logger.fatal(line);
    else logger.fatal({ err: error }, message);
    end(1);
  };

  const stop = async (why: string) => {
    // A terminal sends its signal to the whole group, and the parent another: the second says nothing new.
    if (ending) return;
    ending = true;
    logger.info(`stopping: ${why}`);
    setTimeout(() => {
      logger.fatal(`did not stop within ${stopTimeoutMs} ms`);
      end(1);
    }, stopTimeoutMs);
    const part = await started;
    await part.stop();
    logger.info('stopped');
    end(0);
  };

  const stopFor = (why: string) => () => {
    stop(why).catch((error: unknown) => fail('could not stop cleanly', error));
  };

  process.on('SIGTERM', stopFor('SIGTERM'));
  process.on('SIGINT', stopFor('SIGINT'));
  if (process.connected) process.on('disconnect', stopFor('the parent is gone'));
  process.on('uncaughtException', (error) => fail('an error nobody handled', error));
  process.on('unhandledRejection', (error) => fail('a rejection nobody handled', error));

  started
    .then(async (part) => {
      if (ending) return;
      // A parent that has just gone ends us by `disconnect`, not by a failed message.
      if (process.connected) process.send?.({ kind: 'ready', ...part.facts }, () => undefined);
      logger.info('ready');
      if (part.done === undefined) return;
      await part.done;
      stopFor('its work is done')();
    })
    .catch((error: unknown) => {
      // While stopping, the part's own end is no failure.
      if (!ending) fail('could not go on', error);
    });
}
