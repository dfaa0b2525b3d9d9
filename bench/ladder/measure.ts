/** The whole ladder: every rung in turn and back, as often as ordered, and then at a share of its capacity. */
import { median } from '../figures/ratio.js';
import type { BackEnd } from '../back-end/back-end.js';
import { serverPrograms } from '../back-end/programs.js';
import { temporalOnPostgresql } from '../back-end/server.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { noCommits, spreadCommits } from './bare/shapes.js';
import type { Commits } from './bare/shapes.js';
import { runBlock } from './block.js';
import type { Block } from './block.js';
import { besideRungs, compare, leaving, targetsOf, voidBecause } from './compare.js';
import type { Beside, Compared, Leaving, Pass, Target } from './compare.js';
import type { Load } from './loan-system/feed.js';
import { rungs } from './rung.js';
import type { Rung } from './rung.js';

export interface LadderOrder {
  readonly seed: number;
  readonly passes: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly lanes: number;
  /** Whether each rung is measured at a share of its capacity too. */
  readonly openLoop: boolean;
  /** What Temporal keeps its histories in. */
  readonly temporal: BackEnd;
}

/** At how much of a rung's capacity latency is measured. */
const shares = [0.5, 0.8] as const;

export interface OpenBlock {
  readonly share: number;
  readonly block: Block;
}

export interface Ladder {
  readonly order: LadderOrder;
  readonly at: string;
  readonly machine: Machine;
  readonly passes: readonly Pass[];
  readonly compared: readonly Compared[];
  readonly targets: readonly Target[];
  readonly open: readonly OpenBlock[];
  /** Blocks on the embedded back end beside those on PostgreSQL, one of each for each pass, and what they say together. */
  readonly embedded?: readonly Beside[];
  readonly leaving?: readonly Leaving[];
  /** Set where the run says nothing. */
  readonly voidBecause?: string;
}

export async function measureLadder(order: LadderOrder, progress: (line: string) => void): Promise<Ladder> {
  const { seed, passes: count, lanes } = order;
  const steps = stepsOf(order.temporal);
  const blocks = 1 + count * steps.length + (order.openLoop ? shares.length * rungs.length : 0);
  const onPostgresql =
    order.temporal === 'embedded' ? undefined : temporalOnPostgresql(await serverPrograms(progress));
  let done = 0;
  let machine: Machine | undefined;
  const block = async (
    rung: Rung,
    load: Load,
    commits: Commits,
    backEnd = order.temporal,
  ): Promise<Block> => {
    const measured = await runBlock(
      {
        rung,
        load,
        seed,
        warmUpMs: order.warmUp * 1_000,
        measureMs: order.seconds * 1_000,
        commits: rung === 'F1' ? commits : noCommits,
        backEnd,
      },
      backEnd === 'embedded' ? undefined : onPostgresql,
      async (bank, file) => void (machine ??= await machineOf(bank, file, backEnd)),
    );
    done += 1;
    progress(`block ${done} of ${blocks}: ${rung} ${onSuch(backEnd)}${said(load)}, ${inBrief(measured)}`);
    return measured;
  };

  // How many commits ours makes, so that F1 makes as many; and a first start that none of those that count pays for.
  const { commits: commitsEach } = await block('O1', { lanes }, noCommits);
  const commits = spreadCommits(Math.round(commitsEach));
  const passes: Pass[] = [];
  const embedded: Beside[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const inTurn = nth % 2 === 0 ? steps : steps.toReversed();
    const pass: Partial<Record<Rung, Block>> = {};
    const beside: Partial<Record<Rung, Block>> = {};
    for (const { rung, backEnd } of inTurn) {
      const measured = await block(rung, { lanes }, commits, backEnd);
      (backEnd === order.temporal ? pass : beside)[rung] = measured;
    }
    passes.push(pass as Pass);
    if (order.temporal !== 'embedded') embedded.push(beside as Beside);
  }
  const open: OpenBlock[] = [];
  if (order.openLoop)
    for (const share of shares)
      for (const rung of rungs) {
        const capacity = median(passes.map((pass) => pass[rung].perSecond));
        open.push({ share, block: await block(rung, { perSecond: share * capacity }, commits) });
      }
  const compared = compare(passes, seed);
  const reason = voidBecause(passes);
  if (machine === undefined) throw new Error('nothing was measured');
  return {
    order,
    at: new Date().toISOString(),
    machine,
    passes,
    compared,
    targets: targetsOf(passes, compared),
    open,
    ...(embedded.length === 0 ? {} : { embedded, leaving: leaving(passes, embedded, seed) }),
    ...(reason === undefined ? {} : { voidBecause: reason }),
  };
}

interface Step {
  readonly rung: Rung;
  readonly backEnd: BackEnd;
}

/** Every rung on the back end that is measured, those that are measured embedded too next to the same. */
const stepsOf = (backEnd: BackEnd): Step[] =>
  rungs.flatMap((rung): Step[] => {
    const step = { rung, backEnd };
    const isBeside = backEnd !== 'embedded' && besideRungs.some((one) => one === rung);
    return isBeside ? [step, { rung, backEnd: 'embedded' }] : [step];
  });

const onSuch = (backEnd: BackEnd): string => (backEnd === 'embedded' ? '' : 'on PostgreSQL ');

const said = (load: Load): string =>
  'lanes' in load ? `with ${load.lanes} under way` : `at ${load.perSecond.toFixed(1)}/s`;

const inBrief = ({ perSecond, applications, cpuMs }: Block): string =>
  `${perSecond.toFixed(1)}/s (${applications}), ${Object.entries(cpuMs)
    .filter(([, ms]) => ms >= 0.5)
    .map(([name, ms]) => `${name} ${ms.toFixed(0)}`)
    .join(' + ')} ms`;
