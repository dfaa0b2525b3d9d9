import { join, resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { openBank } from '../bank/open-bank.js';
import type { Bank } from '../bank/open-bank.js';
import { NoStackRuns, readStackFile } from '../stack/stack-file.js';
import type { StackFile } from '../stack/stack-file.js';

/** What commands that speak to a running stack have in common. */
export interface StackArguments {
  readonly state?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** Where the embedded stack keeps its state unless told otherwise. */
export const defaultStateDir = '.bida';

/** `--lang`, where a command answers in words. */
export const languageOption = (): Option =>
  new Option('--lang <zh|en>', 'language of the answer (default: from the environment)').choices([
    'zh',
    'en',
  ]);

/** Adds the options every command of a running stack takes. */
export const withStackOptions = (command: Command): Command =>
  command
    .option('--state <folder>', 'the stack’s state folder (default: .bida, else the demo’s)')
    .option('--json', 'one JSON line for programs')
    .addOption(languageOption());

/** The stack that runs: the one named, else that of `.bida`, else the demo's. */
export function findStack(given: StackArguments): StackFile {
  if (given.state !== undefined) return readStackFile(resolve(given.state));
  try {
    return readStackFile(resolve(defaultStateDir));
  } catch (failure) {
    if (!(failure instanceof NoStackRuns)) throw failure;
    try {
      return readStackFile(resolve(join(defaultStateDir, 'demo')));
    } catch {
      throw failure;
    }
  }
}

/** Does something with the bank's side of the running stack and lets go of it. */
export async function withBank<Answer>(
  given: StackArguments,
  work: (bank: Bank, stack: StackFile) => Promise<Answer>,
): Promise<Answer> {
  const stack = findStack(given);
  const bank = openBank(stack);
  try {
    return await work(bank, stack);
  } finally {
    await bank.close();
  }
}

/** The same for what a story will be told of: Temporal's client is loaded first, not while somebody waits for an answer. */
export const withStories = <Answer>(
  given: StackArguments,
  work: (bank: Bank, stack: StackFile) => Promise<Answer>,
): Promise<Answer> =>
  withBank(given, async (bank, stack) => {
    await bank.temporal.service();
    return work(bank, stack);
  });
