// The receipts door, made to die by SIGKILL (see dies-once.cjs) when a receipt for an application is stored
// and about to be told.
const { join } = require('node:path');
const { dieOnceAt, seams, waitForTheKill } = require('./dies-once.cjs');

const dist = join(__dirname, '..', '..', '..', 'dist');
const { startApi } = require(join(dist, 'api', 'start-api.js'));
const { runProcess } = require(join(dist, 'runtime', 'process', 'run-process.js'));

runProcess({
  name: 'api',
  start: (logger) =>
    startApi(logger, (stories) => ({
      ...stories,
      tell: async (applicationId, message) => {
        if (message.kind === 'receipt' && seams.has(applicationId)) {
          const seam = seams.get(applicationId);
          if (!seam.startsWith('gather-')) dieOnceAt(seam);
          await waitForTheKill(seam, 'gather-receipt-untold', applicationId);
        }
        return stories.tell(applicationId, message);
      },
    })),
});
