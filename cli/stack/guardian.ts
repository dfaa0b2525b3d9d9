// A tiny process of its own session that outlives the supervisor by a moment: when the pipe from it
// closes, however it ended, every process still on the list is ended.
import { createInterface } from 'node:readline';
import { endProcess } from './process/ending.js';
import type { Ending } from './process/ending.js';

/** One line of JSON on the guardian's standard input. */
export type GuardianOrder =
  { readonly kind: 'watch'; readonly ending: Ending } | { readonly kind: 'forget'; readonly pid: number };

const longestGraceMs = 5_000;
const watched = new Map<number, Ending>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const order = JSON.parse(line) as GuardianOrder;
  if (order.kind === 'watch') watched.set(order.ending.pid, order.ending);
  else watched.delete(order.pid);
});
lines.once('close', () => {
  const endings = [...watched.values()];
  const endAll = endings.map((ending) =>
    endProcess({ ...ending, graceMs: Math.min(ending.graceMs, longestGraceMs) }),
  );
  void Promise.all(endAll).finally(() => process.exit(0));
});
