/** What every benchmark's command line has in common. */
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { publish } from './publish.js';
import type { Published } from './publish.js';

/** Reads an option; refuses what is no whole number from `least` to `most`. */
export const wholeNumber = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  return number;
};

/** Reads an option that may be told several times. */
export const wholeNumbers =
  (least: number, most: number) =>
  (text: string, before: readonly number[] = []): number[] => [...before, wholeNumber(least, most)(text)];

/** Where what was found is kept, unless told or quick. */
const benchmarksFolder = resolve(__dirname, '../docs/benchmarks');

/** What a benchmark is told that keeps what it found. */
export interface Kept {
  readonly seed: number;
  /** Small and short, and written nowhere unless told. */
  readonly quick?: boolean;
  readonly output?: string;
}

interface Benchmark<Order, Measured> {
  /** What is kept of it; nothing where it is left out. */
  readonly kept?: (measured: Measured) => Pick<Published, 'name' | 'title' | 'charts'>;
  readonly measure: (order: Order, progress: (line: string) => void) => Promise<Measured>;
  readonly inWords: (measured: Measured) => string;
  readonly passes: (measured: Measured) => boolean;
}

/**
 * Adds `--seed` and `--json`, and does what the command line asks: progress goes to standard error, the figures to
 * standard output, in words or as a line of JSON; the exit status is 0 where the benchmark passes.
 */
export function runBenchmark<Order extends Kept, Measured>(
  command: Command,
  what: string,
  { measure, inWords, passes, kept }: Benchmark<Order, Measured>,
): void {
  command
    .option(
      '--seed <n>',
      `the same seed gives the same ${what}`,
      wholeNumber(0, 2 ** 31),
      Date.now() % 100_000,
    )
    .option('--json', 'one line of JSON')
    .action(async ({ json = false, ...order }: Order & { readonly json?: boolean }) => {
      const say = (line: string) => void process.stderr.write(`${line}\n`);
      say(`seed ${order.seed}`);
      const measured = await measure(order as unknown as Order, say);
      const directory = order.output ?? (order.quick === true ? undefined : benchmarksFolder);
      if (kept !== undefined && directory !== undefined)
        publish(
          {
            ...kept(measured),
            command: command.name().replace(/ --$/, ''),
            inWords: inWords(measured),
            measured,
          },
          directory,
        );
      process.stdout.write(`${json ? JSON.stringify(measured) : inWords(measured)}\n`);
      process.exitCode = passes(measured) ? 0 : 1;
    })
    .parseAsync()
    .catch((failure: unknown) => {
      process.stderr.write(
        `${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`,
      );
      process.exitCode = 1;
    });
}
