/** `npm run bench:peers -- [--quick] [--passes N] [--seconds N] [--warm-up N] [--lanes N] [--output DIR] [--seed N] [--json]`: the alternatives. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import type { Kept } from './command.js';
import { chartsOf } from './peers/charts.js';
import { peersInWords } from './peers/in-words.js';
import { measurePeers } from './peers/measure.js';
import type { Peers, PeersOrder } from './peers/measure.js';
import { contenders } from './peers/peer.js';

const command = new Command('npm run bench:peers --')
  .description(
    'What the same three notices cost on DBOS Transact and on Restate, in turn and back with ours, on the same PostgreSQL, disk and provider; what becomes of them when the process that sends is killed; and what each promises. Installs the peers’ packages first. Takes about a quarter of an hour, and wants the machine for itself.',
  )
  .option('--quick', 'once, for seconds, and written nowhere unless told: that it works, not how fast')
  .option('--passes <n>', 'how often every contender is measured', wholeNumber(1, 50))
  .option('--seconds <n>', 'how long a block is measured', wholeNumber(2, 3_600))
  .option('--warm-up <n>', 'how long before that, in seconds', wholeNumber(1, 600))
  .option('--lanes <n>', 'applications under way at once', wholeNumber(1, 500), 40)
  .option('--killed-lanes <n>', 'applications under way as one is killed', wholeNumber(1, 500))
  .option('--output <directory>', 'where tables and pictures are written');

type Given = Kept & Partial<PeersOrder> & { readonly lanes: number };

function measure(given: Given, progress: (line: string) => void): Promise<Peers> {
  const { quick = false, seed, lanes } = given;
  return measurePeers(
    {
      seed,
      lanes,
      passes: given.passes ?? (quick ? 1 : 5),
      seconds: given.seconds ?? (quick ? 2 : 20),
      warmUp: given.warmUp ?? (quick ? 1 : 12),
      killedLanes: given.killedLanes ?? (quick ? 4 : 20),
    },
    progress,
  );
}

runBenchmark<Given, Peers>(command, 'latencies of the provider', {
  measure,
  kept: (peers) => ({ name: 'peers', title: 'The peers', charts: chartsOf(peers) }),
  inWords: peersInWords,
  // Whoever is not killed sends each notice once; what a killed one does is what is to be found out, but for ours.
  passes: ({ passes, killed }) =>
    [killed.O2, ...passes.flatMap((pass) => contenders.map((contender) => pass[contender].judged))].every(
      ({ twice, never }) => twice === 0 && never === 0,
    ),
});
