/** `npm run chaos -- --seed N --applications N [--json]`: exit status 0 only if every promise was kept. */
import { Command, InvalidArgumentError } from 'commander';
import { allKept, chaosOrder, runChaos } from './run.js';
import type { ChaosReport } from './run.js';

const wholeNumber = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  return number;
};

function table(report: ChaosReport): string {
  const { breaches, faults, deaths, ...figures } = report;
  const rows = (of: object) =>
    Object.entries(of).map(([name, value]) => `  ${name.padEnd(44)} ${String(value)}`);
  return [
    'faults',
    ...rows(faults),
    'deaths',
    ...rows(deaths),
    'outcome',
    ...rows(figures),
    allKept(report) ? 'every promise was kept' : `BROKEN with seed ${report.seed}:`,
    ...breaches.slice(0, 50).map((line) => `  ${line}`),
  ].join('\n');
}

interface Options {
  readonly seed: number;
  readonly applications: number;
  readonly json?: boolean;
}

new Command('npm run chaos --')
  .description(
    'Plays applications on the whole stack while providers fail and processes die, and judges by the provider’s own log.',
  )
  .option('--seed <n>', 'the same seed gives the same faults', wholeNumber(0, 2 ** 31), Date.now() % 100_000)
  .option('--applications <n>', 'how many', wholeNumber(20, 2_000), 500)
  .option('--json', 'one line of JSON')
  .action(async ({ seed, applications, json = false }: Options) => {
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    try {
      const report = await runChaos(chaosOrder(seed, applications), say);
      process.stdout.write(`${json ? JSON.stringify(report) : table(report)}\n`);
      process.exitCode = allKept(report) ? 0 : 1;
    } catch (failure) {
      say(`failed with seed ${seed}: ${failure instanceof Error ? failure.message : String(failure)}`);
      process.exitCode = 1;
    }
  })
  .parseAsync()
  .catch((failure: unknown) => {
    process.stderr.write(`${String(failure)}\n`);
    process.exitCode = 1;
  });
