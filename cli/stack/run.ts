import type { StackOptions } from './options.js';
import { startStack } from './start.js';
import type { RunningStack, StopReason } from './start.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a stack until it is asked to stop: the first Ctrl-C, SIGTERM or SIGHUP (also during the start)
 * ends it in order, a second one at once.
 *
 * @param whenUp called once everything is ready; the stack stops when it rejects or, if it answers
 *   `'stop'`, when it is done
 * @returns why it is down
 */
export async function runStack(
  options: StackOptions,
  whenUp: (stack: RunningStack) => Promise<'stop' | 'stay'>,
): Promise<StopReason> {
  const asked = new AbortController();
  let stack: RunningStack | undefined;
  let times = 0;
  const onSignal = () => {
    times += 1;
    options.progress(times === 1 ? 'stopping …' : 'stopping at once');
    asked.abort();
    void stack?.stop(times > 1);
    // Still starting, and no time to tidy up: the guardian ends what had begun.
    if (stack === undefined && times > 1) process.exit(130);
  };
  const { abort } = options;
  const passOn = () => asked.abort();
  abort?.addEventListener('abort', passOn, { once: true });
  for (const signal of signals) process.on(signal, onSignal);
  try {
    stack = await startStack({ ...options, abort: asked.signal });
    if (isAborted(asked.signal)) await stack.stop();
    const running = stack;
    const work = whenUp(running).then(
      (then) => (then === 'stop' ? running.stop() : undefined),
      async (error: unknown) => {
        await running.stop();
        throw error;
      },
    );
    const [reason] = await Promise.all([running.stopped, work]);
    return reason;
  } catch (error) {
    if (stack === undefined && isAborted(asked.signal)) return { kind: 'asked' };
    throw error;
  } finally {
    abort?.removeEventListener('abort', passOn);
    for (const signal of signals) process.removeListener(signal, onSignal);
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
