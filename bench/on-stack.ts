/** A stack of a benchmark's own, in a folder that goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBank } from '../cli/bank/open-bank.js';
import type { Bank } from '../cli/bank/open-bank.js';
import type { StackOptions } from '../cli/stack/options.js';
import { runStack } from '../cli/stack/run.js';
import type { RunningStack } from '../cli/stack/start.js';

/** Measures on a running stack; everything it started is ended when it resolves. Rejects where it was stopped before. */
export async function onStack<Measured>(
  options: Omit<StackOptions, 'stateDir'>,
  measure: (stack: RunningStack, bank: Bank) => Promise<Measured>,
): Promise<Measured> {
  const stateDir = mkdtempSync(join(tmpdir(), 'bida-bench-'));
  let measured: { readonly it: Measured } | undefined;
  try {
    const reason = await runStack({ ...options, stateDir }, async (stack) => {
      const bank = openBank(stack.file);
      try {
        measured = { it: await measure(stack, bank) };
      } finally {
        await bank.close();
      }
      return 'stop';
    });
    if (measured === undefined) throw new Error(`it was stopped: ${reason.kind}`);
    return measured.it;
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}
