/** Stands in for a part a rung does without: says `ready`, and does nothing until it is ended. */
const stay = setInterval(() => undefined, 3_600_000);
const stop = (): void => {
  clearInterval(stay);
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
process.send?.({ kind: 'ready' });
