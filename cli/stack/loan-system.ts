/** The loan system of the embedded stack: the simulator takes its webhooks, under a key of the stack's own. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keysDirectory, readOrMake } from './keys/keep.js';

const fileName = 'loan-system.webhook-keys';

/** Its keys, one a line, made the first time; a member of staff may put another in front. */
const webhookKeys = (stateDir: string): string =>
  readOrMake(stateDir, fileName, () => `whsec_${randomBytes(32).toString('base64')}`);

/** As the simulator knows it. */
export const loanSystemAccount = (stateDir: string): { readonly webhookKeys: readonly string[] } => ({
  webhookKeys: webhookKeys(stateDir).split(/\s*\n\s*/),
});

/** As the rooms' configuration names it; on this machine, so private targets are allowed. */
export function loanSystemWebhook(stateDir: string, simulatorUrl: string): object {
  webhookKeys(stateDir);
  return {
    name: 'loan-system',
    url: `${simulatorUrl}/loan-system/webhooks`,
    secretFile: join(keysDirectory(stateDir), fileName),
    allowPrivate: true,
    // What a killed API had taken on is free again after that and ten seconds.
    timeoutMs: 3_000,
  };
}
