// Ends this very process with SIGKILL, once for each seam: a marker file tells the next life that it was done.
const { closeSync, existsSync, openSync } = require('node:fs');
const { join } = require('node:path');

const { SEAMS_FOLDER: folder } = process.env;

/** Does not return the first time; later does nothing. */
exports.dieOnceAt = (seam) => {
  try {
    closeSync(openSync(join(folder, `${seam}.died`), 'wx'));
  } catch (failure) {
    if (failure.code === 'EEXIST') return;
    throw failure;
  }
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way: nothing more may happen here.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
/** The seam a number or an application is to die at, from SEAMS: `{"<number or application>": "<seam>"}`. */
exports.seams = new Map(Object.entries(JSON.parse(process.env.SEAMS)));

/**
 * Says that somebody has come to a seam, and goes no further: the test ends the process when all have. In the next life
 * the seam is passed.
 */
exports.waitForTheKill = async (seam, kind, who) => {
  if (seam !== kind || existsSync(join(folder, `${seam}.died`))) return;
  closeSync(openSync(join(folder, `${seam}.${who}.arrived`), 'a'));
  await new Promise(() => {
    // Only SIGKILL ends this.
  });
};
