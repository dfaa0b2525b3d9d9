/** Brings Temporal after a changed configuration, and tries again where it is away. */
import type { Logger } from '../runtime/logging/logger.js';

const againMs = 1_000;

/** `begin` has the work done (again) from the start; it is done once for all that was begun while it was under way. */
export function keepTrying(
  work: () => Promise<void>,
  logger: Logger,
): { begin(): void; stop(): Promise<void> } {
  let wanted = 0;
  let done = 0;
  let stopped = false;
  let running: Promise<void> | undefined;
  let wake: () => void = () => undefined;
  const run = async (): Promise<void> => {
    while (done < wanted && !stopped) {
      const doing = wanted;
      try {
        await work();
        done = doing;
      } catch (failure) {
        logger.warn(
          { err: failure },
          'queues and schedules are behind the configuration, and are tried again',
        );
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, againMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
    running = undefined;
  };
  return {
    begin: () => {
      wanted += 1;
      running ??= run();
    },
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
