import { fixed, ratioInWords, table } from '../figures/table.js';
import { median } from '../figures/ratio.js';
import { cpuOf } from '../figures/processor-time.js';
import { processNames } from '../ladder/in-words.js';
import type { Block } from '../ladder/block.js';
import { machineInWords } from '../machine.js';
import type { Growth, Step } from './measure.js';

/** No more than this dearer from the first step to the last. */
export const flatWithin = 1.1;

export const stepName = ({ finished, open }: Step): string =>
  `${finished.toLocaleString('en')} finished${open === 0 ? '' : `, ${open.toLocaleString('en')} open`}`;

/** Whether an application costs as much on the stack that has grown, as far as the interval of its ratio tells. */
export const isFlat = ({ steps }: Growth): boolean => (steps.at(-1)?.cpu.median ?? NaN) <= flatWithin;

/** Growth as tables, which read as text and as Markdown alike. */
export function growthInWords(growth: Growth): string {
  const { steps, order, machine, at } = growth;
  const [first] = steps;
  const large = (step: Step, of: (block: Block) => number): number =>
    median(step.pairs.map((pair) => of(pair.large)));
  const withPages = steps.filter(({ pages }) => pages !== undefined);
  return [
    table(
      ['beside one of the first size, paired, median (95 %)', 'processor time', 'applications/s'],
      steps.map((step) => [
        step === first ? `${stepName(step)} (noise)` : stepName(step),
        ratioInWords(step.cpu),
        ratioInWords(step.throughput),
      ]),
    ),
    table(
      ['an application of three notices, ms of processor', ...steps.map(stepName)],
      [
        ['all', ...steps.map((step) => fixed(large(step, cpuOf), 0))],
        ...processNames.map((name) => [
          `· ${name}`,
          ...steps.map((step) =>
            fixed(
              large(step, ({ cpuMs }) => cpuMs[name] ?? 0),
              0,
            ),
          ),
        ]),
        [
          'ledger commits',
          ...steps.map((step) =>
            fixed(
              large(step, ({ commits }) => commits),
              1,
            ),
          ),
        ],
        ['worker, MB at most', ...steps.map((step) => fixed(large(step, workerMegabytes), 0))],
        ['ledger, KB for each finished', ...steps.map((step) => kilobytes(step.bytesPerApplication))],
        ['worker, KB for each open one it keeps', ...steps.map((step) => kilobytes(step.workerBytesEach))],
      ],
    ),
    ...(withPages.length === 0
      ? []
      : [
          table(
            ['staff’s pages, ms', ...withPages.flatMap((step) => [`p50, ${stepName(step)}`, 'p95'])],
            (withPages[0]?.pages ?? []).map(({ page }) => [
              page,
              ...withPages.flatMap(({ pages }) => {
                const answered = pages?.find((one) => one.page === page);
                return [fixed(answered?.p50 ?? NaN, 1), fixed(answered?.p95 ?? NaN, 1)];
              }),
            ]),
          ),
        ]),
    isFlat(growth)
      ? `flat: within ${((flatWithin - 1) * 100).toFixed(0)} % from the first to the last`
      : `NOT flat within ${((flatWithin - 1) * 100).toFixed(0)} % from the first to the last`,
    machineInWords(machine),
    `commit ${machine.commit}, ${at}, seed ${order.seed}: ${order.passes} passes of ${order.seconds} s after ${order.warmUp} s of warming up, ${order.lanes} applications under way`,
  ].join('\n\n');
}

const workerMegabytes = ({ peakBytes }: Block): number => (peakBytes['worker'] ?? 0) / 2 ** 20;

const kilobytes = (bytes: number | undefined): string => fixed((bytes ?? NaN) / 1_000, 1);
