import { join } from 'node:path';
import { writeJson } from './atomic-file.js';
import { bankDomain } from './configuration.js';
import type { RouteSecrets } from './keys/keys.js';

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
  const accounts = routes.map((secrets) => accountOf(secrets, apiUrl, words));
  const path = join(stateDir, 'simulator', 'accounts.json');
  writeJson(path, { ...behaviour, accounts });
  return path;
}

/** The account as the provider knows it: of keys, the public half. */
function accountOf(secrets: RouteSecrets, apiUrl: string, words: ApprovedWords): object {
  const { protocol, route, receiptSecret } = secrets;
  const receiptUrl = `${apiUrl}/v1/receipts/${route}/${receiptSecret}`;
  switch (secrets.protocol) {
    case 'aliyun-sms': {
      const { accessKeyId, accessKeySecret } = secrets;
      return { protocol, route, accessKeyId, accessKeySecret, ...words, receiptUrl };
    }
    case 'fcm-push': {
      const { project_id: projectId, client_email: clientEmail, public_key: publicKey } = secrets.account;
      return { protocol, route, projectId, clientEmail, publicKey, receiptUrl };
    }
    case 'smtp-email':
      return { protocol, route, user: secrets.user, password: secrets.password, domain: bankDomain };
  }
}
