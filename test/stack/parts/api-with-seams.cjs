// The receipts door, made to die by SIGKILL (see dies-once.cjs) when a receipt for an application is stored
// and about to be told.
const { join } = require('node:path');
const { dieOnceAt, seams } = require('./dies-once.cjs');

const dist = join(__dirname, '..', '..', '..', 'dist');
const { startApi } = require(join(dist, 'api', 'start-api.js'));
const { runProcess } = require(join(dist, 'runtime', 'process', 'run-process.js'));

runProcess({
  name: 'api',
  start: (logger) =>
    startApi(logger, (stories) => ({
      ...stories,
      tell: (applicationId, message) => {
        if (message.kind === 'receipt' && seams.has(applicationId)) dieOnceAt(seams.get(applicationId));
        return stories.tell(applicationId, message);
      },
    })),
});
