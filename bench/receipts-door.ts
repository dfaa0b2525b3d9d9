/** `npm run bench:receipts -- [--seconds N] [--rate N] [--each N] [--sending N] [--seed N] [--json]`: how fast the receipts door answers. */
import { Command, InvalidArgumentError } from 'commander';
import { inWords } from './receipts-door/in-words.js';
import { mostEach } from './receipts-door/plan.js';
import { measureDoor, passes } from './receipts-door/measure.js';

const wholeNumber = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  return number;
};

interface Options {
  readonly seconds: number;
  readonly rate: number;
  readonly each: number;
  readonly sending: number;
  readonly doorFirst: boolean;
  readonly seed: number;
  readonly json?: boolean;
}

new Command('npm run bench:receipts --')
  .description(
    'Starts everything, has messages sent that await their receipts, and pushes those as a provider does, at their times whatever the door does, while workers go on sending other notices.',
  )
  .option('--seconds <n>', 'how long receipts are pushed', wholeNumber(5, 600), 60)
  .option('--rate <n>', 'receipts a second', wholeNumber(10, 2_000), 300)
  .option(
    '--each <n>',
    'different receipts a message gets: more of them, fewer messages to prepare',
    wholeNumber(1, mostEach),
    mostEach,
  )
  .option('--sending <n>', 'other applications a second, one notice each', wholeNumber(0, 50), 5)
  .option('--seed <n>', 'the same seed gives the same pushes', wholeNumber(0, 2 ** 31), Date.now() % 100_000)
  .option('--no-door-first', 'worker and Temporal have as much of the processor as door and ledger')
  .option('--json', 'one line of JSON')
  .action(async ({ json = false, ...order }: Options) => {
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    say(`seed ${order.seed}`);
    const measured = await measureDoor(order, say);
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
