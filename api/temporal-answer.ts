import type { Scope } from './world.js';
import { TemporalAway } from './problem/failure-code.js';

/** How long a person waits for an answer of a story before they are told to come again. */
export const answerWithinMs = 5_000;

type InTime = <Answer>(asked: Promise<Answer>, withinMs: number) => Promise<Answer>;

/**
 * Waits for an answer, or throws {@link TemporalAway} once that is late: whoever waits is told, whatever the client
 * still tries. What is still tried then ends before the server is closed, and the way to Temporal with it.
 */
export function answersInTime(scope: Scope): InTime {
  const late = new Set<Promise<unknown>>();
  scope.addHook('onClose', async () => {
    await Promise.allSettled(late);
  });
  return async (asked, withinMs) => {
    late.add(asked);
    void asked.catch(() => undefined).finally(() => late.delete(asked));
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new TemporalAway('no answer in time')), withinMs);
    });
    try {
      return await Promise.race([asked, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  };
}
