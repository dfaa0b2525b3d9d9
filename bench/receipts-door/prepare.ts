/** Has real messages sent that await their receipts: reported, planned, taken by the provider, and not reported on. */
import type { Bank } from '../../cli/bank/open-bank.js';
import { reportApplication } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';

/** A message the provider took, whose receipt is still to come. */
export interface Awaiting {
  readonly attemptId: string;
  readonly messageId: string;
  readonly route: string;
}

/** Numbers of those whose receipts are pushed by us, and of those whose receipts the provider itself pushes. */
export const awaitedPrefix = '1390';
const otherPrefix = '1391';

const abreast = 12;

/** Reports one application, declined at once: the commonest story there is. */
async function owe(bank: Bank, series: string, n: number, prefix: string): Promise<void> {
  const applicationId = `${series}-${String(n).padStart(6, '0')}`;
  const mobile = `${prefix}${String(n).padStart(7, '0')}`;
  await reportApplication(bank, applicationId, {
    applicant: { name: '欧阳 试' },
    contacts: { mobile },
    product: 'consumer',
  });
  await reportStage(bank, applicationId, 'final-decision', 1, { decision: 'declined' });
}

/** Resolves with so many messages, once every one of them has been taken and none is lingered over. */
export async function prepareAwaiting(
  bank: Bank,
  count: number,
  progress: (line: string) => void,
): Promise<Awaiting[]> {
  let next = 0;
  let refusal: unknown;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < count && refusal === undefined; n = next++)
      await owe(bank, 'AW', n, awaitedPrefix).catch((failure: unknown) => (refusal = failure));
  };
  const reporting = Promise.all(Array.from({ length: abreast }, lane));
  let saidAt = 0;
  for (;;) {
    if (refusal !== undefined) throw refusal instanceof Error ? refusal : new Error('a report was refused');
    const [row] = await bank.ledger.query<{ taken: number }>(
      `SELECT count(*) AS taken FROM attempt
        WHERE application_id LIKE 'AW-%' AND outcome = 'accepted' AND settlement IS NULL AND NOT lingering`,
    );
    const taken = row?.taken ?? 0;
    if (taken >= count) break;
    if (Date.now() - saidAt > 5_000) {
      progress(`${taken} of ${count} messages await their receipts`);
      saidAt = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await reporting;
  return bank.ledger.query<Awaiting>(
    `SELECT attempt_id AS "attemptId", provider_message_id AS "messageId", route FROM attempt
      WHERE application_id LIKE 'AW-%' AND outcome = 'accepted' AND settlement IS NULL ORDER BY application_id`,
  );
}

/** Goes on reporting other applications, `perSecond`, until it is stopped; answers how many. */
export function goOnSending(bank: Bank, perSecond: number): { stop(): Promise<number> } {
  let reported = 0;
  let failed: unknown;
  const running = new Set<Promise<void>>();
  const timer =
    perSecond === 0
      ? undefined
      : setInterval(() => {
          const one = owe(bank, 'OT', reported++, otherPrefix)
            .catch((failure: unknown) => void (failed = failure))
            .finally(() => running.delete(one));
          running.add(one);
        }, 1_000 / perSecond);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
      if (failed !== undefined) throw failed instanceof Error ? failed : new Error('a report was refused');
      return reported;
    },
  };
}
