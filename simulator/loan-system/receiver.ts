/** The loan system's end of webhooks: verifies each, keeps its own record of them, and fails as the rules have it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerTaken, behave } from '../behave.js';
import type { Journal } from '../journal.js';
import type { WebhookHeard } from '../log-entry.js';
import type { Rules } from '../rules.js';
import { answerJson, bodyOf } from '../wire.js';
import { isSigned } from './signature.js';

/** Where webhooks are taken. */
export const webhookPath = '/loan-system/webhooks';

/** The keys it shares with the bank, `whsec_…`; any of them counts. */
export const loanSystemSchema = z.strictObject({
  webhookKeys: z.array(z.string().startsWith('whsec_')).min(1),
});
export type LoanSystemAccount = z.infer<typeof loanSystemSchema>;

const bodySchema = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.record(z.string(), z.json()),
});

export interface LoanSystemParts {
  readonly account: LoanSystemAccount;
  readonly rules: Rules;
  readonly journal: Journal;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Answers one webhook; what is taken is on record before the answer. */
export async function takeWebhook(
  { account, rules, journal, now, pause }: LoanSystemParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const webhookId = String(request.headers['webhook-id'] ?? '');
  if (!(await isSigned(request.headers, body, account.webhookKeys, now()))) {
    await journal.record({
      kind: 'webhook',
      webhookId,
      type: '',
      data: {},
      taken: false,
      answered: 'unsigned',
    });
    answerJson(response, 401, { error: 'the signature is none of ours' });
    return;
  }
  const { type, data } = bodySchema.parse(JSON.parse(body));
  const record = (told: Pick<WebhookHeard, 'taken' | 'answered'>) =>
    journal.record({ kind: 'webhook', webhookId, type, data, ...told });
  const behaviour = rules.behaviourFor({ operation: 'webhook', route: 'loan-system', outId: webhookId });
  if (behaviour.slowMs > 0) await pause(behaviour.slowMs);
  await behave(behaviour, response, {
    refuse: async ({ code, message, status = 500 }) => {
      await record({ taken: false, answered: code });
      answerJson(response, status, { error: message });
    },
    leave: (doing) => record({ taken: false, answered: doing }),
    serve: async () => {
      await record({ taken: true, answered: 'taken' });
      await answerTaken(behaviour, response, { result: 'taken' }, pause);
    },
  });
}
