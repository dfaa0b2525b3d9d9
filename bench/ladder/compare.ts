/** What the blocks of a ladder say beside each other. */
import { cpuOf } from '../figures/processor-time.js';
import { median, ratioOf } from '../figures/ratio.js';
import type { Ratio } from '../figures/ratio.js';
import type { Block } from './block.js';
import { haveSameEvents } from './histories.js';
import type { Rung } from './rung.js';

/** The blocks of one pass over all rungs. */
export type Pass = Readonly<Record<Rung, Block>>;

export interface Compared {
  readonly over: Rung;
  readonly under: Rung;
  readonly throughput: Ratio;
  readonly cpu: Ratio;
}

const comparisons: readonly (readonly [Rung, Rung])[] = [
  ['O1', 'F1'],
  ['O2', 'O1'],
  ['O2', 'S0'],
  ['F0', 'S0'],
  ['F1', 'F0'],
];

/** Ratios of the blocks of each pass, and of S0 against the S0 of the pass before it: the noise. */
export function compare(passes: readonly Pass[], seed: number): Compared[] {
  const compared = (over: Rung, under: Rung, pairs: readonly (readonly [Block, Block])[]): Compared => ({
    over,
    under,
    throughput: ratioOf(
      pairs.map(([one, other]) => [one.perSecond, other.perSecond]),
      seed,
    ),
    cpu: ratioOf(
      pairs.map(([one, other]) => [cpuOf(one), cpuOf(other)]),
      seed,
    ),
  });
  return [
    ...comparisons.map(([over, under]) =>
      compared(
        over,
        under,
        passes.map((pass) => [pass[over], pass[under]]),
      ),
    ),
    compared(
      'S0',
      'S0',
      passes.slice(1).map((pass, before) => [pass.S0, (passes[before] ?? pass).S0]),
    ),
  ];
}

/** Why a run says nothing: the bare rungs must make the events ours makes, or what they cost is another thing's. */
export function voidBecause(passes: readonly Pass[]): string | undefined {
  for (const { F0, F1, O1 } of passes)
    for (const bare of [F0, F1])
      if (!haveSameEvents(bare.histories, O1.histories))
        return `${bare.rung} and O1 do not make the same events: ${eventsInWords(bare)} against ${eventsInWords(O1)}`;
  return undefined;
}

const eventsInWords = ({ histories }: Block): string =>
  Object.entries(histories.events)
    .map(([name, each]) => `${name} ${each.toFixed(2)}`)
    .join(', ');

/** The rungs that are measured on the embedded back end too where the others are on PostgreSQL. */
export const besideRungs = ['S0', 'O2'] as const;
export type Beside = Readonly<Record<(typeof besideRungs)[number], Block>>;

/** What a rung on PostgreSQL comes to over the same one embedded. */
export interface Leaving {
  readonly rung: Rung;
  readonly throughput: Ratio;
  readonly cpu: Ratio;
}

/** Ratios of the blocks that stood beside each other, one pair for each pass. */
export const leaving = (passes: readonly Pass[], embedded: readonly Beside[], seed: number): Leaving[] =>
  besideRungs.map((rung) => {
    const ratio = (figure: (block: Block) => number): Ratio =>
      ratioOf(
        embedded.map((beside, nth) => [figure((passes[nth] ?? beside)[rung]), figure(beside[rung])]),
        seed,
      );
    return { rung, throughput: ratio(({ perSecond }) => perSecond), cpu: ratio(cpuOf) };
  });

export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly got: string;
  readonly met: boolean;
}

/** What is asked of the ladder, and what it came to. */
export function targetsOf(passes: readonly Pass[], compared: readonly Compared[]): Target[] {
  const ratio = (over: Rung, under: Rung) => compared.find((one) => one.over === over && one.under === under);
  const ours = (of: (block: Block) => number): number => median(passes.map(({ O1 }) => of(O1)));
  const least = (what: string, got: Ratio | undefined, wanted: number): Target => ({
    what,
    wanted: `≥ ${wanted.toFixed(2)}`,
    got: (got?.median ?? NaN).toFixed(2),
    met: (got?.median ?? 0) >= wanted,
  });
  const most = (what: string, got: number, wanted: number, digits = 1): Target => ({
    what,
    wanted: `≤ ${wanted}`,
    got: got.toFixed(digits),
    met: got <= wanted,
  });
  return [
    least('O1/F1, throughput', ratio('O1', 'F1')?.throughput, 0.9),
    most('O1/F1, processor time', ratio('O1', 'F1')?.cpu.median ?? NaN, 1.15, 2),
    least('O2/O1, throughput', ratio('O2', 'O1')?.throughput, 0.85),
    least('O2/S0, throughput', ratio('O2', 'S0')?.throughput, 0.65),
    most(
      'history events an application',
      ours(({ histories }) => histories.eventsEach),
      40,
    ),
    most(
      'workflow tasks an application',
      ours(({ histories }) => histories.workflowTasksEach),
      8,
    ),
    most(
      'history an application, KB',
      ours(({ histories }) => histories.bytesEach / 1_000),
      9,
    ),
    most(
      'ledger commits for the steps of an application',
      ours(({ stepCommits = NaN }) => stepCommits),
      13,
    ),
  ];
}
