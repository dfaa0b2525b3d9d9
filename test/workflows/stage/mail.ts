/** E-mail in a test's world: what the mail server took of a story, and how it comes back. */
import type { RecordedReceipt } from '../../../ledger/receipt/record.js';
import { classifySmtp } from '../../../domain/provider/smtp/codes.js';
import type { AttemptRow } from '../../../ledger/attempt/row.js';
import type { Story } from './story.js';

/** The applicant's address; nobody else's. */
export const mailboxOf = ({ mobile }: Story): string => `applicant-${mobile}@mail.example`;

/** The e-mails the mail server's own log says it took for this applicant. */
export const mailsTo = (story: Story) =>
  story.world.simulator
    .log()
    .filter((entry) => entry.kind === 'acceptance' && entry.channel === 'email')
    .filter(({ to }) => to === mailboxOf(story));

/**
 * An e-mail that the server had taken comes back, with an enhanced status such as `5.2.2` (RFC 3463):
 * recorded as the door records receipts, since mail servers have none of their own there.
 */
export function bounce(story: Story, attempt: AttemptRow, status: string): Promise<RecordedReceipt> {
  const taken = mailsTo(story).find(({ outId }) => outId === attempt.attemptId);
  if (taken === undefined) throw new Error('the mail server never took it: nothing can come back');
  const { failure, listed } = classifySmtp(550, status);
  const { outId: ourReference, messageId } = taken;
  return story.report(attempt, {
    ourReference,
    messageId,
    code: status,
    listed,
    settlement: 'undelivered',
    failure,
  });
}
