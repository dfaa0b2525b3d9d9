// Stands in for a part of the stack: says it is ready, keeps a record of its lives in its folder, and
// ends with its supervisor. STAND_IN_DIES_AFTER_MS makes each life short; STAND_IN_MUTE never gets ready.
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');

const { STAND_IN_FOLDER: folder, STAND_IN_NAME: name, STAND_IN_DIES_AFTER_MS: diesAfterMs } = process.env;
const record = (event) =>
  appendFileSync(
    join(folder, 'events.jsonl'),
    `${JSON.stringify({ name, event, pid: process.pid, at: Date.now() })}\n`,
  );

record('started');
appendFileSync(join(folder, `${name}.environment.json`), JSON.stringify(process.env));
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => {
  record('asked to end');
  process.exit(0);
});
if (!process.env.STAND_IN_MUTE) process.send({ kind: 'ready' });
if (diesAfterMs) setTimeout(() => process.exit(3), Number(diesAfterMs));
setInterval(() => undefined, 1_000);
