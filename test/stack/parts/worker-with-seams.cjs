// The worker, made to die by SIGKILL at exact seams of sending (see dies-once.cjs), each named for a mobile
// number: before-call, after-accept, lingering, receipt-stored, before-return.
const { join } = require('node:path');
const { dieOnceAt, seams, waitForTheKill } = require('./dies-once.cjs');

const dist = join(__dirname, '..', '..', '..', 'dist');
const { runProcess } = require(join(dist, 'runtime', 'process', 'run-process.js'));
const { startWorker } = require(join(dist, 'worker', 'start-worker.js'));

/** The number an attempt goes to, by its id; known from the call on. */
const numberOf = new Map();
const seamOf = (attemptId) => seams.get(numberOf.get(attemptId)) ?? '';
const dieIfAt = (attemptId, kind) => {
  const seam = seamOf(attemptId);
  if (seam.startsWith(kind)) dieOnceAt(seam);
};

const withProvider = (route) => ({
  ...route,
  carrier: {
    ...(route.carrier.deduplicates === undefined ? {} : { deduplicates: route.carrier.deduplicates }),
    ask: (question) => route.carrier.ask(question),
    close: () => route.carrier.close(),
    send: async (letter) => {
      numberOf.set(letter.attemptId, letter.to);
      dieIfAt(letter.attemptId, 'before-call');
      await waitForTheKill(seamOf(letter.attemptId), 'gather-before-call', letter.attemptId);
      const answer = await route.carrier.send(letter);
      dieIfAt(letter.attemptId, 'after-accept');
      await waitForTheKill(seamOf(letter.attemptId), 'gather-after-accept', letter.attemptId);
      return answer;
    },
  },
});

const withEar = (receipts) => ({
  stop: () => receipts.stop(),
  wait: async (attemptId, mostMs, stopping, isThere) => {
    dieIfAt(attemptId, 'lingering');
    if (seamOf(attemptId).startsWith('receipt-stored')) {
      while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
      dieIfAt(attemptId, 'receipt-stored');
    }
    return receipts.wait(attemptId, mostMs, stopping, isThere);
  },
});

/** The delivery is on record, and Temporal does not know it yet. */
async function beforeReturn(attemptId) {
  dieIfAt(attemptId, 'before-return');
  await waitForTheKill(seamOf(attemptId), 'gather-before-return', attemptId);
}

/** Dies after the commit of the transaction that ends the lingering, or once it is read that the receipt's own did. */
const withLedger = (ledger) => ({
  query: async (...given) => {
    const rows = await ledger.query(...given);
    const [row] = rows;
    if (row !== undefined && row.lingering === false && row.settlement === 'delivered')
      await beforeReturn(row.attemptId);
    return rows;
  },
  listen: (channel, heard) => ledger.listen(channel, heard),
  close: () => ledger.close(),
  transaction: async (body) => {
    let ended;
    const answer = await ledger.transaction((tx) =>
      body({
        query: (text, values, plan) => {
          if (/^UPDATE attempt SET lingering = false/.test(text)) ended = values[0];
          return tx.query(text, values, plan);
        },
      }),
    );
    if (ended !== undefined) await beforeReturn(ended);
    return answer;
  },
});

runProcess({
  name: 'worker',
  stopTimeoutMs: 14_000,
  start: (logger) =>
    startWorker(logger, (world) => ({
      ...world,
      routes: new Map([...world.routes].map(([name, route]) => [name, withProvider(route)])),
      receipts: withEar(world.receipts),
      ledger: withLedger(world.ledger),
    })),
});
