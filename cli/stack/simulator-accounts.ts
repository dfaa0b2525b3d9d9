import { join } from 'node:path';
import { writeJson } from './atomic-file.js';
import type { RouteSecrets } from './keys/keys.js';

/** One account the simulator knows as a provider would. */
export interface SimulatorAccount {
  readonly route: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly signName: string;
  readonly templates: readonly string[];
  /** Where the provider pushes its receipts. */
  readonly receiptUrl: string;
}

/** What our accounts with the providers were granted: the signature shown, and the approved templates’ codes. */
export interface ApprovedWords {
  readonly signName: string;
  readonly templates: readonly string[];
}

/** What the simulator starts from; the same seed makes it behave the same. */
export interface SimulatorSetup {
  readonly seed: number | string;
  readonly words: ApprovedWords;
  /** Least and greatest time from acceptance to the receipt, in milliseconds. */
  readonly receiptDelayMs?: readonly [number, number];
  /** Factor on the delays after which an unanswered receipt is pushed again. */
  readonly retryScale?: number;
}

/** Writes `<state>/simulator/accounts.json` (mode 0600) and answers its path. */
export function writeSimulatorAccounts(
  stateDir: string,
  apiUrl: string,
  routes: readonly RouteSecrets[],
  { words, ...behaviour }: SimulatorSetup,
): string {
  const accounts = routes.map(({ route, accessKeyId, accessKeySecret, receiptSecret }): SimulatorAccount => ({
    route,
    accessKeyId,
    accessKeySecret,
    ...words,
    receiptUrl: `${apiUrl}/v1/receipts/${route}/${receiptSecret}`,
  }));
  const path = join(stateDir, 'simulator', 'accounts.json');
  writeJson(path, { ...behaviour, accounts });
  return path;
}
