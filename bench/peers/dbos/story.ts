/** What DBOS does of an application: each thing that touches the world is a step, and news is awaited by topic. */
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { PeerLedger } from '../program/ledger.js';
import type { Applicant, Send } from '../program/provider.js';
import { receiptDeadlineSeconds } from '../program/receipt.js';
import type { ReceiptNews } from '../program/receipt.js';

export const reportedTopic = (nth: number): string => `reported-${nth}`;
export const receiptTopic = (nth: number): string => `receipt-${nth}`;

/** A loan system that is silent for longer is taken for one that will not go on. */
const silenceSeconds = 180 * 86_400;

/** Registered before DBOS is launched, so that it can take up what was under way. */
export function dbosStory(ledger: PeerLedger, send: Send) {
  // The ledger's statements may be repeated, and the database may be away for a moment.
  const put = (name: string, write: () => Promise<void>): Promise<void> =>
    DBOS.runStep(write, { name, retriesAllowed: true, maxAttempts: 10, intervalSeconds: 0.2 });
  const story = async (applicationId: string, applicant: Applicant): Promise<void> => {
    await put('application', () => ledger.reported(applicationId, applicant));
    for (let nth = 1; nth <= 3; nth += 1) {
      const key = { applicationId, nth };
      if ((await DBOS.recv(reportedTopic(nth), silenceSeconds)) === null) return;
      await put('intend', () => ledger.intend(key));
      const answer = await DBOS.runStep(() => send(key, applicant), { name: 'send' });
      const messageId = answer.result === 'accepted' ? answer.messageId : undefined;
      await put('answer', () => ledger.answered(key, answer.result, messageId));
      // Nobody is sent anything by another way, and no person is asked: what was refused stays so.
      if (answer.result === 'rejected') return;
      const receipt = await DBOS.recv<ReceiptNews>(receiptTopic(nth), receiptDeadlineSeconds);
      await put('receipt', () =>
        ledger.receipt(key, receipt?.code ?? 'no-receipt', receipt?.delivered ?? false),
      );
      if (receipt?.delivered !== true) return;
    }
  };
  return DBOS.registerWorkflow(story, { name: 'loanApplication' });
}
