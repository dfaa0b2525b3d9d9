import { join } from 'node:path';
import { writeJson } from './atomic-file.js';
import { robotAccount } from './duty-robot.js';
import { loanSystemAccount } from './loan-system.js';
import type { ApprovedWords, StackRoute } from './routes/stack-route.js';

/** What the simulator starts from; the same seed makes it behave the same. */
export interface SimulatorSetup {
  readonly seed: number | string;
  readonly words: ApprovedWords;
  /** Least and greatest time from acceptance to the receipt, in milliseconds. */
  readonly receiptDelayMs?: readonly [number, number];
  /** Factor on the delays after which an unanswered receipt is pushed again. */
  readonly retryScale?: number;
}

/**
 * Writes `<state>/simulator/accounts.json` (mode 0600) and answers its path; `bouncePort` is where the bank takes what cannot
 * be delivered.
 */
export function writeSimulatorAccounts(
  stateDir: string,
  apiUrl: string,
  routes: readonly StackRoute[],
  { words, ...behaviour }: SimulatorSetup,
  bouncePort: number,
): string {
  const accounts = routes.map(({ route, receiptSecret, account }) =>
    account(`${apiUrl}/v1/receipts/${route}/${receiptSecret}`, words, bouncePort),
  );
  const path = join(stateDir, 'simulator', 'accounts.json');
  const robot = robotAccount(stateDir);
  writeJson(path, { ...behaviour, accounts, loanSystem: loanSystemAccount(stateDir), robot });
  return path;
}
