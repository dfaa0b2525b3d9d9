// Stands in for a server that is not a Node process: knows no IPC, ignores requests to end.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
process.send?.({ kind: 'ready' });
setInterval(() => undefined, 1_000);
