/** An activity whose workflow asks for it says that its process is alive. */
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/**
 * Heartbeats while an activity with a heartbeat time-out runs, four to one such time. Where the process dies Temporal
 * hears nothing more and has it done again, instead of waiting for the whole of its time.
 */
export const stillAlive: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    execute: async (input, next) => {
      const { heartbeatTimeoutMs = 0 } = context.info;
      if (heartbeatTimeoutMs === 0) return next(input);
      const beating = setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 4);
      try {
        return await next(input);
      } finally {
        clearInterval(beating);
      }
    },
  },
});
