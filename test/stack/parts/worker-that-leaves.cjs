// The worker; while the file named by AWAY exists it does not come to work, however often it is started.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');

const dist = join(__dirname, '..', '..', '..', 'dist');
const { runProcess } = require(join(dist, 'runtime', 'process', 'run-process.js'));
const { startWorker } = require(join(dist, 'worker', 'start-worker.js'));

runProcess({
  name: 'worker',
  stopTimeoutMs: 14_000,
  start: async (logger) => {
    while (existsSync(process.env.AWAY)) await pause(50);
    return startWorker(logger);
  },
});
