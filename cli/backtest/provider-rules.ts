/** How the simulated provider behaves in a backtest: no log says which messages arrived. */
import { schemaFaults } from '../../runtime/configuration/schema-faults.js';
import { rulesSchema } from '../../simulator/rules.js';
import type { Delay } from '../../simulator/delay.js';
import type { RuleInput } from '../../simulator/rules.js';
import { inputName, readJsonInput, UsageFault } from '../terminal.js';

/**
 * Unless told otherwise about 3 phones in 100 are reported undelivered, and about 1 in 100 is never
 * reported on. Chosen by number: the same applicants in every run, and under every policy.
 */
export const usualProvider: readonly RuleInput[] = [
  { match: { phonePrefix: '159' }, action: { receipt: { code: 'MOBILE_NOT_ON_SERVICE' } } },
  ...['1770', '1771', '1772', '1773'].map((phonePrefix): RuleInput => ({
    match: { phonePrefix },
    action: { receipt: 'none' },
  })),
];

/** A receipt comes while its send activity lingers, in real time: a later one would be skipped past. */
const longestReceiptDelayMs = 5_000;

/** A spread delay has no longest. */
const longestOf = (delay: Delay): number => (typeof delay === 'number' ? delay : Infinity);

/** Reads rules in the simulator's own form. @throws UsageFault naming each fault by its place */
export function readProviderRules(file: string): readonly RuleInput[] {
  const read = rulesSchema.safeParse(readJsonInput(file));
  if (!read.success)
    throw new UsageFault(
      schemaFaults(read.error.issues)
        .map(({ path, expected }) => `${inputName(file)}: ${path}: expected ${expected}`)
        .join('\n'),
    );
  const late = read.data.findIndex(
    ({ action: { receipt } }) =>
      typeof receipt === 'object' && longestOf(receipt.delayMs ?? 0) > longestReceiptDelayMs,
  );
  if (late !== -1)
    throw new UsageFault(
      `${inputName(file)}: [${late}].action.receipt.delayMs: expected at most ${longestReceiptDelayMs} in a backtest`,
    );
  return read.data;
}
